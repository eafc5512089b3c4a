"""`fold`: the next state of a session. Pure, O(1), the same live and in replay."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.tracker import TASK, How, Update, gate_key
from bailiwick.session.event import Step
from bailiwick.session.state import NOTHING, Brings, DecidedCall, SessionState
from bailiwick.session.tracker import Moment, moved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from bailiwick.model.tracker import Cell
    from bailiwick.session.event import SessionEvent

    Item = TypeVar("Item")

_SEEN = Update(How.SEEN)


def fold(state: SessionState, event: SessionEvent) -> SessionState:
    """The state after `event`."""
    return _STEPS[event.step](state, event)


def fold_shared(cells: Mapping[str, Cell], updates: Mapping[str, Update], reference: str) -> Mapping[str, Cell]:
    """The cells of a scope that several sessions count for, after one of them moved them."""
    return _cells(cells, updates, Moment(reference=reference))


def counting(state: SessionState, *, shell: bool) -> SessionState:
    """The state with one more call counted: what rules are asked with, so `over: 50` speaks at the 51st."""
    counters = dict(state.counters)
    counters["calls"] = counters.get("calls", 0) + 1
    if shell:
        counters["shell_calls"] = counters.get("shell_calls", 0) + 1
    counters["shell_calls_in_a_row"] = counters.get("shell_calls_in_a_row", 0) + 1 if shell else 0
    return state.replace(counters=counters)


def _start(state: SessionState, event: SessionEvent) -> SessionState:
    return state.replace(project=event.project or state.project, started=state.started or event.at)


def _reset(state: SessionState, event: SessionEvent) -> SessionState:
    # C17: labels and counters belong to the task, marks to the data on disk. That a call was decided stays true.
    known = {
        call: one.replace(brings=Brings(marks=one.brings.marks))
        for call, one in [*state.settled.items(), *state.pending.items()]
    }
    return SessionState(
        project=event.project or state.project,
        started=event.at,
        marks=state.marks,
        settled=_bounded(known),
        depths=state.depths,
        lasting=state.lasting,
    )


def _attempt(state: SessionState, event: SessionEvent) -> SessionState:
    state = counting(state, shell=event.shell)
    if event.steps:
        state = _tracked(state, event.steps, event.reference)
    if event.denied and not event.settled:
        state = _counted(state, "denials")
    if event.call in state.settled:
        return state  # decided twice, by daemon and evaluator, and over before the second came to the log
    decided = DecidedCall(event.reference, event.input, event.brings, event.denied, event.spawns)
    if event.denied:
        return _settled(state, event.call, decided)
    if event.settled or not event.call:  # without an id no outcome can ever be linked to it
        return _ran(state, event.call, decided)
    pending = {**state.pending, event.call: decided}
    if len(pending) > bounds.PENDING_CALLS:
        oldest = next(iter(pending))
        state = _ran(state, oldest, pending.pop(oldest))
    return state.replace(pending=pending)


def _outcome(state: SessionState, event: SessionEvent) -> SessionState:
    decided = state.decided(event.call)
    if event.denied:
        return state if decided is None else _settled(state, event.call, decided)
    satisfied = not event.failed
    if satisfied:
        state = _counted(state, "satisfied")
    if decided is not None:
        if satisfied and event.answer and decided.brings.gate:
            state = _tracked(state, {gate_key(decided.brings.gate, event.answer): _SEEN}, decided.decision)
        state = _ran(state, event.call, decided, satisfied=satisfied)
    return _executed(state, event.brings, event.reference, satisfied=satisfied)


def _spawn(state: SessionState, event: SessionEvent) -> SessionState:
    if event.subagent in state.depths:
        return state  # it was only woken up
    # The agent does not say which call started it; of those that are under way the deepest counts.
    depth = max((one.spawns for one in state.pending.values()), default=0) or 1
    depths = {**state.depths, event.subagent: depth}
    if len(depths) > bounds.SUBAGENTS:
        depths.pop(next(iter(depths)))
    return state.replace(depths=depths)


def _batch(state: SessionState, event: SessionEvent) -> SessionState:
    ended = {call: state.settled[call] for call in event.calls if call in state.settled}
    return state.replace(settled=ended | {call: one for call, one in state.settled.items() if call not in ended})


def _settled(state: SessionState, call: str, decided: DecidedCall) -> SessionState:
    """The call is over, as far as anybody says without having run; an outcome that comes later can correct that."""
    if not call:
        return state
    pending = dict(state.pending)
    pending.pop(call, None)
    return state.replace(pending=pending, settled=_bounded({**state.settled, call: decided}))


def _ran(state: SessionState, call: str, decided: DecidedCall, *, satisfied: bool = False) -> SessionState:
    """The call ran; without an outcome that says so it is not satisfied, and nothing rests on it."""
    state = _settled(state, call, decided.replace(brings=NOTHING))
    return _executed(state, decided.brings, decided.decision, satisfied=satisfied)


def _bounded(settled: dict[str, DecidedCall]) -> dict[str, DecidedCall]:
    while len(settled) > bounds.SETTLED_CALLS:
        settled.pop(next(iter(settled)))
    return settled


def _label(state: SessionState, event: SessionEvent) -> SessionState:
    return _executed(state, event.brings, event.reference, satisfied=True)


def _usage(state: SessionState, event: SessionEvent) -> SessionState:
    counters = dict(state.counters)
    for name, amount in event.usage.items():
        key = f"usage.{name}"
        if key in counters or len(counters) < bounds.SESSION_COUNTERS:
            counters[key] = counters.get(key, 0) + amount
    return _tracked(state.replace(counters=counters), event.steps, event.reference)


def _gate(state: SessionState, event: SessionEvent) -> SessionState:
    return _tracked(state, {gate_key(event.gate, event.answer): _SEEN}, event.reference)


def _clear(state: SessionState, event: SessionEvent) -> SessionState:
    return state.replace(labels=_without(state.labels, event.labels), marks=_without(state.marks, event.paths))


def _executed(state: SessionState, brings: Brings, reference: str, *, satisfied: bool) -> SessionState:
    if not brings:
        return state
    steps = {**brings.steps, **brings.satisfied} if satisfied else brings.steps
    if steps:
        state = _tracked(state, steps, reference)
    labels = _without(state.labels, brings.clears) if satisfied else state.labels
    return state.replace(labels={**brings.labels, **labels}, marks=united_marks(state.marks, brings.marks))


def _counted(state: SessionState, counter: str) -> SessionState:
    return state.replace(counters={**state.counters, counter: state.counters.get(counter, 0) + 1})


def _tracked(state: SessionState, updates: Mapping[str, Update], reference: str) -> SessionState:
    """The state with trackers moved on."""
    moment = Moment(state.counters.get("calls", 0), state.counters.get("satisfied", 0), reference)
    lasting = {key: update for key, update in updates.items() if update.how is How.SUM and update.window != TASK}
    if lasting:
        state = state.replace(lasting=_cells(state.lasting, lasting, moment))
    if len(lasting) == len(updates):
        return state
    own = {key: update for key, update in updates.items() if key not in lasting}
    return state.replace(trackers=_cells(state.trackers, own, moment))


def _cells(cells: Mapping[str, Cell], updates: Mapping[str, Update], moment: Moment) -> Mapping[str, Cell]:
    """Cells moved on; at most `bounds.TRACKERS`, those that did not move for longest forgotten first."""
    now = dict(cells)
    for key, update in updates.items():
        now[key] = moved(now.pop(key, ()), update, moment)
    while len(now) > bounds.TRACKERS:
        now.pop(next(iter(now)))
    return now


def _without(items: Mapping[str, Item], names: tuple[str, ...]) -> Mapping[str, Item]:
    return {name: item for name, item in items.items() if name not in names} if names else items


def united_marks(
    first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Marks of both, the second counting as newer; at most `bounds.MARKED_FILES`, the oldest forgotten first."""
    if not second:
        return first
    united = dict(first)
    for path, marks in second.items():
        united[path] = tuple(sorted({*united.pop(path, ()), *marks}))
    while len(united) > bounds.MARKED_FILES:
        united.pop(next(iter(united)))
    return united


_STEPS: Mapping[Step, Callable[[SessionState, SessionEvent], SessionState]] = {
    Step.START: _start,
    Step.RESET: _reset,
    Step.ATTEMPT: _attempt,
    Step.OUTCOME: _outcome,
    Step.SPAWN: _spawn,
    Step.BATCH: _batch,
    Step.LABEL: _label,
    Step.USAGE: _usage,
    Step.GATE: _gate,
    Step.CLEAR: _clear,
}
