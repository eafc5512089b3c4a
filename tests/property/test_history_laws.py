"""Laws of rules about the past: small automata say what a look at the whole history would say."""

from __future__ import annotations

import json
import random
import tempfile

from engine_bench import Bench
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline import PROJECT, Timeline

from bailiwick.adapters.session_files import SessionFiles
from bailiwick.model.event import OutcomeStatus, ToolCall, ToolOutcome
from bailiwick.model.value import Value
from bailiwick.model.verdict import FailMode
from bailiwick.session import event as events
from bailiwick.session import state as states
from bailiwick.session.fold import fold
from bailiwick.session.state import SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any


class Past(Value):
    """One call of a history."""

    kind: str
    failed: bool = False


CALLS: Mapping[str, tuple[str, Any]] = {
    "a": ("Bash", "true"),
    "b": ("Read", f"{PROJECT}/a.txt"),
    "c": ("SendMessage", {"to": "a", "message": "x"}),
    "d": ("WebSearch", "x"),
}
A, B, D = "{on: exec.run, where: {shell: true}}", "{on: file.read, where: {tool: Read}}", "{on: net.search}"
ON_C = "on: agent.message"

histories = st.lists(st.builds(Past, st.sampled_from("abcd"), st.booleans()), min_size=1, max_size=14)


def latest(calls: Sequence[Past], kind: str, *, satisfied: bool = False) -> int:
    """Number of the last call of a kind, from 1; 0 when there is none."""
    fits = [at for at, call in enumerate(calls, 1) if call.kind == kind and not (satisfied and call.failed)]
    return fits[-1] if fits else 0


def ways(calls: Sequence[Past], kinds: str) -> Iterator[int]:
    """Numbers of the calls at which a way through the kinds begins."""
    for at, call in enumerate(calls, 1):
        if call.kind == kinds[0] and (len(kinds) == 1 or any(ways(calls[at:], kinds[1:]))):
            yield at


def last_satisfied(calls: Sequence[Past]) -> str:
    satisfied = [call.kind for call in calls if not call.failed]
    return satisfied[-1] if satisfied else ""


def row(calls: Sequence[Past], kind: str) -> int:
    length = 0
    for call in reversed(calls):
        if call.kind != kind:
            break
        length += 1
    return length


ORACLES: Mapping[str, tuple[str, Callable[[Sequence[Past], str], bool]]] = {
    "limit": (f"{ON_C}, limit: {{max: 2}}", lambda past, now: now == "c" and [p.kind for p in past].count("c") + 1 > 2),
    "limit-of": (f"limit: {{max: 2, of: {A}}}", lambda past, now: [p.kind for p in past].count("a") + (now == "a") > 2),
    "row": ("on: net.search, in_a_row: {max: 2}", lambda past, now: now == "d" and row(past, "d") + 1 > 2),
    "after": (f"{ON_C}, after: [{A}, {B}]", lambda past, now: now == "c" and any(ways(past, "ab"))),
    "after-within": (
        f"{ON_C}, after: {{steps: [{A}, {B}, {A}], within: 5}}",
        lambda past, now: now == "c" and any(len(past) + 1 - start <= 5 for start in ways(past, "aba")),
    ),
    "after-this": (
        f"after: {{steps: [{A}, {A}, {B}], attempts: true, this_call: true}}",
        lambda past, now: any(ways([*past, Past(now)], "aab")),
    ),
    "after-without": (
        f"{ON_C}, after: {{steps: [{A}, {B}], without: {D}}}",
        lambda past, now: now == "c" and any(ways(past[latest(past, "d") :], "ab")),
    ),
    "requires": (f"{ON_C}, requires: {A}", lambda past, now: now == "c" and not latest(past, "a", satisfied=True)),
    "requires-directly": (
        f"{ON_C}, requires: {{{A[1:-1]}, directly: true}}",
        lambda past, now: now == "c" and last_satisfied(past) != "a",
    ),
    "requires-within": (
        f"{ON_C}, requires: {{{A[1:-1]}, within: 3}}",
        lambda past, now: now == "c" and not (0 < latest(past, "a", satisfied=True) >= len(past) + 1 - 3),
    ),
    "requires-dedicated": (
        f"{ON_C}, requires: {{{A[1:-1]}, dedicated: true}}",
        lambda past, now: now == "c" and not latest(past, "a", satisfied=True) > latest(past, "c"),
    ),
    "requires-between": (
        f"{ON_C}, requires: {{{A[1:-1]}, unless_between: {B}}}",
        lambda past, now: now == "c" and not latest(past, "a", satisfied=True) > latest(past, "b"),
    ),
    "successor": (
        f"successor: {{of: {A}, must: {B}, attempts: true}}",
        lambda past, now: bool(past) and past[-1].kind == "a" and now != "b",
    ),
}
POLICY = "".join(f"  - {{id: {name}, guard: note, reason: r, {keys}}}\n" for name, (keys, _) in ORACLES.items())


