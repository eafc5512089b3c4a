"""Session states in files: a snapshot that the log can always complete.

One JSON file per session, one per project for marks, one per scope for what sessions count
together. Saving keeps the state in memory and writes in batches; what a crash leaves unwritten is
folded again from the log entries after the stored position, so nothing that was committed is lost.
Files rather than a database because the in-process evaluator must open the store within a millisecond.
"""

from __future__ import annotations

import json
import os

from bailiwick.adapters.regular_files import open_regular
from bailiwick.crypto.hashing import content_hash
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.operation import EMPTY
from bailiwick.session import event as events
from bailiwick.session.fold import fold, fold_shared, united_marks
from bailiwick.session.state import SessionState, cells_of_plain, cells_to_plain, from_plain, to_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, TypeAlias, TypeVar

    from bailiwick.engine.ports import Recorded
    from bailiwick.model.tracker import Cell
    from bailiwick.session.event import SessionEvent

    EntriesAfter: TypeAlias = Callable[[int], Iterable[tuple[int, str, Mapping[str, Any]]]]
    """Entries with a greater sequence, in order: (sequence, reference, body)."""

    Stored = TypeVar("Stored")

BATCH = 1024
"""Saved states that may wait in memory before a call has to write them; the daemon writes them between calls."""

CACHED = 256
"""Sessions kept in memory."""

_SESSION, _SHARED = "session-", "shared-"
"""Beginnings of the names of files that hold a position."""

_REMEDY = "move it away: what it held is read again from the log"


class DamagedError(Exception):
    """A file of the snapshot is not what was written: power was lost."""


