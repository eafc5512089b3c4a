"""`fold`: the next state of a session. Pure, O(1), the same live and in replay."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.session.event import Step
from bailiwick.session.state import Pending, SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.session.event import SessionEvent
    from bailiwick.session.state import Brings


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
    # C17: labels and counters belong to the task, marks to the data on disk.
    return SessionState(project=event.project or state.project, started=event.at, marks=state.marks)


def _attempt(state: SessionState, event: SessionEvent) -> SessionState:
    state = counting(state, shell=event.shell)
    if event.denied:
        state = state.replace(counters={**state.counters, "denials": state.counters.get("denials", 0) + 1})
    if event.denied:
        return state
    if not event.call:
        return _executed(state, event.brings)  # no id, so no outcome can ever be linked to it
    pending = {**state.pending, event.call: Pending(event.reference, event.input, event.brings)}
    if len(pending) > bounds.PENDING_CALLS:
        oldest = next(iter(pending))
        state = _executed(state, pending.pop(oldest).brings)
    return state.replace(pending=pending)


def _outcome(state: SessionState, event: SessionEvent) -> SessionState:
    pending = dict(state.pending)
    awaited = pending.pop(event.call, None)
    if awaited is not None:
        state = state.replace(pending=pending)
    if event.denied:
        return state
    if awaited is not None:
        state = _executed(state, awaited.brings)
    return _executed(state, event.brings)


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
    Step.LABEL: _label,
}
