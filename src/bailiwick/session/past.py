"""`Past`: what the history tests of rules may ask of a session, before the call in question."""

from __future__ import annotations

from bailiwick.model.operation import EMPTY
from bailiwick.session import tracker
from bailiwick.session.tracker import Moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.model.tracker import Cell, Update
    from bailiwick.session.state import SessionState


class Past:
    """The past of one session at one time. Implements `bailiwick.policy.history.Past`."""

    __slots__ = ("_at", "_state", "calls", "satisfied")

    def __init__(self, state: SessionState, at: int) -> None:
        """See `state` at `at`, seconds since 1970."""
        self._state = state
        self._at = at
        self.calls = state.counters.get("calls", 0)
        """Calls so far, blocked attempts included."""
        self.satisfied = state.counters.get("satisfied", 0)
        """Calls so far that ran and did not fail."""

    @property
    def labels(self) -> Mapping[str, str]:
        """Labels of the session."""
        return self._state.labels

    def seen(self, key: str) -> tuple[int, int, str] | None:
        """The last call that moved a SEEN tracker: its number, satisfied calls up to it, its entry; or None."""
        cell = self._state.trackers.get(key)
        if not cell:
            return None
        calls, satisfied, reference = cell
        return int(calls), int(satisfied), str(reference)

    def row(self, key: str, mark: str) -> int:
        """Length of the row of calls with `mark` in common that ends with the last call."""
        return tracker.row(self._state.trackers.get(key, ()), self.calls, mark)

    def longest_row(self, key: str) -> int:
        """Length of the longest row of the task."""
        return tracker.longest_row(self._state.trackers.get(key, ()))

    def total(self, key: str, window: str, scope: str) -> int:
        """What a SUM tracker holds now; `scope` is empty for the session's own."""
        if scope:
            cells: Mapping[str, Cell] = self._state.shared.get(scope, EMPTY)
        else:
            cells = self._state.trackers if window == "task" else self._state.lasting
        return tracker.total(cells.get(key, ()), window, self._at)

    def began(self, key: str, update: Update | None) -> tuple[int, str]:
        """The call number at which the latest complete way through a PATH began (0: none), and the entry of its end.

        Args:
            key: the tracker.
            update: of the call in question, to count it too; None to look at the calls before it only.
        """
        cell = self._state.trackers.get(key, ())
        if update is not None:
            cell = tracker.moved(cell, update, Moment(self.calls + 1, self.satisfied))
        return tracker.began(cell), str(cell[0]) if cell else ""
