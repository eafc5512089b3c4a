"""Session states of the in-process evaluator: a snapshot per session, completed by what was spooled since.

The truth is the log and the spool; a snapshot only saves reading them again. It says what it covers:
where the log ended, and which spooled records are folded in. It counts only while the log ends there
and all of these records still wait; records that it lacks (of evaluators at the same time, or of one
that was killed before it could write) are folded on top. In every other case all is read anew. So a
snapshot may be lost, old or damaged at any moment, writers need no lock, and no call gets slower by
the number of calls before it.
"""

from __future__ import annotations

import json
import os

from bailiwick.adapters.log_tail import entries_after
from bailiwick.adapters.regular_files import open_regular
from bailiwick.adapters.spool import of_session, read_entry
from bailiwick.crypto.hashing import content_hash
from bailiwick.model import bounds
from bailiwick.model.errors import EnvironmentFault, InputError
from bailiwick.model.value import Value
from bailiwick.session import event as events
from bailiwick.session.fold import fold
from bailiwick.session.state import from_plain, to_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.session_files import SessionFiles
    from bailiwick.adapters.spool import Spool
    from bailiwick.engine.ports import Recorded
    from bailiwick.model.tracker import Cell
    from bailiwick.session.event import SessionEvent
    from bailiwick.session.state import SessionState

_PREFIX = "spooled-"

_VERSION = 1
"""Of the snapshot's form."""


class Snapshot(Value):
    """A state and what it covers."""

    state: SessionState
    log: int
    """Sequence of the last entry of the log."""
    horizon: str
    """Of the records up to this name it is enough to know how many there are: none can join them unnoticed."""
    before: int
    """Records up to the horizon."""
    recent: tuple[str, ...]
    """Records behind the horizon; evaluators at the same time may have left others between them."""

    def lacks(self, names: list[str]) -> list[str] | None:
        """The records among `names` that are not covered; None when covered ones are missing.

        Args:
            names: all records of the session that wait, in order.
        """
        behind = [name for name in names if name > self.horizon]
        if len(names) - len(behind) != self.before or not set(self.recent) <= set(behind):
            return None
        return [name for name in behind if name not in self.recent]


class SpooledSessions:
    """Implements `engine.ports.SessionStore` for a process that may not write session files."""

    def __init__(self, home: Home, spool: Spool) -> None:
        self._log = home.folder("log")
        self._states = home.folder("state")
        self._cache = home.folder("cache")
        self._spool = spool
        self._known: dict[str, SessionState | None] = {}
        self._waiting = spool.steps()
        self._end: int | None = None
        self._files: SessionFiles | None = None

    def load(self, session: str) -> SessionState | None:
        """The state of a known session. Raises `EnvironmentFault`: the log or the spool cannot be read."""
        if session not in self._known:
            self._known[session] = self._from_snapshot(session) or self._from_everything().load(session)
        return self._known[session]

    def marks(self, project: str) -> Mapping[str, tuple[str, ...]]:
        """Marks on files that sessions of `project` left. Raises `EnvironmentFault`."""
        return self._from_everything().marks(project)

    def shared(self, scope: str) -> Mapping[str, Cell]:
        """Trackers that sessions share. Raises `EnvironmentFault`."""
        return self._from_everything().shared(scope)

    def spread(self, event: SessionEvent, project: str, recorded: Recorded) -> None:
        """Nothing to keep: the next process reads the spooled event itself."""

    def save(self, session: str, state: SessionState, sequence: int) -> None:  # noqa: ARG002 - it has none yet
        """Keep `state`; a snapshot that cannot be written is only missed by the speed of the next call."""
        self._known[session] = state
        names = sorted({*of_session(session, self._waiting), *of_session(session, self._spool.added)})
        old, recent = names[: -bounds.RECENT_RECORDS], names[-bounds.RECENT_RECORDS :]
        plain = {
            "version": _VERSION,
            "session": session,
            "log": self._end,
            "horizon": old[-1] if old else "",
            "before": len(old),
            "recent": recent,
            "state": to_plain(state),
        }
        path = self._path(session)
        temporary = f"{path}.{os.getpid()}"
        try:
            with open(temporary, "w", encoding="utf-8") as file:
                file.write(json.dumps(plain, separators=(",", ":")))
            os.replace(temporary, path)
        except OSError:
            return

    def _from_snapshot(self, session: str) -> SessionState | None:
        snapshot = self._read(session)
        if snapshot is None:
            return None
        missing = snapshot.lacks(of_session(session, self._waiting))
        # Listed before the log is read: a record that a daemon has taken since then has moved the log's end.
        if missing is None or next(entries_after(self._log, snapshot.log), None) is not None:
            return None
        self._reads_up_to(snapshot.log)
        state = snapshot.state
        for body in self._bodies(missing):
            plain = body.get("session_event")
            if isinstance(plain, dict) and body.get("session") == session:
                state = fold(state, events.from_plain(plain))
        return state

    def _from_everything(self) -> SessionFiles:
        if self._files is None:
            from bailiwick.adapters.session_files import SessionFiles

            self._files = SessionFiles(self._states, self._entries, writable=False)
        return self._files

    def _entries(self, position: int) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
        """Entries of the log after `position`, then what waits in the spool as if it came next."""
        last = position
        for entry in entries_after(self._log, position):
            last = entry[0]
            yield entry
        self._reads_up_to(last)
        if len(self._waiting) > bounds.SPOOL_FILES:
            raise EnvironmentFault(
                f"expected at most {bounds.SPOOL_FILES} records in the spool, {len(self._waiting)} wait",
                remedy="start the daemon, which logs them",
            )
        for offset, body in enumerate(self._bodies(self._waiting)):
            yield last + 1 + offset, "", body

    def _reads_up_to(self, position: int) -> None:
        self._end = position if self._end is None else min(self._end, position)

    def _bodies(self, names: list[str]) -> Iterator[Mapping[str, Any]]:
        for name in names:
            try:
                yield read_entry(self._spool.read(name)).body
            except InputError:
                continue  # the daemon rejects it, with an incident

    def _read(self, session: str) -> Snapshot | None:
        try:
            with open_regular(self._path(session)) as file:
                plain = json.load(file)
            if plain["version"] != _VERSION or plain["session"] != session:
                return None
            return Snapshot(
                from_plain(plain["state"]), plain["log"], plain["horizon"], plain["before"], tuple(plain["recent"])
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def _path(self, session: str) -> str:
        return f"{self._cache}/{_PREFIX}{content_hash(session)[:32]}.json"


def forget_snapshots(home: Home) -> None:
    """Remove all snapshots, which are of no use once the log has taken what they cover."""
    folder = home.folder("cache")
    try:
        for name in os.listdir(folder):
            if name.startswith(_PREFIX):
                os.unlink(f"{folder}/{name}")
    except OSError:
        return  # they are never taken for more than they are
