"""`IntegrityWatch`: changes of the files that govern agents, recorded once and told to the sessions they concern.

A change is an incident when it is first seen, with what changed (redacted) and the calls that went before it. It stays
a change, and each new session is told, until a person has signed it; nothing here signs.
"""

from __future__ import annotations

from bailiwick.engine.redact import redacted
from bailiwick.model.event import SessionEnded, SessionStarted, ToolCall
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.engine.ports import Clock, Engine, Integrity, Recorder
    from bailiwick.model.drift import Drift
    from bailiwick.model.event import Answer, Event
    from bailiwick.model.verdict import FailMode

DIFF_CHARACTERS = 4000
"""Longest difference that an entry keeps."""

CALLS = 8
"""Calls before a change that its entry names."""

SHOWN = 10
"""Changes that a session is told of by name."""

_SIGN = "a person looks at it and signs it with `bailiwick integrity sign`, or puts it back"


class _Standing(Value):
    """A change that was recorded and still is one."""

    drift: Drift
    reference: str


class Watched:
    """A governor whose answers also tell of configuration that changed."""

    def __init__(self, engine: Engine, watch: IntegrityWatch) -> None:
        self._engine = engine
        self._watch = watch

    def handle(self, event: Event, *, fail_mode: FailMode) -> Answer:
        """Judge, record and answer one event; see `Governor.handle`.

        Raises:
            EnvironmentFault: the log or the facts cannot be reached; nothing was answered.
        """
        answer = self._engine.handle(event, fail_mode=fail_mode)
        if isinstance(event, ToolCall):
            request = event.request
            news = self._watch.news(request.subject.session, request.place.project, request.call)
        elif isinstance(event, SessionStarted):
            news = self._watch.opening(event.subject.session, event.project)
        else:
            if isinstance(event, SessionEnded):
                self._watch.forget(event.subject.session)
            return answer
        return answer.replace(context="\n".join(filter(None, (answer.context, news)))) if news else answer


class IntegrityWatch:
    """The use cases around configuration that changed."""

    def __init__(self, guard: Integrity, recorder: Recorder, clock: Clock) -> None:
        self._guard = guard
        self._recorder = recorder
        self._clock = clock
        self._standing: dict[str, dict[str, _Standing]] = {}
        """By project, then by path."""
        self._calls: dict[str, list[str]] = {}
        """The last calls of each project."""
        self._told: dict[str, set[str]] = {}
        """Entries that each session was told of."""

    def check(self, project: str) -> None:
        """Look at the files of the user and of `project`; a change that was not seen before becomes an incident."""
        before = self._standing.get(project, {})
        now: dict[str, _Standing] = {}
        for drift in self._guard.drifts(project):
            known = before.get(drift.path)
            same = known is not None and (known.drift.what, known.drift.after) == (drift.what, drift.after)
            reference = known.reference if known is not None and same else self._record(project, drift)
            now[drift.path] = _Standing(drift, reference)
        self._standing[project] = now

    def opening(self, session: str, project: str) -> str:
        """What a session is told at its start: everything that differs."""
        self.check(project)
        self._told.pop(session, None)
        return self._news(session, project)

    def news(self, session: str, project: str, call: str) -> str:
        """What a session has not been told yet; `call` is the one that it makes now."""
        text = self._news(session, project)
        calls = self._calls.setdefault(project, [])
        calls.append(f"{session} {call}")
        del calls[:-CALLS]
        return text

    def forget(self, session: str) -> None:
        """The session is over."""
        self._told.pop(session, None)

    def _news(self, session: str, project: str) -> str:
        told = self._told.setdefault(session, set())
        fresh = [one for one in self._standing.get(project, {}).values() if one.reference not in told]
        told.update(one.reference for one in fresh)
        return _sentence(fresh)

    def _record(self, project: str, drift: Drift) -> str:
        seen = self._guard.seen(drift)
        if seen:
            return seen
        body: Mapping[str, object] = {
            "what": "configuration-changed",
            "severity": "high",
            "details": {
                "path": drift.path,
                "change": drift.what,
                "signed_sha256": drift.before,
                "sha256": drift.after,
                "project": project,
                "calls": list(self._calls.get(project, ())),
                "difference": _cut(self._guard.difference(drift)),
            },
        }
        reference = self._recorder.append("incident", redacted(dict(body)), now=self._clock.now()).reference
        self._guard.remember(drift, reference)
        return reference


def _shown(one: _Standing) -> str:
    entry = f", bailiwick why {one.reference}" if one.reference else ""
    return f"{one.drift.path} ({one.drift.what}{entry})"


def _sentence(standing: Sequence[_Standing]) -> str:
    if not standing:
        return ""
    shown = [_shown(one) for one in standing[:SHOWN]]
    more = f" and {len(standing) - SHOWN} more" if len(standing) > SHOWN else ""
    return (
        f"Bailiwick: configuration that governs agents is not as a person signed it: {', '.join(shown)}{more}; {_SIGN}."
    )


def _cut(text: str) -> str:
    return text if len(text) <= DIFF_CHARACTERS else f"{text[:DIFF_CHARACTERS]} [{len(text) - DIFF_CHARACTERS} more]"
