"""Laws of sessions: the fold is a function, its values survive storage, and it stays bounded."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model import bounds
from bailiwick.model.tracker import How, Update
from bailiwick.session import event as events
from bailiwick.session import state as states
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.fold import fold
from bailiwick.session.state import Brings, SessionState

names = st.sampled_from(["a", "b", "c", ""])
keys = st.sampled_from(["user/a#1", "user/b#2"])
plain_updates = st.one_of(
    st.builds(Update, st.sampled_from([How.SEEN, How.ROW])),
    st.builds(Update, st.just(How.SUM), amount=st.integers(0, 9), window=st.sampled_from(["task", "session"])),
    st.builds(
        Update,
        st.just(How.SUM),
        amount=st.integers(0, 9),
        window=st.sampled_from(["10", "600"]),
        at=st.integers(1, 9999),
    ),
    st.builds(
        Update,
        st.just(How.PATH),
        length=st.just(3),
        matched=st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=2).map(tuple), max_size=3).map(tuple),
    ),
)


def of_one_sort(key: str) -> st.SearchStrategy[Update]:
    """A tracker is always moved in one way."""
    sums = plain_updates.filter(lambda update: update.how is How.SUM and update.window == "600")
    paths = plain_updates.filter(lambda update: update.how is How.PATH)
    return {"user/a#1": sums, "user/b#2": paths}[key]


updates = st.lists(keys, max_size=2, unique=True).flatmap(
    lambda chosen: st.fixed_dictionaries({key: of_one_sort(key) for key in chosen})
)
brings = st.builds(
    Brings,
    steps=updates,
    clears=st.lists(st.sampled_from(["secret", "suspicion"]), max_size=1).map(tuple),
    gate=st.sampled_from(["", "human"]),
    labels=st.dictionaries(st.sampled_from(["secret", "suspicion"]), names, max_size=2),
    marks=st.dictionaries(st.sampled_from(["/p/x", "/p/y"]), st.sampled_from([("download",), ("secret",)]), max_size=2),
)
session_events = st.builds(
    SessionEvent,
    step=st.sampled_from(list(Step)),
    call=names,
    shell=st.booleans(),
    denied=st.booleans(),
    settled=st.booleans(),
    failed=st.booleans(),
    brings=brings,
    answer=st.sampled_from(["", "pass", "deny"]),
    gate=st.sampled_from(["", "review"]),
    steps=updates,
    shared=st.dictionaries(st.sampled_from(["project:/p"]), updates, max_size=1),
    usage=st.dictionaries(st.sampled_from(["total_tokens"]), st.integers(0, 9), max_size=1),
    labels=st.lists(st.sampled_from(["secret"]), max_size=1).map(tuple),
    paths=st.lists(st.sampled_from(["/p/x"]), max_size=1).map(tuple),
    spawns=st.integers(0, 3),
    subagent=names,
    input=names,
    calls=st.lists(names, max_size=3).map(tuple),
    project=names,
    at=names,
)
histories = st.lists(session_events, max_size=20)


def after(history: list[SessionEvent], state: SessionState | None = None) -> SessionState:
    state = state or SessionState()
    for event in history:
        state = fold(state, event)
    return state


@given(session_events)
def test_an_event_survives_the_log(event: SessionEvent) -> None:
    assert events.from_plain(json.loads(json.dumps(events.to_plain(event)))) == event


@given(histories)
def test_a_state_survives_storage(history: list[SessionEvent]) -> None:
    state = after(history)
    assert states.from_plain(json.loads(json.dumps(states.to_plain(state)))) == state


@given(histories, histories)
def test_a_snapshot_and_the_rest_is_the_whole(first: list[SessionEvent], second: list[SessionEvent]) -> None:
    stored = states.from_plain(json.loads(json.dumps(states.to_plain(after(first)))))
    assert after(second, stored) == after([*first, *second])


@given(histories, session_events)
def test_only_a_new_task_or_a_clearing_takes_a_label_away(history: list[SessionEvent], event: SessionEvent) -> None:
    before = after([one.replace(brings=one.brings.replace(clears=())) for one in history])
    now = fold(before, event)
    if event.step not in (Step.RESET, Step.CLEAR):
        assert before.labels.keys() - set(event.brings.clears) <= now.labels.keys()
    if event.step is not Step.CLEAR:
        assert before.marks.keys() <= now.marks.keys()


def test_calls_that_wait_too_long_count_as_executed() -> None:
    state = fold(
        SessionState(), SessionEvent(step=Step.ATTEMPT, call="first", brings=Brings(labels={"secret": "/h/.env"}))
    )
    for index in range(bounds.PENDING_CALLS):
        state = fold(state, SessionEvent(step=Step.ATTEMPT, call=f"call {index}"))
    assert len(state.pending) == bounds.PENDING_CALLS
    assert state.labels == {"secret": "/h/.env"}


@given(histories)
def test_no_call_is_both_pending_and_settled(history: list[SessionEvent]) -> None:
    state = after(history)
    assert not state.pending.keys() & state.settled.keys()
    assert "" not in {*state.pending, *state.settled}


@given(histories)
def test_a_decided_call_stays_known(history: list[SessionEvent]) -> None:
    state = after(history)
    for event in history:
        if event.step is Step.ATTEMPT and event.call:
            assert state.decided(event.call) is not None


@given(histories, st.lists(names, max_size=3).map(tuple))
def test_the_end_of_a_batch_only_changes_what_is_forgotten_first(
    history: list[SessionEvent], calls: tuple[str, ...]
) -> None:
    before = after(history)
    now = fold(before, SessionEvent(step=Step.BATCH, calls=calls))
    assert now == before
    ended = [call for call in now.settled if call in calls]
    assert list(now.settled)[: len(ended)] == ended


@given(histories, session_events)
def test_an_outcome_after_a_refusal_gives_what_the_outcome_alone_gives(
    history: list[SessionEvent], attempt: SessionEvent
) -> None:
    before = fold(after(history), attempt.replace(step=Step.ATTEMPT, call="new", settled=False))
    ran = SessionEvent(step=Step.OUTCOME, call="new")
    refused = fold(before, ran.replace(denied=True))
    assert refused.labels == before.labels
    assert fold(refused, ran).labels == fold(before, ran).labels
    assert fold(refused, ran).marks == fold(before, ran).marks


def test_settled_calls_are_bounded_and_those_of_ended_batches_are_forgotten_first() -> None:
    state = SessionState()
    for index in range(bounds.SETTLED_CALLS):
        state = fold(state, SessionEvent(step=Step.ATTEMPT, call=f"call {index}", denied=True))
    state = fold(state, SessionEvent(step=Step.BATCH, calls=("call 7",)))
    state = fold(state, SessionEvent(step=Step.ATTEMPT, call="last", denied=True))
    assert len(state.settled) == bounds.SETTLED_CALLS
    assert state.decided("call 7") is None
    assert state.decided("call 0") is not None
    assert state.decided("last") is not None


def test_marks_are_bounded_and_the_newest_stay() -> None:
    state = SessionState()
    for index in range(bounds.MARKED_FILES + 10):
        state = fold(state, SessionEvent(step=Step.LABEL, brings=Brings(marks={f"/p/{index}": ("secret",)})))
    assert len(state.marks) == bounds.MARKED_FILES
    assert f"/p/{bounds.MARKED_FILES + 9}" in state.marks


def test_a_label_comes_with_the_outcome_and_not_with_the_attempt() -> None:
    attempt = SessionEvent(step=Step.ATTEMPT, call="c", brings=Brings(labels={"secret": "x"}))
    state = fold(SessionState(), attempt)
    assert not state.labels
    assert fold(state, SessionEvent(step=Step.OUTCOME, call="c")).labels == {"secret": "x"}
    assert not fold(state, SessionEvent(step=Step.OUTCOME, call="c", denied=True)).labels


def test_a_shell_call_after_another_tool_starts_a_new_row() -> None:
    state = after([SessionEvent(step=Step.ATTEMPT, shell=True)] * 5)
    assert state.counters["shell_calls_in_a_row"] == 5
    state = fold(state, SessionEvent(step=Step.ATTEMPT))
    state = fold(state, SessionEvent(step=Step.ATTEMPT, shell=True))
    assert state.counters["shell_calls_in_a_row"] == 1
    assert state.counters["shell_calls"] == 6


def test_a_new_task_forgets_labels_but_not_marks_on_files() -> None:
    history = [
        SessionEvent(step=Step.LABEL, brings=Brings(labels={"secret": "x"}, marks={"/p/x": ("secret",)})),
        SessionEvent(step=Step.RESET),
    ]
    state = after(history)
    assert not state.labels
    assert state.marks == {"/p/x": ("secret",)}


@given(histories)
def test_a_subagent_keeps_the_depth_that_it_started_with(history: list[SessionEvent]) -> None:
    state = SessionState()
    for event in history:
        before, state = state, fold(state, event)
        assert {**state.depths, **before.depths} == state.depths


def test_of_the_calls_that_may_have_started_a_subagent_the_deepest_counts() -> None:
    state = SessionState()
    for call, spawns in (("a", 1), ("b", 2), ("c", 0)):
        state = fold(state, SessionEvent(step=Step.ATTEMPT, call=call, spawns=spawns))
    started = [SessionEvent(step=Step.SPAWN, subagent=name) for name in ("x", "y")]
    state = fold(state, started[0])
    state = fold(fold(state, SessionEvent(step=Step.OUTCOME, call="b")), started[1])
    assert state.depths == {"x": 2, "y": 1}
    assert [state.depth(name) for name in ("", "x", "unheard of")] == [0, 2, None]


def test_only_so_many_subagents_are_remembered() -> None:
    names_of = [f"agent {number}" for number in range(bounds.SUBAGENTS + 1)]
    state = after([SessionEvent(step=Step.SPAWN, subagent=name) for name in names_of])
    assert list(state.depths) == names_of[1:]
