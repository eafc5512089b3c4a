"""`SessionEvent`: what the fold needs of one event, as JSON data that log entries carry.

Events are derived from request, operations and decision when they happen, and replayed
from the log after a crash; both ways give the same state.
"""

from __future__ import annotations

from enum import StrEnum

from bailiwick.model.value import Value
from bailiwick.session.state import NOTHING, brings_of_plain, brings_to_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.session.state import Brings


class Step(StrEnum):
    """What happened."""

    START = "start"
    RESET = "reset"
    """A new task in the same session (`/clear`)."""
    ATTEMPT = "attempt"
    OUTCOME = "outcome"
    BATCH = "batch"
    """All calls made at once have ended."""
    LABEL = "label"


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
    brings: Brings = NOTHING
    """Attempt: what it brings if executed. Outcome and label: what it brings now."""
    input: str = ""
    """Attempt: SHA-256 of the judged input, hex."""
    calls: tuple[str, ...] = ()
    """Batch: its calls."""
    project: str = ""
    at: str = ""
    """Start: RFC 3339 time."""
    reference: str = ""
    """Attempt: entry of the decision. Known only once the entry is in the log, so it is not part of the plain form."""


def to_plain(event: SessionEvent) -> dict[str, Any]:
    """JSON data of `event`; empty parts are left out."""
    plain: dict[str, Any] = {"step": event.step.value}
    for name in ("call", "shell", "denied", "settled", "input", "project", "at"):
        value = getattr(event, name)
        if value:
            plain[name] = value
    if event.calls:
        plain["calls"] = list(event.calls)
    if event.brings:
        plain["brings"] = brings_to_plain(event.brings)
    return plain


def from_plain(plain: Mapping[str, Any], *, reference: str = "") -> SessionEvent:
    """The event of JSON data that `to_plain` made, as carried by the entry `reference`."""
    return SessionEvent(
        step=Step(plain["step"]),
        call=plain.get("call", ""),
        shell=plain.get("shell", False),
        denied=plain.get("denied", False),
        settled=plain.get("settled", False),
        brings=brings_of_plain(plain["brings"]) if "brings" in plain else NOTHING,
        input=plain.get("input", ""),
        calls=tuple(plain.get("calls", ())),
        project=plain.get("project", ""),
        at=plain.get("at", ""),
        reference=reference,
    )
