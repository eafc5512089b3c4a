"""Takes the spool into the log: what in-process evaluators decided, and what passed unchecked.

Each record is appended, then removed; a crash in between logs it twice, never not at all, and
`spooled.file` tells the copies apart. Decisions are folded into their session like fresh ones.
"""

from __future__ import annotations

from bailiwick.adapters.spool import UNCHECKED, read_entry
from bailiwick.apps.unchecked import unchecked_body
from bailiwick.model.errors import InputError
from bailiwick.pep.hook.frames import split_request
from bailiwick.session import event as session_events
from bailiwick.session.fold import fold
from bailiwick.session.state import SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.adapters.spool import Spool
    from bailiwick.apps.gate import Dialect
    from bailiwick.engine.ports import Clock, Recorded, Recorder, SessionStore
    from bailiwick.model.request import Governed
    from bailiwick.session.event import SessionEvent

_NAME_CHARACTERS = 200


class Ingest:
    """Moves spooled records into the log."""

    def __init__(
        self,
        spool: Spool,
        *,
        recorder: Recorder,
        sessions: SessionStore,
        clock: Clock,
        dialects: Mapping[str, Dialect],
        governed: Governed,
    ) -> None:
        self._spool = spool
        self._recorder = recorder
        self._sessions = sessions
        self._clock = clock
        self._dialects = dialects
        self._governed = governed
        self.installed = ""
        """When hooks were last installed, as far as a spooled record said so; RFC 3339."""

    def run(self) -> int:
        """Take what waits; returns how many records were taken.

        Raises:
            EnvironmentFault: the spool or the log cannot be used; what was not taken stays.
        """
        names = self._spool.names()
        for name in names:
            try:
                self._take(name)
            except InputError as error:
                self._refuse(name, error)
        return len(names)

    def _take(self, name: str) -> None:
        data = self._spool.read(name)
        now = self._clock.now()
        if name.endswith(UNCHECKED):
            envelope, event, end = split_request(data)
            reason = data[end:].decode("utf-8", "replace")
            body = unchecked_body(envelope, event, reason, self._dialects.get(envelope.dialect), self._governed)
            self._recorder.append("unchecked", {**body, "spooled": {"file": name, "at": ""}}, now=now)
        else:
            entry = read_entry(data)
            step = _session_event(entry.body)
            body = {**entry.body, "spooled": {"file": name, "at": entry.at}}
            recorded = self._recorder.append(entry.kind, body, now=now)
            if entry.kind == "install":
                self.installed = max(self.installed, entry.at)
            if step is not None:
                self._fold(body, step.replace(reference=recorded.reference), recorded)
        self._spool.drop(name)

    def _fold(self, body: Mapping[str, object], step: SessionEvent, recorded: Recorded) -> None:
        session = str(body.get("session", ""))
        state = self._sessions.load(session)
        if state is None:
            project = str(body.get("project", ""))
            state = SessionState(project=project, marks=self._sessions.marks(project))
        self._sessions.spread(step, state.project, recorded)
        self._sessions.save(session, fold(state, step), recorded.sequence)

    def _refuse(self, name: str, error: InputError) -> None:
        details = {"file": name[:_NAME_CHARACTERS], "reason": str(error)}
        body = {"what": "spool-rejected", "severity": "medium", "details": details}
        self._recorder.append("incident", body, now=self._clock.now())
        self._spool.reject(name)


def _session_event(body: Mapping[str, object]) -> SessionEvent | None:
    plain = body.get("session_event")
    if not isinstance(plain, dict):
        return None
    try:
        return session_events.from_plain(plain)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"expected a session event in a spooled entry, got one that is none: {error}") from error