@settings(max_examples=150)
@given(histories)
def test_automata_say_what_a_look_at_the_whole_history_says(history: list[Past]) -> None:
    timeline = Timeline(POLICY)
    for at, call in enumerate(history):
        tool, given_input = CALLS[call.kind]
        answer = timeline.answer(tool, given_input, result={"status": "failed" if call.failed else "done"})
        spoken = {one["rule"].removeprefix("user/") for one in answer["rules"]}
        assert spoken == {name for name, (_, holds) in ORACLES.items() if holds(history[:at], call.kind)}


FULL = (
    "version: 1\nrules:\n"
    + POLICY
    + "  - {id: shared, guard: note, reason: r, on: exec.run, limit: {max: 2, window: 1h, per: project}}\n"
    "taint: [{label: seen, from: {on: file.read}, through: files}]\n"
)
GIVEN: Mapping[str, tuple[str, dict[str, Any]]] = {
    "a": ("Bash", {"command": "true"}),
    "b": ("Read", {"file_path": f"{PROJECT}/a.txt"}),
    "c": ("Write", {"file_path": f"{PROJECT}/b.txt", "content": "x"}),
    "d": ("AskUserQuestion", {"questions": []}),
}
moves = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(list(OutcomeStatus)), st.sampled_from(["s", "t"])), max_size=10
)


def live(chosen: list[tuple[str, OutcomeStatus, str]], *, late: random.Random | None = None) -> Bench:
    """A governor that saw these calls end one by one, or in another order after all were made."""
    bench = Bench(FULL)
    endings: list[ToolOutcome] = []
    for number, (kind, status, session) in enumerate(chosen):
        tool, given_input = GIVEN[kind]
        request = bench.request(tool, f"c{number}", session=session, **given_input)
        bench.governor.handle(ToolCall(request), fail_mode=FailMode.CLOSED)
        endings.append(ToolOutcome(request, status, answers=("yes",) if kind == "d" else ()))
        if late is None:
            bench.governor.handle(endings.pop(), fail_mode=FailMode.CLOSED)
    if late is not None:
        late.shuffle(endings)
        for ending in endings:
            bench.governor.handle(ending, fail_mode=FailMode.CLOSED)
    return bench


def replayed(bench: Bench) -> dict[str, SessionState]:
    """The states that the log gives."""
    found: dict[str, SessionState] = {}
    for number, (_, body) in enumerate(bench.recorder.entries):
        plain = json.loads(json.dumps(body.get("session_event")))
        if isinstance(plain, dict):
            session = str(body["session"])
            before = found.get(session) or SessionState(project=PROJECT, marks={})
            found[session] = fold(before, events.from_plain(plain, reference=f"ref{number}"))
    return found


@settings(max_examples=60, deadline=None)
@given(moves)
def test_the_log_gives_the_live_state_back(chosen: list[tuple[str, OutcomeStatus, str]]) -> None:
    bench = live([(kind, status, "s") for kind, status, _ in chosen])
    for session, state in replayed(bench).items():
        alive = bench.sessions.load(session)
        assert alive is not None
        assert states.to_plain(alive) == states.to_plain(state)


@settings(max_examples=30, deadline=None)
@given(moves, st.integers(0, 40), st.integers(1, 5))
def test_a_killed_store_is_completed_from_the_log(
    chosen: list[tuple[str, OutcomeStatus, str]], killed_after: int, batch: int
) -> None:
    entries = [(number, f"ref{number}", body) for number, (_, body) in enumerate(live(chosen).recorder.entries)]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        part = entries[:killed_after]
        SessionFiles(folder, lambda position: [one for one in part if one[0] > position], batch=batch)
        again = SessionFiles(folder, lambda position: [one for one in entries if one[0] > position])
        whole = SessionFiles(other, lambda position: [one for one in entries if one[0] > position])
        assert again.load("s") == whole.load("s")
        assert again.load("t") == whole.load("t")
        assert again.shared(f"project:{PROJECT}") == whole.shared(f"project:{PROJECT}")


@settings(max_examples=60, deadline=None)
@given(moves, st.randoms(use_true_random=False))
def test_the_order_in_which_parallel_calls_end_changes_no_count(
    chosen: list[tuple[str, OutcomeStatus, str]], late: random.Random
) -> None:
    in_turn, shuffled = live(chosen), live(chosen, late=late)
    for session in ("s", "t"):
        first, second = in_turn.sessions.load(session), shuffled.sessions.load(session)
        assert (first is None) == (second is None)
        if first is not None and second is not None:
            assert first.counters == second.counters
            assert {key: cell for key, cell in first.trackers.items() if "#" in key and "limit" in key} == {
                key: cell for key, cell in second.trackers.items() if "#" in key and "limit" in key
            }
    scope = f"project:{PROJECT}"
    assert in_turn.sessions.shared(scope) == shuffled.sessions.shared(scope)