class SessionFiles:
    """Implements `engine.ports.SessionStore`; one process at a time (the writer of the log)."""

    def __init__(self, folder: str, entries_after: EntriesAfter, *, batch: int = BATCH, writable: bool = True) -> None:
        """Open the snapshot and complete it from the log.

        Args:
            folder: where the files are.
            entries_after: reads the log.
            batch: saved states that may wait in memory before they are written.
            writable: False for a reader beside the one writer (the in-process evaluator): nothing is written.

        Raises:
            EnvironmentFault: folder or log cannot be read.
        """
        self._folder = folder
        self._batch = batch
        self._writable = writable
        self._entries_after = entries_after
        self._states: dict[str, tuple[SessionState, int]] = {}
        self._marks: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._shared: dict[str, tuple[Mapping[str, Cell], int]] = {}
        self._unsaved: set[str] = set()
        self._unsaved_marks: set[str] = set()
        self._unsaved_scopes: set[str] = set()
        self._waiting = 0
        self._position = self._stored_position()
        if writable and self._is_of_another_log():
            self._start_over()
        self._catch_up()

    def load(self, session: str) -> SessionState | None:
        """The state of a known session."""
        known = self._known(session)
        return known[0] if known is not None else None

    def marks(self, project: str) -> Mapping[str, tuple[str, ...]]:
        """Marks on files that sessions of `project` left."""
        if project not in self._marks:
            try:
                stored = self._read(_marks_name(project), _marks_of_plain)
            except DamagedError:
                stored = None
            self._marks[project] = stored if stored is not None else EMPTY
        return self._marks[project]

    def shared(self, scope: str) -> Mapping[str, Cell]:
        """Trackers that sessions share."""
        return self._scope(scope)[0]

    def spread(self, event: SessionEvent, project: str, recorded: Recorded) -> None:
        """Keep what `event` of a session of `project` means beyond its session; called before `save`."""
        self._spread(event, project, recorded.sequence, recorded.reference)

    def save(self, session: str, state: SessionState, sequence: int) -> None:
        """Keep `state`, which includes everything up to log `sequence`.

        Raises:
            EnvironmentFault: a batch is due and cannot be written.
        """
        self._keep(session, state, sequence)
        self._position = max(self._position, sequence)
        self._waiting += 1
        if self._waiting >= self._batch:
            self.flush()

    def flush(self) -> None:
        """Write everything that waits.

        Raises:
            EnvironmentFault: the folder cannot be written.
        """
        if not self._writable:
            return
        for session in self._unsaved:
            state, sequence = self._states[session]
            self._write(_session_name(session), {"sequence": sequence, "state": to_plain(state)})
        for project in self._unsaved_marks:
            self._write(_marks_name(project), {"marks": self._marks[project]})
        for scope in self._unsaved_scopes:
            cells, sequence = self._shared[scope]
            self._write(_scope_name(scope), {"sequence": sequence, "cells": cells_to_plain(cells)})
        if self._waiting:
            self._write("position.json", {"sequence": self._position})
        self._unsaved.clear()
        self._unsaved_marks.clear()
        self._unsaved_scopes.clear()
        self._waiting = 0
        while len(self._states) > CACHED:
            self._states.pop(next(iter(self._states)))

    def _keep(self, session: str, state: SessionState, sequence: int) -> None:
        before = self._states.pop(session, None)
        self._states[session] = (state, sequence)
        self._unsaved.add(session)
        if state.marks and (before is None or before[0].marks is not state.marks):
            self._marks[state.project] = united_marks(self.marks(state.project), state.marks)
            self._unsaved_marks.add(state.project)

    def _spread(self, event: SessionEvent, project: str, sequence: int, reference: str) -> None:
        for scope, updates in event.shared.items():
            cells, folded = self._scope(scope)
            if sequence > folded:
                self._shared[scope] = (fold_shared(cells, updates, reference), sequence)
                self._unsaved_scopes.add(scope)
        if event.paths:
            marks = self.marks(project)
            self._marks[project] = {path: kept for path, kept in marks.items() if path not in event.paths}
            self._unsaved_marks.add(project)

    def _scope(self, scope: str) -> tuple[Mapping[str, Cell], int]:
        if scope not in self._shared:
            try:
                stored = self._read(_scope_name(scope), _scope_of_plain)
            except DamagedError:
                return self._rebuilt_scope(scope)
            self._shared[scope] = stored if stored is not None else (EMPTY, -1)
        return self._shared[scope]

    def _rebuilt_scope(self, scope: str) -> tuple[Mapping[str, Cell], int]:
        """What sessions counted together, from the whole log."""
        cells: Mapping[str, Cell] = EMPTY
        last = -1
        for sequence, reference, body in self._entries_after(-1):
            plain = body.get("session_event")
            if isinstance(plain, dict) and scope in plain.get("shared", EMPTY) and sequence <= self._position:
                cells = fold_shared(cells, events.from_plain(plain).shared[scope], reference)
                last = sequence
        self._shared[scope] = (cells, last)
        self._unsaved_scopes.add(scope)
        return self._shared[scope]

    def _known(self, session: str) -> tuple[SessionState, int] | None:
        if session not in self._states:
            try:
                stored = self._read(_session_name(session), _session_of_plain)
            except DamagedError:
                return self._rebuilt(session)
            if stored is None:
                return None
            self._states[session] = stored
        return self._states[session]

    def _rebuilt(self, session: str) -> tuple[SessionState, int] | None:
        """The state from the whole log: what a loss of power left of the snapshot is of no use."""
        known: tuple[SessionState, int] | None = None
        for sequence, reference, body in self._entries_after(-1):
            plain = body.get("session_event")
            if isinstance(plain, dict) and body.get("session") == session and sequence <= self._position:
                state = known[0] if known is not None else self._fresh(body)
                known = (fold(state, events.from_plain(plain, reference=reference)), sequence)
        if known is not None:
            self._keep(session, *known)
        return known

    def _fresh(self, body: Mapping[str, Any]) -> SessionState:
        project = str(body.get("project", ""))
        return SessionState(project=project, marks=self.marks(project))

    def _catch_up(self) -> None:
        for sequence, reference, body in self._entries_after(self._position):
            plain = body.get("session_event")
            if not isinstance(plain, dict):
                continue
            session = str(body.get("session", ""))
            state, folded = self._known(session) or (self._fresh(body), -1)
            event = events.from_plain(plain, reference=reference)
            self._spread(event, state.project, sequence, reference)
            if sequence > folded:
                self._keep(session, fold(state, event), sequence)
                self._waiting += 1
            self._position = sequence
        if self._waiting:
            self.flush()

    def _is_of_another_log(self) -> bool:
        """True when the log ends before the stored position: a person has moved it away, and this is a new one."""
        return self._position >= 0 and next(iter(self._entries_after(self._position - 1)), None) is None

    def _start_over(self) -> None:
        """Keep what sessions were, and count the positions of the new log from its beginning."""
        for name in sorted(os.listdir(self._folder)):
            if name.startswith((_SESSION, _SHARED)) and name.endswith(".json"):
                try:
                    stored = self._read(name, dict)
                except DamagedError:
                    continue  # it is rebuilt when it is needed
                if stored is not None:
                    self._write(name, {**stored, "sequence": -1})
        self._position = -1
        self._write("position.json", {"sequence": self._position})

    def _stored_position(self) -> int:
        try:
            stored = self._read("position.json", _sequence_of_plain)
        except DamagedError:
            return -1
        return stored if stored is not None else -1

    def _read(self, name: str, read: Callable[[Mapping[str, Any]], Stored]) -> Stored | None:
        path = f"{self._folder}/{name}"
        try:
            with open_regular(path) as file:
                return read(json.load(file))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise EnvironmentFault(f"`{path}` cannot be read: {error.strerror}", remedy=_REMEDY) from error
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            raise DamagedError(name) from error

    def _write(self, name: str, data: Mapping[str, Any]) -> None:
        path = f"{self._folder}/{name}"
        temporary = f"{path}.{os.getpid()}"
        try:
            with open(temporary, "w", encoding="utf-8") as file:
                file.write(json.dumps(data, separators=(",", ":")))
            os.replace(temporary, path)
        except OSError as error:
            raise EnvironmentFault(f"session state `{path}` cannot be written: {error.strerror}") from error


