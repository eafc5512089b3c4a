"""`SessionState`: what rules know of a session, and its plain form for storage.

All of it is bounded, and folding one event into it costs the same after a hundred
thousand calls as after one.
"""

from __future__ import annotations

from bailiwick.model import tracker
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.model.tracker import Cell, Update


class Brings(Value):
    """What an executed call does to the session."""

    labels: Mapping[str, str] = EMPTY
    """Label to where it came from."""
    marks: Mapping[str, tuple[str, ...]] = EMPTY
    """Path to the marks it gets."""
    steps: Mapping[str, Update] = EMPTY
    """Trackers that move because the call ran, whatever came of it."""
    satisfied: Mapping[str, Update] = EMPTY
    """Trackers that move because it ran and did not fail."""
    clears: tuple[str, ...] = ()
    """Labels that it takes away when it ran and did not fail; one that it also brings stays."""
    gate: str = ""
    """The gate that a person's answer to it passes or denies."""

    def __bool__(self) -> bool:
        return bool(self.labels or self.marks or self.steps or self.satisfied or self.clears or self.gate)


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
    spawns: int = 0
    """It starts subagents of this depth; 0: it starts none."""


class SessionState(Value):
    """Labels, counters, marks and trackers of one session. Mappings are never changed in place."""

    project: str = ""
    started: str = ""
    """RFC 3339 time of the first event, empty when unknown."""
    labels: Mapping[str, str] = EMPTY
    """Label (`secret`, `suspicion`, `rewritten` ...) to where it came from."""
    counters: Mapping[str, int] = EMPTY
    """`calls`, `shell_calls`, `shell_calls_in_a_row`, `denials`, `satisfied`, and sums of usage (`usage.NAME`)."""
    marks: Mapping[str, tuple[str, ...]] = EMPTY
    """Files that carry a mark, oldest first (`secret`: written while tainted; `download`)."""
    pending: Mapping[str, DecidedCall] = EMPTY
    """Decided calls whose outcome is awaited, oldest first."""
    settled: Mapping[str, DecidedCall] = EMPTY
    """Decided calls that are over, the first to be forgotten first. No call is both pending and settled."""
    depths: Mapping[str, int] = EMPTY
    """Subagents by id: 1 for one that the main thread started, 2 for one that such a one started ..."""
    trackers: Mapping[str, Cell] = EMPTY
    """Cells of this task by tracker, the last to move last."""
    lasting: Mapping[str, Cell] = EMPTY
    """Cells that outlive the task: totals over the session or over a time."""
    shared: Mapping[str, Mapping[str, Cell]] = EMPTY
    """Cells of the scopes that the session shares with others, lent for one decision: not part of the stored form."""

    def decided(self, call: str) -> DecidedCall | None:
        """What is remembered of a decided call."""
        return self.pending.get(call) or self.settled.get(call)

    def depth(self, subagent: str) -> int | None:
        """How deep the subagent is below the main thread, which is 0 and named by the empty id; None: not known."""
        return self.depths.get(subagent) if subagent else 0


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
        "depths": dict(state.depths),
        "trackers": cells_to_plain(state.trackers),
        "lasting": cells_to_plain(state.lasting),
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
        depths=dict(plain.get("depths", {})),
        trackers=cells_of_plain(plain.get("trackers", {})),
        lasting=cells_of_plain(plain.get("lasting", {})),
    )


def cells_to_plain(cells: Mapping[str, Cell]) -> dict[str, Any]:
    """JSON data of cells."""
    return {key: list(cell) for key, cell in cells.items()}


def cells_of_plain(plain: Mapping[str, Any]) -> dict[str, Cell]:
    """Cells of JSON data that `cells_to_plain` made."""
    return {key: tuple(cell) for key, cell in plain.items()}


def _calls_to_plain(calls: Mapping[str, DecidedCall]) -> dict[str, Any]:
    return {
        call: {
            "decision": one.decision,
            "input": one.input,
            **({"denied": True} if one.denied else {}),
            **({"spawns": one.spawns} if one.spawns else {}),
            **brings_to_plain(one.brings),
        }
        for call, one in calls.items()
    }


def _calls_of_plain(plain: Mapping[str, Any]) -> dict[str, DecidedCall]:
    return {
        call: DecidedCall(
            one["decision"], one["input"], brings_of_plain(one), one.get("denied", False), one.get("spawns", 0)
        )
        for call, one in plain.items()
    }


def brings_to_plain(brings: Brings) -> dict[str, Any]:
    """JSON data of `brings`; empty parts are left out."""
    plain: dict[str, Any] = {}
    if brings.labels:
        plain["labels"] = dict(brings.labels)
    if brings.marks:
        plain["marks"] = {path: list(marks) for path, marks in brings.marks.items()}
    if brings.steps:
        plain["steps"] = updates_to_plain(brings.steps)
    if brings.satisfied:
        plain["satisfied"] = updates_to_plain(brings.satisfied)
    if brings.clears:
        plain["clears"] = list(brings.clears)
    if brings.gate:
        plain["gate"] = brings.gate
    return plain


def brings_of_plain(plain: Mapping[str, Any]) -> Brings:
    """The value of JSON data that `brings_to_plain` made."""
    return Brings(
        labels=dict(plain.get("labels", {})),
        marks={path: tuple(marks) for path, marks in plain.get("marks", {}).items()},
        steps=updates_of_plain(plain.get("steps", EMPTY)),
        satisfied=updates_of_plain(plain.get("satisfied", EMPTY)),
        clears=tuple(plain.get("clears", ())),
        gate=plain.get("gate", ""),
    )


def updates_to_plain(updates: Mapping[str, Update]) -> dict[str, Any]:
    """JSON data of tracker updates."""
    return {key: tracker.to_plain(update) for key, update in updates.items()}


def updates_of_plain(plain: Mapping[str, Any]) -> Mapping[str, Update]:
    """The updates of JSON data that `updates_to_plain` made."""
    return {key: tracker.from_plain(update) for key, update in plain.items()} if plain else EMPTY
