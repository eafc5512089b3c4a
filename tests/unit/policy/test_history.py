"""Rules about the past: one table row per history rule of the Kyvvu catalogue, and the edges of each key."""

from __future__ import annotations

import pytest
from timeline import PROJECT, Timeline

from bailiwick.policy.schema import read_policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Call: TypeAlias = tuple[Any, ...]

EXEC = "{on: exec.run, where: {shell: true}}"
READ = "{on: file.read, where: {tool: Read}}"
SECRET = "{on: file.read, class: secret}"
MESSAGE = "{on: agent.message}"
ASKED = "{on: human.ask}"
SPAWN = "{on: agent.spawn}"

RUN = ("Bash", "true")
LOOK = ("Read", f"{PROJECT}/a.txt")
TAKE = ("Read", f"{PROJECT}/.env")
SEND = ("SendMessage", {"to": "a", "message": "x"})
ASK: Call = ("AskUserQuestion", {"questions": []}, {"result": "Yes, do it"})
REFUSED: Call = ("AskUserQuestion", {"questions": []}, {"result": "No"})
START = ("Agent", {"description": "d", "prompt": "p", "subagent_type": "x"})
FAILED = {"result": {"status": "failed"}}
CLEAR = "clear"

PASS, DENY = "abstain", "deny"


def rule(on: str, keys: str) -> str:
    """A rule that denies what matches `on` under `keys`."""
    about = f"{on}, " if on else ""
    return f"  - {{id: r, guard: deny, reason: no, {about}{keys}}}\n"


