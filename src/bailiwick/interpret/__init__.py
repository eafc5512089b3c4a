"""Tool call to operations: pure, one file per language or tool family, programs as data."""

from __future__ import annotations

from bailiwick.interpret.inquiry import Inquiry
from bailiwick.interpret.result import Interpretation
from bailiwick.interpret.tools import operations_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.fact import Facts
    from bailiwick.model.request import Request

__all__ = ["interpret"]


def interpret(request: Request, facts: Facts) -> Interpretation:
    """What `request` would do, as far as `facts` tell.

    Returns:
        The operations; with open queries they are provisional, and the caller interprets again with the answers.

    Raises:
        InputError: the tool's input is not what the tool takes.
        BoundError: a bound of `model/bounds.py` was exceeded.
    """
    inquiry = Inquiry(facts)
    operations = operations_of(request, inquiry)
    return Interpretation(operations, frozenset(inquiry.missing), inquiry.used)
