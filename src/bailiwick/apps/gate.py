"""`Gate`: event bytes in, reply out, and never anything else.

Guarantees:
1. `answer` returns a reply for every input and never raises, but `Deferred` when the engine's facts come later.
2. A failure of any sort is a denial when the fail mode is closed. When it is open the call passes
   and an `unchecked` entry says so; if the log cannot take it, the spool keeps it.
3. A failure leaves an `incident` entry, if the log works.

The daemon and the in-process evaluator use the same gate; only the ports below it differ.
"""

from __future__ import annotations

import os.path

from bailiwick.engine.deferral import Deferred
from bailiwick.model.errors import BailiwickError, InputError
from bailiwick.model.event import Reply
from bailiwick.model.verdict import FailMode
from bailiwick.pep.hook.frames import encode_request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol

    from bailiwick.adapters.spool import Spool
    from bailiwick.engine.ports import Clock, Engine, Recorder
    from bailiwick.model.event import Answer, Envelope, Event
    from bailiwick.model.request import Governed

    class Dialect(Protocol):
        """Translator of one agent's events and replies (a module of `pep.dialects`)."""

        def parse(self, event: bytes, envelope: Envelope, governed: Governed) -> Event:
            """Raises `InputError` on every malformed event."""
            ...

        def event_name(self, event: bytes) -> str | None:
            """None when the event cannot be read."""
            ...

        def render(self, answer: Answer) -> Reply:
            """The agent's form of an answer."""
            ...

        def render_failure(self, message: str, name: str | None, fail_mode: FailMode) -> Reply:
            """The reply to event `name` when there is no answer."""
            ...


_REMEMBERED_PATHS = 1024
"""Projects, homes and temporary directories whose real paths are remembered."""

DOCTOR = "a person can find the cause with `bailiwick doctor`"


class Gate:
    """The outermost point where an event is answered."""

    def __init__(
        self,
        governor: Engine,
        *,
        dialects: Mapping[str, Dialect],
        governed: Governed,
        recorder: Recorder,
        spool: Spool,
        clock: Clock,
    ) -> None:
        self._governor = governor
        self._dialects = dialects
        self._governed = governed
        self._recorder = recorder
        self._spool = spool
        self._clock = clock
        self._real_paths: dict[str, str] = {}

    def answer(self, envelope: Envelope, event: bytes) -> Reply:
        """Answer one event of an agent."""
        try:
            dialect = self._dialects[envelope.dialect]
            envelope = self._with_real_paths(envelope)
            parsed = dialect.parse(event, envelope, self._governed)
            fail_mode = _fail_mode(envelope)
            return dialect.render(self._governor.handle(parsed, fail_mode=fail_mode))
        except Deferred:
            raise
        except Exception as error:  # noqa: BLE001 - the process boundary: whatever failed, the agent gets an answer
            return self.failure(envelope, event, error)

    def session(self, envelope: Envelope, event: bytes) -> str:
        """Id of the session of an event; empty when it cannot be told."""
        try:
            parsed = self._dialects[envelope.dialect].parse(event, envelope, self._governed)
            subject = parsed.subject if hasattr(parsed, "subject") else parsed.request.subject
        except Exception:  # noqa: BLE001 - an event that cannot be read has no session, and `answer` says why
            return ""
        return subject.session

    def failure(self, envelope: Envelope, event: bytes, error: Exception) -> Reply:
        """The reply to an event that could not be answered because of `error`."""
        self._record(_fail_mode(envelope), envelope, event, _message(error), error)
        return failure_reply(envelope, event, error, self._dialects)

    def _with_real_paths(self, envelope: Envelope) -> Envelope:
        return envelope.replace(
            project=self._real(envelope.project), home=self._real(envelope.home), temp=self._real(envelope.temp)
        )

    def _real(self, path: str) -> str:
        """The real path as first seen: a project that turns into a link elsewhere must not take its rights along."""
        if not path.startswith("/"):
            return path
        if path not in self._real_paths:
            if len(self._real_paths) >= _REMEMBERED_PATHS:
                self._real_paths.clear()
            self._real_paths[path] = os.path.realpath(path)
        return self._real_paths[path]

    def _record(self, fail_mode: FailMode, envelope: Envelope, event: bytes, message: str, error: Exception) -> None:
        try:
            now = self._clock.now()
            if fail_mode is FailMode.OPEN:
                from bailiwick.apps.unchecked import unchecked_body

                body = unchecked_body(envelope, event, message, self._dialects.get(envelope.dialect), self._governed)
                self._recorder.append("unchecked", body, now=now)
            else:
                what = "input-refused" if isinstance(error, InputError) else "gate-failed"
                details = {"reason": message, "error": type(error).__name__, "event_bytes": len(event)}
                self._recorder.append("incident", {"what": what, "severity": "high", "details": details}, now=now)
        except Exception:  # noqa: BLE001 - the log may be the thing that failed; the answer does not depend on it
            if fail_mode is FailMode.OPEN:
                self._spool_unchecked(envelope, event, message)

    def _spool_unchecked(self, envelope: Envelope, event: bytes, message: str) -> None:
        try:
            data = encode_request(envelope, event) + message.encode("utf-8", "replace")
            self._spool.put(data, suffix=".unchecked", now=self._clock.now())
        except Exception:  # noqa: BLE001, S110 - open means that the call passes even when nothing can be written
            pass


def failure_reply(envelope: Envelope, event: bytes, error: Exception, dialects: Mapping[str, Dialect]) -> Reply:
    """How an agent is told that there is no answer because of `error`; records nothing, never raises."""
    fail_mode = _fail_mode(envelope)
    message = _message(error)
    dialect = dialects.get(envelope.dialect)
    try:
        if dialect is not None:
            return dialect.render_failure(message, dialect.event_name(event), fail_mode)
    except Exception as second:  # noqa: BLE001 - the process boundary: the plain reply below needs no dialect
        message = _message(second)
    return _plain_failure(message, fail_mode)


def _fail_mode(envelope: Envelope) -> FailMode:
    """Anything but exactly `open` is closed."""
    return FailMode.OPEN if envelope.fail_mode == FailMode.OPEN.value else FailMode.CLOSED


def _message(error: Exception) -> str:
    if isinstance(error, BailiwickError):
        remedy = error.remedy or ("" if isinstance(error, InputError) else DOCTOR)
        return f"{error}; {remedy}" if remedy else str(error)
    return f"the decision service failed ({type(error).__name__} at {_place(error)}); {DOCTOR}"


def _place(error: Exception) -> str:
    """The line that raised, for a report of the fault: file and number, nothing of the values."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    folder, name = os.path.split(trace.tb_frame.f_code.co_filename)
    return f"{os.path.basename(folder)}/{name}:{trace.tb_lineno}"


def _plain_failure(message: str, fail_mode: FailMode) -> Reply:
    if fail_mode is FailMode.OPEN:
        return Reply()
    line = " ".join(f"bailiwick: denied, because no decision could be made: {message}".split())
    return Reply(exit_code=2, stderr=line.encode("utf-8", "replace") + b"\n")
