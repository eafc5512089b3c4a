"""`fold`: the next state of a session. Pure, O(1), the same live and in replay."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.session.event import Step
from bailiwick.session.state import NOTHING, Brings, DecidedCall, SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.session.event import SessionEvent


def fold(state: SessionState, event: SessionEvent) -> SessionState:
    """The state after `event`."""
    return _STEPS[event.step](state, event)


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
        project=event.project or state.project, started=event.at, marks=state.marks, settled=_bounded(known)
    )


def _attempt(state: SessionState, event: SessionEvent) -> SessionState:
    state = counting(state, shell=event.shell)
    if event.denied and not event.settled:
        state = state.replace(counters={**state.counters, "denials": state.counters.get("denials", 0) + 1})
    if event.call in state.settled:
        return state  # decided twice, by daemon and evaluator, and over before the second came to the log
    decided = DecidedCall(event.reference, event.input, event.brings, event.denied)
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
    if decided is not None:
        state = _settled(state, event.call, decided) if event.denied else _ran(state, event.call, decided)
    return state if event.denied else _executed(state, event.brings)


def _batch(state: SessionState, event: SessionEvent) -> SessionState:
    ended = {call: state.settled[call] for call in event.calls if call in state.settled}
    return state.replace(settled=ended | {call: one for call, one in state.settled.items() if call not in ended})


def _settled(state: SessionState, call: str, decided: DecidedCall) -> SessionState:
    """The call is over, as far as anybody says without having run; an outcome that comes later can correct that."""
    if not call:
        return state
    pending = {other: one for other, one in state.pending.items() if other != call}
    return state.replace(pending=pending, settled=_bounded({**state.settled, call: decided}))


def _ran(state: SessionState, call: str, decided: DecidedCall) -> SessionState:
    return _executed(_settled(state, call, decided.replace(brings=NOTHING)), decided.brings)


def _bounded(settled: dict[str, DecidedCall]) -> dict[str, DecidedCall]:
    while len(settled) > bounds.SETTLED_CALLS:
        settled.pop(next(iter(settled)))
    return settled


def _label(state: SessionState, event: SessionEvent) -> SessionState:
    return _executed(state, event.brings)


def _executed(state: SessionState, brings: Brings) -> SessionState:
    if not brings:
        return state
    return state.replace(labels={**brings.labels, **state.labels}, marks=united_marks(state.marks, brings.marks))


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
    Step.BATCH: _batch,
    Step.LABEL: _label,
}
