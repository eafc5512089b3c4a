"""`DeferredChecks`: external checks of calls that can wait for them while others are answered."""

from __future__ import annotations

from contextlib import contextmanager

from bailiwick.engine.deferral import Deferred

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from typing import TypeAlias

    from bailiwick.model.fact import CheckFact, CheckQuery

    Run: TypeAlias = Callable[[Collection[CheckQuery]], Mapping[CheckQuery, CheckFact]]


class DeferredChecks:
    """The answers of checks for the call that is answered now: those that were given, else they are wanted.

    Outside of `given` (housekeeping that finds a call past the gate, say) nobody can come back with answers, and checks
    run at once.
    """

    def __init__(self, run: Run) -> None:
        """Defer to `run`, which must be callable from several threads at once."""
        self.run = run
        self._given: Mapping[CheckQuery, CheckFact] | None = None

    def fetch(self, queries: Collection[CheckQuery]) -> Mapping[CheckQuery, CheckFact]:
        """The answer of each check.

        Raises:
            Deferred: some are not among those that were given.
        """
        if self._given is None:
            return self.run(queries)
        wanted = [query for query in queries if query not in self._given]
        if wanted:
            raise Deferred(wanted)
        return {query: self._given[query] for query in queries}

    @contextmanager
    def given(self, answers: Mapping[CheckQuery, CheckFact]) -> Iterator[None]:
        """Within, only these answers are known."""
        self._given = answers
        try:
            yield
        finally:
            self._given = None
