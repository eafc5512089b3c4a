"""`SessionState`: what rules know of a session, and its plain form for storage.

All of it is bounded, and folding one event into it costs the same after a hundred
thousand calls as after one.
"""

from __future__ import annotations

from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Brings(Value):
    """What an executed call does to the session."""

    labels: Mapping[str, str] = EMPTY
    """Label to where it came from."""
    marks: Mapping[str, tuple[str, ...]] = EMPTY
    """Path to the marks it gets."""

    def __bool__(self) -> bool:
        return bool(self.labels or self.marks)


NOTHING = Brings()


class DecidedCall(Value):
    """A call with a decision entry."""

    decision: str = ""
    """Reference of its decision entry."""
    input: str = ""
    """SHA-256 of the judged input, hex."""
    brings: Brings = NOTHING
    """What it brings if it turns out to have run; empty once that is folded in."""
    denied: bool = False
    """It was not to run: denied, or refused by the agent itself."""


class SessionState(Value):
    """Labels, counters and marks of one session. Mappings are never changed in place."""

    project: str = ""
    started: str = ""
    """RFC 3339 time of the first event, empty when unknown."""
    labels: Mapping[str, str] = EMPTY
    """Label (`secret`, `suspicion`, `rewritten` ...) to where it came from."""
    counters: Mapping[str, int] = EMPTY
    """`calls`, `shell_calls`, `shell_calls_in_a_row`, `denials`."""
    marks: Mapping[str, tuple[str, ...]] = EMPTY
    """Files that carry a mark, oldest first (`secret`: written while tainted; `download`)."""
    pending: Mapping[str, DecidedCall] = EMPTY
    """Decided calls whose outcome is awaited, oldest first."""
    settled: Mapping[str, DecidedCall] = EMPTY
    """Decided calls that are over, the first to be forgotten first. No call is both pending and settled."""

    def decided(self, call: str) -> DecidedCall | None:
        """What is remembered of a decided call."""
        return self.pending.get(call) or self.settled.get(call)


def to_plain(state: SessionState) -> dict[str, Any]:
    """JSON data of `state`."""
    return {
        "project": state.project,
        "started": state.started,
        "labels": dict(state.labels),
        "counters": dict(state.counters),
        "marks": {path: list(marks) for path, marks in state.marks.items()},
        "pending": _calls_to_plain(state.pending),
        "settled": _calls_to_plain(state.settled),
    }


def from_plain(plain: Mapping[str, Any]) -> SessionState:
    """The state of JSON data that `to_plain` made."""
    return SessionState(
        project=plain["project"],
        started=plain["started"],
        labels=dict(plain["labels"]),
        counters=dict(plain["counters"]),
        marks={path: tuple(marks) for path, marks in plain["marks"].items()},
        pending=_calls_of_plain(plain["pending"]),
        settled=_calls_of_plain(plain.get("settled", {})),
    )


def _calls_to_plain(calls: Mapping[str, DecidedCall]) -> dict[str, Any]:
    return {
        call: {
            "decision": one.decision,
            "input": one.input,
            **({"denied": True} if one.denied else {}),
            **brings_to_plain(one.brings),
        }
        for call, one in calls.items()
    }


def _calls_of_plain(plain: Mapping[str, Any]) -> dict[str, DecidedCall]:
    return {
        call: DecidedCall(one["decision"], one["input"], brings_of_plain(one), one.get("denied", False))
        for call, one in plain.items()
    }


def brings_to_plain(brings: Brings) -> dict[str, Any]:
    """JSON data of `brings`; empty parts are left out."""
    plain: dict[str, Any] = {}
    if brings.labels:
        plain["labels"] = dict(brings.labels)
    if brings.marks:
        plain["marks"] = {path: list(marks) for path, marks in brings.marks.items()}
    return plain


def brings_of_plain(plain: Mapping[str, Any]) -> Brings:
    """The value of JSON data that `brings_to_plain` made."""
    return Brings(
        labels=dict(plain.get("labels", {})),
        marks={path: tuple(marks) for path, marks in plain.get("marks", {}).items()},
    )