def _sequence_of_plain(plain: Mapping[str, Any]) -> int:
    if type(plain["sequence"]) is not int:
        raise TypeError("expected a whole number as sequence")
    return plain["sequence"]


def _session_of_plain(plain: Mapping[str, Any]) -> tuple[SessionState, int]:
    return from_plain(plain["state"]), _sequence_of_plain(plain)


def _scope_of_plain(plain: Mapping[str, Any]) -> tuple[Mapping[str, Cell], int]:
    return cells_of_plain(plain["cells"]), _sequence_of_plain(plain)


def _marks_of_plain(plain: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    return {path: tuple(marks) for path, marks in plain["marks"].items()}


def _session_name(session: str) -> str:
    return f"{_SESSION}{_digest(session)}.json"


def _marks_name(project: str) -> str:
    return f"marks-{_digest(project)}.json"


def _scope_name(scope: str) -> str:
    return f"{_SHARED}{_digest(scope)}.json"


def _digest(text: str) -> str:
    return content_hash(text)[:32]


class SessionMemory:
    """Implements `engine.ports.SessionStore` in memory only, for judging without a client."""

    def __init__(self) -> None:
        self._states: dict[str, SessionState] = {}
        self._marks: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._shared: dict[str, Mapping[str, Cell]] = {}

    def load(self, session: str) -> SessionState | None:
        """The state of a known session."""
        return self._states.get(session)

    def shared(self, scope: str) -> Mapping[str, Cell]:
        """Trackers that sessions share."""
        return self._shared.get(scope, EMPTY)

    def spread(self, event: SessionEvent, project: str, recorded: Recorded) -> None:
        """Keep what `event` of a session of `project` means beyond its session; called before `save`."""
        for scope, updates in event.shared.items():
            self._shared[scope] = fold_shared(self.shared(scope), updates, recorded.reference)
        if event.paths:
            self._marks[project] = {path: kept for path, kept in self.marks(project).items() if path not in event.paths}

    def marks(self, project: str) -> Mapping[str, tuple[str, ...]]:
        """Marks on files that sessions of `project` left."""
        return self._marks.get(project, EMPTY)

    def save(self, session: str, state: SessionState, sequence: int) -> None:  # noqa: ARG002 - nothing to catch up from
        """Keep `state`."""
        before = self._states.get(session)
        self._states[session] = state
        if state.marks and (before is None or before.marks is not state.marks):
            self._marks[state.project] = united_marks(self.marks(state.project), state.marks)