TABLE: list[tuple[str, str, list[Any], list[str]]] = [
    (
        "execution_max_steps",
        rule("on: exec.run, where: {shell: true}", "limit: {max: 2, attempts: true}"),
        [RUN, LOOK, RUN, RUN, LOOK, RUN],
        [PASS, PASS, PASS, DENY, PASS, DENY],
    ),
    (
        "max_consecutive_same_type",
        rule("on: exec.run, where: {shell: true}", "in_a_row: {max: 2}"),
        [RUN, RUN, RUN, RUN, LOOK, RUN, RUN, RUN],
        [PASS, PASS, DENY, DENY, PASS, PASS, PASS, DENY],
    ),
    (
        "max_consecutive_same_type, over the whole history",
        rule("", f"in_a_row: {{max: 2, of: {EXEC}, permanent: true}}"),
        [RUN, RUN, LOOK, RUN, RUN, RUN, LOOK],
        [PASS, PASS, PASS, PASS, PASS, DENY, DENY],
    ),
    (
        "step_directly_preceded_by",
        rule("on: agent.message", f"requires: {{{READ[1:-1]}, directly: true}}"),
        [SEND, LOOK, SEND, LOOK, RUN, SEND],
        [DENY, PASS, PASS, PASS, PASS, DENY],
    ),
    (
        "step_directly_preceded_by, a blocked attempt between does not matter",
        rule("on: agent.message", f"requires: {{{READ[1:-1]}, directly: true}}")
        + "  - {id: never, guard: deny, reason: no, on: agent.spawn}\n",
        [LOOK, START, SEND],
        [PASS, DENY, PASS],
    ),
    (
        "step_directly_preceded_by of engine 0.7, simply previous",
        rule("on: agent.message", f"requires: {{{READ[1:-1]}, directly: true, attempts: true}}")
        + "  - {id: never, guard: deny, reason: no, on: agent.spawn}\n",
        [LOOK, SEND, LOOK, START, SEND],
        [PASS, PASS, PASS, DENY, DENY],
    ),
    (
        "step_requires_predecessor",
        rule("on: agent.message", f"requires: {SECRET}"),
        [SEND, (*TAKE, FAILED), SEND, TAKE, RUN, SEND, SEND],
        [DENY, PASS, DENY, PASS, PASS, PASS, PASS],
    ),
    (
        "step_preceded_by_without_intervening",
        rule("on: agent.message", f"requires: {{on: human.ask, unless_between: {EXEC}}}"),
        [SEND, ASK, LOOK, SEND, RUN, SEND, ASK, SEND],
        [DENY, PASS, PASS, PASS, PASS, DENY, PASS, PASS],
    ),
    (
        "step_requires_dedicated_predecessor",
        rule("on: agent.message", "requires: {on: human.ask, dedicated: true}"),
        [SEND, ASK, SEND, SEND, ASK, LOOK, SEND],
        [DENY, PASS, PASS, DENY, PASS, PASS, PASS],
    ),
    (
        "step_requires_gate",
        rule("on: agent.message", "requires: {gate: human, within: 2}"),
        [SEND, REFUSED, SEND, ASK, SEND, SEND, SEND],
        [DENY, PASS, DENY, PASS, PASS, PASS, DENY],
    ),
    (
        "step_requires_gate with decision deny",
        rule("on: agent.message", "requires: {gate: human, decision: deny}"),
        [ASK, SEND, REFUSED, SEND],
        [PASS, DENY, PASS, PASS],
    ),
    (
        "sequence_forbidden, permanent once complete",
        rule("", f"after: {{steps: [{READ}, {ASKED}, {MESSAGE}], attempts: true, this_call: true}}"),
        [SEND, LOOK, SEND, ASK, RUN, SEND, RUN],
        [PASS, PASS, PASS, PASS, PASS, DENY, DENY],
    ),
    (
        "sequence_forbidden with the same kind twice",
        rule("", f"after: {{steps: [{EXEC}, {EXEC}], attempts: true, this_call: true}}"),
        [RUN, LOOK, RUN, LOOK],
        [PASS, PASS, DENY, DENY],
    ),
    (
        "step_not_after",
        rule("on: agent.message", f"after: {{steps: [{EXEC}], attempts: true}}"),
        [SEND, RUN, SEND, LOOK, SEND],
        [PASS, PASS, DENY, PASS, DENY],
    ),
    (
        "tainted_path_block, blocked attempts taint too and only a new task ends it",
        rule("on: exec.run, where: {shell: true}", f"after: {{steps: [{SECRET}], attempts: true}}")
        + "  - {id: no-secrets, guard: deny, reason: no, on: file.read, class: secret}\n",
        [RUN, TAKE, RUN, *[LOOK] * 150, RUN, CLEAR, RUN],
        [PASS, DENY, DENY, *[PASS] * 150, DENY, PASS],
    ),
    (
        "conditional_successor_required",
        rule("", f"successor: {{of: {SECRET}, must: {ASKED}, attempts: true}}"),
        [TAKE, SEND, TAKE, RUN, TAKE, ASK, RUN],
        [PASS, DENY, PASS, DENY, PASS, PASS, PASS],
    ),
    (
        "conditional_successor_required with forbidden kinds",
        rule("", f"successor: {{of: {SECRET}, must_not: {MESSAGE}, attempts: true}}"),
        [TAKE, SEND, SEND, TAKE, RUN, SEND],
        [PASS, DENY, PASS, PASS, PASS, PASS],
    ),
    (
        "history_contains, satisfied steps only",
        rule("on: agent.message", f"after: [{READ}]"),
        [SEND, LOOK, SEND],
        [PASS, PASS, DENY],
    ),
    (
        "all_of over two histories: both must have happened",
        rule("on: agent.message", f"history: [{{after: {READ}}}, {{after: {EXEC}}}]"),
        [LOOK, SEND, RUN, SEND],
        [PASS, PASS, PASS, DENY],
    ),
    (
        "not: a call that must not come before another has happened",
        rule("on: agent.message", f"history: [{{after: {SECRET}}}, {{requires: {{gate: human}}}}]"),
        [SEND, TAKE, SEND, ASK, SEND],
        [PASS, PASS, DENY, PASS, PASS],
    ),
]


