"""`SessionEvent`: what the fold needs of one event, as JSON data that log entries carry.

Events are derived from request, operations and decision when they happen, and replayed
from the log after a crash; both ways give the same state.
"""

from __future__ import annotations

from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value
from bailiwick.model.words import Words
from bailiwick.session.state import NOTHING, brings_of_plain, brings_to_plain, updates_of_plain, updates_to_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.model.tracker import Update
    from bailiwick.session.state import Brings


class Step(Words):
    """What happened."""

    START = "start"
    RESET = "reset"
    """A new task in the same session (`/clear`)."""
    ATTEMPT = "attempt"
    OUTCOME = "outcome"
    SPAWN = "spawn"
    """A subagent has started."""
    BATCH = "batch"
    """All calls made at once have ended."""
    LABEL = "label"
    USAGE = "usage"
    """A model was called: tokens, cost."""
    GATE = "gate"
    """A person or a check answered for the session outside of any call: a signed approval, a guardrail."""
    CLEAR = "clear"
    """A person took labels or marks away."""


class SessionEvent(Value):
    """One step of a session."""

    step: Step
    call: str = ""
    shell: bool = False
    """The call is a shell call."""
    denied: bool = False
    """Attempt: it will not run. Outcome: it was refused."""
    settled: bool = False
    """Attempt: the call was over when it was judged; nothing is awaited of it."""
    failed: bool = False
    """Outcome: it ran and failed."""
    brings: Brings = NOTHING
    """Attempt: what it brings if executed. Outcome and label: what it brings now."""
    input: str = ""
    """Attempt: SHA-256 of the judged input, hex."""
    spawns: int = 0
    """Attempt: the depth of the subagents that it starts; 0: it starts none."""
    subagent: str = ""
    """Spawn: its id."""
    calls: tuple[str, ...] = ()
    """Batch: its calls."""
    project: str = ""
    at: str = ""
    """Start: RFC 3339 time."""
    answer: str = ""
    """Outcome of a question to a person: `pass` or `deny`. Gate: the same."""
    gate: str = ""
    """Gate: its name, for example `human`."""
    steps: Mapping[str, Update] = EMPTY
    """Attempt and usage: trackers of the session that move now."""
    shared: Mapping[str, Mapping[str, Update]] = EMPTY
    """Trackers that move now by the scope they count for (`project:/p`, `agent:claude-code`)."""
    usage: Mapping[str, int] = EMPTY
    """Usage: whole numbers by name, for example `total_tokens`."""
    labels: tuple[str, ...] = ()
    """Clear: the labels that go."""
    paths: tuple[str, ...] = ()
    """Clear: files whose marks go."""
    reference: str = ""
    """Attempt: entry of the decision. Known only once the entry is in the log, so it is not part of the plain form."""


_PLAIN = (
    *("call", "shell", "denied", "settled", "failed", "input"),
    *("spawns", "subagent", "project", "at", "answer", "gate"),
)
_TUPLES = ("calls", "labels", "paths")


def to_plain(event: SessionEvent) -> dict[str, Any]:
    """JSON data of `event`; empty parts are left out."""
    plain: dict[str, Any] = {"step": event.step.value}
    for name in _PLAIN:
        value = getattr(event, name)
        if value:
            plain[name] = value
    for name in _TUPLES:
        value = getattr(event, name)
        if value:
            plain[name] = list(value)
    if event.brings:
        plain["brings"] = brings_to_plain(event.brings)
    if event.steps:
        plain["steps"] = updates_to_plain(event.steps)
    if event.shared:
        plain["shared"] = {scope: updates_to_plain(updates) for scope, updates in event.shared.items()}
    if event.usage:
        plain["usage"] = dict(event.usage)
    return plain


def from_plain(plain: Mapping[str, Any], *, reference: str = "") -> SessionEvent:
    """The event of JSON data that `to_plain` made, as carried by the entry `reference`."""
    shared = plain.get("shared")
    values: dict[str, Any] = {name: plain[name] for name in _PLAIN if name in plain}
    values.update((name, tuple(plain[name])) for name in _TUPLES if name in plain)
    return SessionEvent(
        step=Step(plain["step"]),
        brings=brings_of_plain(plain["brings"]) if "brings" in plain else NOTHING,
        steps=updates_of_plain(plain.get("steps", EMPTY)),
        shared={scope: updates_of_plain(updates) for scope, updates in shared.items()} if shared else EMPTY,
        usage=dict(plain.get("usage", EMPTY)),
        reference=reference,
        **values,
    )
