"""Rules about the past through the governor: parallel calls, subagents, second questions, budgets, gates."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from engine_bench import PLACE, Bench

from bailiwick.model.event import OutcomeStatus, PermissionAsked, PromptSubmitted, SessionStarted, ToolCall, ToolOutcome
from bailiwick.model.request import Subject
from bailiwick.model.verdict import FailMode
from bailiwick.pdp.consequences import usage
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.fold import fold
from bailiwick.session.state import Brings, SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.model.event import Answer, Event
    from bailiwick.model.request import Request

PUSH: dict[str, Any] = {"command": "git push"}


def bench_of(*keys: str, sections: str = "") -> Bench:
    rules = "".join(f"  - {{id: r{number}, guard: deny, reason: no, {one}}}\n" for number, one in enumerate(keys))
    return Bench(f"version: 1\n{sections}rules:\n{rules}")


def tell(bench: Bench, event: Event) -> Answer:
    return bench.governor.handle(event, fail_mode=FailMode.CLOSED)


def run(bench: Bench, tool: str, call: str, *, subagent: str = "", **given: Any) -> str:
    """Ask about a call and let it run if it may; the verdict."""
    request = in_subagent(bench.request(tool, call, **given), subagent)
    answer = tell(bench, ToolCall(request))
    if not answer.refused:
        tell(bench, ToolOutcome(request, OutcomeStatus.DONE))
    return answer.decision.verdict.value if answer.decision is not None else ""


def in_subagent(request: Request, subagent: str) -> Request:
    return request.replace(subject=request.subject.replace(subagent=subagent, role="helper" if subagent else ""))


def state_of(bench: Bench, session: str = "s") -> SessionState:
    state = bench.sessions.load(session)
    assert state is not None
    return state


def folded(bench: Bench, event: SessionEvent) -> None:
    bench.sessions.save("s", fold(state_of(bench), event), 0)


def test_twenty_parallel_calls_are_counted_one_by_one() -> None:
    bench = bench_of("on: exec.run, limit: {max: 19}")
    calls = [bench.request("Bash", f"c{number}", command="true") for number in range(20)]
    answers = [tell(bench, ToolCall(request)) for request in calls]
    assert [bool(answer.refused) for answer in answers] == [False] * 19 + [True]
    for request in reversed(calls[:19]):
        tell(bench, ToolOutcome(request, OutcomeStatus.DONE))
    assert state_of(bench).counters["satisfied"] == 19
    assert not state_of(bench).pending


def test_the_agents_own_permission_question_is_no_second_call() -> None:
    bench = bench_of("on: exec.run, limit: {max: 1}", "on: exec.run, after: {steps: [{on: exec.run}], attempts: true}")
    request = bench.request("Bash", command="true")
    assert not tell(bench, ToolCall(request)).refused
    assert not tell(bench, PermissionAsked(request.replace(call=""))).refused
    assert tell(bench, ToolCall(request.replace(call="c2"))).refused


def test_a_denial_names_the_earlier_call_that_caused_it() -> None:
    bench = bench_of("on: vcs.push, after: [{on: file.read, class: secret}]")
    assert run(bench, "Read", "c1", file_path=f"{PLACE.project}/.env") == "abstain"
    decision = next(number for number, (kind, _) in enumerate(bench.recorder.entries) if kind == "decision")
    answer = tell(bench, ToolCall(bench.request("Bash", "c2", **PUSH)))
    assert f"because of an earlier call (bailiwick why ref{decision})" in answer.refused
    assert bench.recorder.last("decision")["rules"][0]["cause"] == f"ref{decision}"


def test_what_a_subagent_does_counts_for_its_session() -> None:
    taint = "taint: [{label: customer, from: {on: file.read, class: secret}}]\n"
    bench = bench_of("on: exec.run, limit: {max: 1}", sections=taint)
    assert run(bench, "Bash", "c1", subagent="one", command="true") == "abstain"
    assert run(bench, "Bash", "c2", subagent="two", command="true") == "deny"
    assert run(bench, "Read", "c3", subagent="one", file_path=f"{PLACE.project}/.env") == "abstain"
    assert run(bench, "WebSearch", "c4", query="x") == "deny"
    assert run(bench, "WebSearch", "c5", subagent="two", query="x") == "deny"


def test_a_failed_call_taints_and_satisfies_nothing() -> None:
    taint = "taint: [{label: customer, from: {on: file.read, class: secret}}]\n"
    bench = bench_of("on: vcs.push, requires: {on: file.read, class: secret}", sections=taint)
    request = bench.request("Read", "c1", file_path=f"{PLACE.project}/.env")
    tell(bench, ToolCall(request))
    tell(bench, ToolOutcome(request, OutcomeStatus.FAILED))
    assert state_of(bench).labels["customer"] == f"{PLACE.project}/.env"
    assert "user/r0" in str(tell(bench, ToolCall(bench.request("Bash", "c2", **PUSH))).refused)


def test_a_clear_starts_a_new_task_and_marks_on_files_stay() -> None:
    taint = "taint: [{label: customer, from: {on: file.read, class: secret}, through: files}]\n"
    bench = bench_of("on: exec.run, limit: {max: 0}", sections=taint)
    run(bench, "Read", "c1", file_path=f"{PLACE.project}/.env")
    run(bench, "Write", "c2", file_path=f"{PLACE.project}/out.txt", content="x")
    tell(bench, SessionStarted(Subject(agent="test", session="s"), "clear", project=PLACE.project))
    assert run(bench, "WebSearch", "c3", query="x") == "abstain"
    assert run(bench, "Read", "c4", file_path=f"{PLACE.project}/out.txt") == "abstain"
    assert run(bench, "WebSearch", "c5", query="x") == "deny"


def test_an_endorsement_takes_the_label_away_when_it_succeeded() -> None:
    sections = 'taint: [{label: customer, from: {on: file.read, class: secret}, to: {on: "net.*"}}]\n'
    text = (
        f"version: 1\n{sections}rules:\n"
        "  - {id: scrub, guard: note, reason: scrubbed, on: mcp.call, where: {server: scrub}, clears: customer}\n"
    )
    bench = Bench(text)
    run(bench, "Read", "c1", file_path=f"{PLACE.project}/.env")
    scrub = bench.request("mcp__scrub__run", "c2")
    tell(bench, ToolCall(scrub))
    tell(bench, ToolOutcome(scrub, OutcomeStatus.FAILED))
    assert run(bench, "WebSearch", "c3", query="x") == "deny"
    assert run(bench, "mcp__scrub__run", "c4") == "abstain"
    assert run(bench, "WebSearch", "c5", query="x") == "abstain"


def test_a_person_takes_only_the_labels_away_that_are_named() -> None:
    bench = bench_of("on: exec.run, limit: {max: 9}")
    labels = {"customer": "a", "secret": "b"}
    run(bench, "Bash", "c1", command="true")
    folded(bench, SessionEvent(step=Step.LABEL, brings=Brings(labels=labels, marks={"/p/x": ("secret",)})))
    folded(bench, SessionEvent(step=Step.CLEAR, labels=("customer",)))
    assert state_of(bench).labels == {"secret": "b"}
    assert state_of(bench).marks == {"/p/x": ("secret",)}
    folded(bench, SessionEvent(step=Step.CLEAR, paths=("/p/x",)))
    assert not state_of(bench).marks


def test_a_budget_speaks_once_models_used_more() -> None:
    bench = bench_of('on: "*", limit: {max: 100, sum: usage.total_tokens}')
    policy = bench.policies.current(PLACE.project).policy
    now = datetime(2026, 1, 1, tzinfo=UTC)

    def use(amounts: Mapping[str, int]) -> None:
        folded(bench, usage(amounts, "test", PLACE.project, policy, now=now))

    assert run(bench, "Bash", "c1", command="true") == "abstain"
    use({"total_tokens": 100, "output_tokens": 7})
    assert run(bench, "Bash", "c2", command="true") == "abstain"
    use({"total_tokens": 1})
    assert run(bench, "Bash", "c3", command="true") == "deny"
    assert state_of(bench).counters["usage.total_tokens"] == 101


@pytest.mark.parametrize(("mode", "refused"), [("enforce", True), ("observe", False)])
def test_a_prompt_is_refused_when_the_budget_is_used_up(mode: str, refused: bool) -> None:
    sections = f"mode: {mode}\n"
    bench = bench_of('on: "*", limit: {max: 9, sum: usage.calls}', 'on: "*", limit: {max: 0}', sections=sections)
    subject = Subject(agent="test", session="s")
    run(bench, "Bash", "c1", command="true")
    assert not tell(bench, PromptSubmitted(subject, "go on")).refused, "only budgets speak about prompts"
    policy = bench.policies.current(PLACE.project).policy
    folded(bench, usage({"calls": 10}, "test", PLACE.project, policy, now=datetime(2026, 1, 1, tzinfo=UTC)))
    assert bool(tell(bench, PromptSubmitted(subject, "go on")).refused) is refused
    assert bench.recorder.last("prompt")["rule"] == "user/r0"


def test_a_turn_ends_with_the_denial_that_is_one_too_many() -> None:
    bench = bench_of("on: vcs.push", sections="stop_after_denials: 2\n")
    answers = [tell(bench, ToolCall(bench.request("Bash", f"c{number}", **PUSH))) for number in range(3)]
    assert [bool(answer.stop) for answer in answers] == [False, True, True]
    assert "2 calls were denied in this task" in answers[1].stop
    allowed = tell(bench, ToolCall(bench.request("Bash", "c9", command="true")))
    assert not allowed.stop
    tell(bench, SessionStarted(Subject(agent="test", session="s"), "clear", project=PLACE.project))
    assert not tell(bench, ToolCall(bench.request("Bash", "c10", **PUSH))).stop


def test_a_signed_approval_opens_a_gate_like_an_answer() -> None:
    bench = bench_of("on: vcs.push, requires: {gate: human, directly: true, dedicated: true}")
    run(bench, "Bash", "c0", command="true")
    folded(bench, SessionEvent(step=Step.GATE, gate="human", answer="pass"))
    assert run(bench, "Bash", "c1", **PUSH) == "abstain"
    assert run(bench, "Bash", "c2", **PUSH) == "deny"


@pytest.mark.parametrize(
    ("given", "answers"),
    [({}, ()), ({}, ("",)), ({}, ("No",)), ({"answers": {"Push?": "Yes"}}, ("Yes",))],
    ids=["no answer", "skipped", "declined", "the agent's own answer"],
)
def test_a_gate_stays_shut(given: dict[str, Any], answers: tuple[str, ...]) -> None:
    bench = bench_of("on: vcs.push, requires: {gate: human}")
    request = bench.request("AskUserQuestion", "c1", questions=[], **given)
    tell(bench, ToolCall(request))
    tell(bench, ToolOutcome(request, OutcomeStatus.DONE, answers=answers))
    assert run(bench, "Bash", "c2", **PUSH) == "deny"


def test_events_carry_nothing_of_the_past_when_no_rule_asks_for_it() -> None:
    bench = Bench("version: 1\npacks: [baseline]\n")
    run(bench, "Bash", "c1", command="ls")
    event = bench.recorder.last("decision")["session_event"]
    assert event.keys() <= {"step", "call", "shell", "input"}


def test_the_loop_rules_of_the_baseline_count_shell_calls_alone_and_any_other_tool_ends_a_row() -> None:
    bench = Bench(
        "version: 1\npacks: [baseline]\nparameters: {shell_calls_in_a_row: 3, shell_calls_per_session: 7}\n"
        "overrides: {baseline/loops.session: deny}\n"
    )
    read = ("Read", {"file_path": f"{PLACE.project}/a"})
    shell = ("Bash", {"command": "ls"})
    calls = [*[shell] * 4, read, read, *[shell] * 3, read, shell, read, read]
    found = [run(bench, tool, f"c{number}", **given) for number, (tool, given) in enumerate(calls)]
    assert found == [*["abstain"] * 3, "ask", *["abstain"] * 6, "deny", "abstain", "abstain"]
    tell(bench, SessionStarted(Subject(agent="test", session="s"), "clear", project=PLACE.project))
    assert run(bench, "Bash", "anew", command="ls") == "abstain"