def play(rules: str, calls: list[Any]) -> list[str]:
    timeline = Timeline(rules)
    verdicts = []
    for call in calls:
        if call == CLEAR:
            timeline.native("SessionStart", source="clear")
        else:
            verdicts += timeline.verdicts(call)
    return verdicts


@pytest.mark.parametrize(("name", "rules", "calls", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_a_history_rule_of_the_catalogue_has_its_meaning(
    name: str,
    rules: str,
    calls: list[Any],
    expected: list[str],
) -> None:
    assert play(rules, calls) == expected


def test_a_rate_over_all_sessions_of_a_project_counts_them_together() -> None:
    timeline = Timeline(rule("on: exec.run, where: {shell: true}", "limit: {max: 2, window: 10m, per: project}"))
    assert timeline("Bash", "true", session="a") == PASS
    timeline.clock.later(minutes=9)
    assert timeline("Bash", "true", session="b") == PASS
    assert timeline("Bash", "true", session="c") == DENY
    timeline.clock.later(minutes=1, seconds=11)
    assert timeline("Bash", "true", session="c") == PASS


def test_a_rate_forgets_what_is_older_than_its_window_and_nothing_younger() -> None:
    timeline = Timeline(rule("on: agent.message", "limit: {max: 1, window: 1m}"))
    assert timeline(*SEND) == PASS
    timeline.clock.later(seconds=59)
    assert timeline(*SEND) == DENY
    timeline.clock.later(seconds=2)
    assert timeline(*SEND) == PASS


def test_a_clock_that_is_put_back_a_little_frees_nothing_and_a_wrong_one_blocks_nothing_for_ever() -> None:
    timeline = Timeline(rule("on: agent.message", "limit: {max: 1, window: 1m}"))
    assert timeline(*SEND) == PASS
    timeline.clock.later(seconds=-50)
    assert timeline(*SEND) == DENY
    timeline.clock.later(days=300)
    assert timeline(*SEND) == PASS
    timeline.clock.later(days=-300)
    assert timeline(*SEND) == PASS


def test_denied_calls_count_only_where_the_limit_says_so() -> None:
    denied = "  - {id: never, guard: deny, reason: no, on: file.read, class: secret}\n"
    quiet = rule("on: file.read", "limit: {max: 1}") + denied
    assert play(quiet, [TAKE, TAKE, LOOK, LOOK]) == [DENY, DENY, PASS, DENY]
    strict = rule("on: file.read", "limit: {max: 1, attempts: true}") + denied
    assert play(strict, [TAKE, LOOK]) == [DENY, DENY]


def test_a_limit_on_a_session_outlives_clear_and_one_on_a_task_does_not() -> None:
    session = rule("on: agent.message", "limit: {max: 1, window: session}")
    assert play(session, [SEND, CLEAR, SEND]) == [PASS, DENY]
    task = rule("on: agent.message", "limit: {max: 1}")
    assert play(task, [SEND, CLEAR, SEND]) == [PASS, PASS]


def test_the_very_same_call_again_and_again_is_a_loop() -> None:
    rules = rule("on: exec.run, where: {shell: true}", "in_a_row: {max: 2, same: true}")
    other = ("Bash", "date")
    assert play(rules, [RUN, RUN, other, RUN, RUN, RUN, other]) == [PASS, PASS, PASS, PASS, PASS, DENY, PASS]


def test_a_sequence_within_n_calls_looks_at_its_latest_way() -> None:
    rules = rule("on: agent.message", f"after: {{steps: [{READ}, {EXEC}], within: 3}}")
    assert play(rules, [LOOK, RUN, SEND]) == [PASS, PASS, DENY]
    assert play(rules, [LOOK, START, RUN, SEND]) == [PASS, PASS, PASS, DENY]
    assert play(rules, [LOOK, START, START, RUN, SEND]) == [PASS] * 5
    assert play(rules, [LOOK, START, START, START, LOOK, RUN, SEND]) == [*[PASS] * 6, DENY]


def test_a_sequence_is_broken_by_what_must_not_lie_between() -> None:
    rules = rule("on: agent.message", f"after: {{steps: [{READ}], without: {ASKED}}}")
    assert play(rules, [LOOK, SEND, ASK, SEND, LOOK, SEND]) == [PASS, DENY, PASS, PASS, PASS, DENY]


def test_steps_within_one_call_complete_a_sequence_in_the_order_of_its_operations() -> None:
    rules = rule("on: net.send", f"after: {{steps: [{SECRET}], this_call: true}}")
    assert play(rules, [("Bash", "cat .env; curl -d x=1 https://example.com")]) == [DENY]
    assert play(rules, [("Bash", "curl -d x=1 https://example.com")]) == [PASS]


@pytest.mark.parametrize(
    ("given", "accepted"),
    [
        ("Yes", True),
        ("yes, deploy it", True),
        ("Approve (Recommended)", True),
        ("No", False),
        ("", False),
        ("Yes, but not to production", False),
        ("Don't", False),
        ("The second one", False),
        ("Not yes", False),
    ],
)
def test_a_gate_opens_only_on_a_plain_yes(given: str, accepted: bool) -> None:
    rules = rule("on: agent.message", "requires: {gate: human}")
    answer: Call = ("AskUserQuestion", {"questions": []}, {"result": {"answers": {"Deploy?": given}}})
    assert play(rules, [answer, SEND])[1] == (PASS if accepted else DENY)


def test_a_gate_with_several_questions_needs_a_yes_to_each() -> None:
    rules = rule("on: agent.message", "requires: {gate: human}")
    answer: Call = ("AskUserQuestion", {"questions": []}, {"result": {"answers": {"A?": "Yes", "B?": "No"}}})
    assert play(rules, [answer, SEND])[1] == DENY


def test_an_agent_that_brings_its_own_answer_opens_no_gate() -> None:
    rules = rule("on: agent.message", "requires: {gate: human}")
    forged: Call = ("AskUserQuestion", {"questions": [], "answers": {"Q": "Yes"}}, {"result": "Yes"})
    assert play(rules, [forged, SEND])[1] == DENY


def test_a_condition_without_history_is_heard_as_before() -> None:
    assert play(rule("on: agent.message", "severity: low"), [SEND]) == [DENY]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("limit: {window: task}", "the key `max` is missing"),
        ("limit: {max: -1}", "expected a whole number from 0"),
        ("limit: {max: 3, window: 10x}", "expected `task`, `session` or a duration"),
        ("limit: {max: 3, per: project}", "needs a window of time"),
        ("limit: {max: 3, sum: tokens}", "expected a sum of usage"),
        ("limit: {max: 3, sum: usage.total_tokens, attempts: true}", "takes neither `of` nor `attempts`"),
        ("in_a_row: {max: 1, window: task}", "unknown key `window`"),
        ("after: []", "expected 1 to 16 conditions, got 0"),
        ("after: [{on: file.raed}]", "did you mean `file.read`?"),
        ("after: {steps: [{on: file.read}], within: 0}", "expected a whole number from 1"),
        ("requires: {directly: true}", "expected either a condition"),
        ("requires: {on: human.ask, gate: human}", "expected either a condition"),
        ("requires: {on: human.ask, decision: pass}", "`decision` belongs to a `gate`"),
        ("requires: {gate: human, attempts: true}", "never by an attempt"),
        ("successor: {of: {on: db.write}}", "expected `must`, `must_not` or both"),
        ("history: [{limit: {max: 1}, after: [{on: db.read}]}]", "expected one of limit, in_a_row"),
    ],
)
def test_a_mistake_in_a_history_key_is_named(keys: str, expected: str) -> None:
    _, problems = read_policy("version: 1\nrules:\n" + rule("on: exec.run", keys), "p.yaml")
    assert any(expected in str(problem) for problem in problems), problems
