"""Who acts: profiles of agents, and rules that select by them."""

from __future__ import annotations

import pytest
from policies import judged, operation, policy

from bailiwick.model.request import Subject
from bailiwick.model.verdict import Verdict
from bailiwick.session.state import SessionState

WRITE = operation("file.write", "/home/ann/work/shop/a")
AGENTS = """
agents:
  - {match: {role: "review*"}, name: reviewer, trust: basic, tags: [read]}
  - {match: {client: claude-code, project: "~/work/**"}, name: worker, trust: 60, risk: high, owner: team-x}
"""
MAIN = Subject(agent="claude-code", session="s")
REVIEWER = Subject(agent="claude-code", session="s", subagent="1", role="reviewer")
STRANGER = Subject(agent="other", session="s")


def verdict(selector: str, subject: Subject, *, guard: str = "deny", agents: str = AGENTS) -> Verdict:
    text = f"{agents}\nrules: [{{id: r, guard: {guard}, reason: no, agents: {{{selector}}}}}]"
    return judged(policy(text), WRITE, subject=subject).verdict


def test_of_each_field_the_first_match_counts() -> None:
    agent = judged(policy(AGENTS), WRITE, subject=REVIEWER).agent
    assert (agent.name, agent.trust, agent.risk, agent.owner, agent.role) == (
        "reviewer",
        10,
        "high",
        "team-x",
        "reviewer",
    )
    assert judged(policy(AGENTS), WRITE, subject=REVIEWER, project="/elsewhere").agent.risk == ""


@pytest.mark.parametrize(
    ("selector", "speaking"),
    [
        ("name: worker", [MAIN]),
        ("tag: read", [REVIEWER]),
        ("role: main", [MAIN, STRANGER]),
        ('role: "review*"', [REVIEWER]),
        ("client: claude-code, risk: high", [MAIN, REVIEWER]),
        ("client: [other, another]", [STRANGER]),
        ("client: claude-code, trust: {under: verified}", [REVIEWER]),
        ("client: claude-code, trust: {min: 60}", [MAIN]),
    ],
)
def test_all_selectors_that_are_given_must_hold(selector: str, speaking: list[Subject]) -> None:
    found = [subject for subject in (MAIN, REVIEWER, STRANGER) if verdict(selector, subject) is Verdict.DENY]
    assert found == speaking


@pytest.mark.parametrize("selector", ["trust: {under: 30}", "trust: {over: 30}", "risk: high"])
def test_what_nobody_has_stated_is_unknown_so_a_guard_speaks_and_a_permission_does_not(selector: str) -> None:
    assert verdict(selector, STRANGER) is Verdict.DENY
    assert verdict(selector, STRANGER, guard="allow") is Verdict.ABSTAIN


def test_a_subagent_that_is_called_main_is_not_the_main_thread() -> None:
    assert (
        verdict("role: main", Subject(agent="claude-code", session="s", subagent="1", role="main")) is Verdict.ABSTAIN
    )


def test_stronger_levels_say_first_who_is_who() -> None:
    made = policy("agents: [{name: user-says, trust: 100}]", managed="agents: [{name: managed-says}]")
    agent = judged(made, WRITE).agent
    assert (agent.name, agent.trust) == ("managed-says", 100)


def test_a_project_says_nothing_about_agents_until_it_is_trusted() -> None:
    project = "agents: [{trust: privileged}]"
    assert judged(policy("mode: enforce", project=project), WRITE).agent.trust is None
    assert judged(policy("mode: enforce", project=project, trusted=True), WRITE).agent.trust == 80


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("depth: {over: 0}", [False, True, True, True]),
        ("depth: {over: 1}", [False, False, True, True]),
        ("depth: {min: 1, max: 1}", [False, True, False, True]),
        ("depth: {max: 0}", [True, False, False, True]),
    ],
)
def test_a_rule_selects_by_how_deep_a_subagent_is_and_a_guard_takes_one_of_unknown_depth(
    selector: str, expected: list[bool]
) -> None:
    session = SessionState(depths={"one": 1, "two": 2})
    made = policy(f"rules: [{{id: r, guard: deny, reason: no, agents: {{{selector}}}}}]")
    subjects = [Subject(agent="claude-code", session="s", subagent=name) for name in ("", "one", "two", "unheard of")]
    found = [judged(made, WRITE, subject=subject, session=session).verdict is Verdict.DENY for subject in subjects]
    assert found == expected
