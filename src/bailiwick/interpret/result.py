"""`Interpretation`: what interpreting one request gave."""

from __future__ import annotations

from bailiwick.model.fact import NO_FACTS
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.fact import FactQuery, Facts
    from bailiwick.model.operation import Operation


class Interpretation(Value):
    """The operations of a request as far as the facts allow, and the facts still wanted."""

    operations: tuple[Operation, ...]
    queries: frozenset[FactQuery] = frozenset()
    """Non-empty: fetch these and interpret again; the operations are provisional."""
    facts: Facts = NO_FACTS
    """Those of the given facts that were asked for: what the operations rest on."""
