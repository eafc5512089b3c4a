"""`Inquiry`: how pure interpreters ask for facts.

An interpreter calls `ask(query)` and goes on with what it knows; an unanswered query is
remembered, the engine fetches it, and the interpreter runs again with the answer. So an
interpreter should keep going past a missing fact and collect as many queries as it can.
"""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import overload

    from bailiwick.model.fact import (
        AddressFact,
        AddressQuery,
        CheckFact,
        CheckQuery,
        ConfinementFact,
        ConfinementQuery,
        Fact,
        FactQuery,
        Facts,
        GlobFact,
        GlobQuery,
        ObjectionFact,
        ObjectionQuery,
        PathFact,
        PathQuery,
        ProgramFact,
        ProgramQuery,
        RepositoryFact,
        RepositoryQuery,
        TextFact,
        TextQuery,
        TrackedFact,
        TrackedQuery,
        TreeFact,
        TreeQuery,
    )


class Inquiry:
    """The facts of one round, which of them were used, and the queries that it could not answer."""

    __slots__ = ("_facts", "missing", "used")

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.missing: set[FactQuery] = set()
        self.used: dict[FactQuery, Fact] = {}

    if TYPE_CHECKING:

        @overload
        def ask(self, query: PathQuery) -> PathFact | None: ...
        @overload
        def ask(self, query: TextQuery) -> TextFact | None: ...
        @overload
        def ask(self, query: GlobQuery) -> GlobFact | None: ...
        @overload
        def ask(self, query: ProgramQuery) -> ProgramFact | None: ...
        @overload
        def ask(self, query: RepositoryQuery) -> RepositoryFact | None: ...
        @overload
        def ask(self, query: TrackedQuery) -> TrackedFact | None: ...
        @overload
        def ask(self, query: AddressQuery) -> AddressFact | None: ...
        @overload
        def ask(self, query: TreeQuery) -> TreeFact | None: ...
        @overload
        def ask(self, query: ObjectionQuery) -> ObjectionFact | None: ...
        @overload
        def ask(self, query: CheckQuery) -> CheckFact | None: ...
        @overload
        def ask(self, query: ConfinementQuery) -> ConfinementFact | None: ...

    def ask(self, query: FactQuery) -> Fact | None:
        """The answer, or None when it is not known in this round.

        Raises:
            BoundError: more than `bounds.FACT_QUERIES` facts are asked for.
        """
        fact = self._facts.get(query)
        if fact is None:
            self.missing.add(query)
            if len(self.missing) + len(self._facts) > bounds.FACT_QUERIES:
                raise BoundError(f"expected at most {bounds.FACT_QUERIES} facts for one call, got more")
        else:
            self.used[query] = fact
        return fact
