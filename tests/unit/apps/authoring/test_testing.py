"""Cases of policies: read strictly, judged in a world of their own."""

from __future__ import annotations

import pytest

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.authoring.cases import read_cases
from bailiwick.apps.authoring.testing import Outcome, outcomes
from bailiwick.model.errors import InputError
from bailiwick.policy.compiled import from_plain

POLICY = """version: 1
packs: [baseline, auto-approve]
rules:
  - {id: no-prod, guard: deny, on: [net.fetch, net.send], where: {host: {host: prod.example}}, reason: production is closed}
  - {id: night, guard: ask, on: vcs.push, reason: not at night, during: {from: "20:00", to: "06:00", zone: Europe/Berlin}}
  - {id: few, guard: deny, on: vcs.commit, reason: one is enough, limit: {max: 1}}
  - {id: reviewer, guard: deny, on: file.write, reason: reviewers only read, agents: {role: "review*"}}
  - {id: gate, guard: deny, on: pkg.publish, reason: ask first, requires: {gate: human}}
overrides: {baseline/publishing.publish: note}
"""


def run(text: str) -> list[Outcome]:
    return list(outcomes(read_cases(text, "cases.yaml"), from_plain(compile_sources(Sources(user=POLICY)))))


def case(text: str, *, head: str = "") -> Outcome:
    (outcome,) = run(f"{head}tests:\n  - {{name: one, {text}}}\n")
    return outcome


@pytest.mark.parametrize(
    "text",
    [
        'command: "curl https://api.prod.example/x", expect: deny, expect_rule: no-prod, expect_reason: closed',
        'command: "curl https://api.prod.example/x", expect: deny, expect_rule: user/no-prod',
        "tool: WebFetch, input: {url: 'https://x.org', prompt: p}, expect: abstain",
        "tool: Read, input: .env, expect: deny",
        "tool: Read, input: {file_path: /home/dev/.ssh/id_rsa}, expect: deny",
        "command: git push origin topic, at: '2026-01-05T23:00:00+01:00', expect: ask, expect_rule: night",
        "command: git push origin topic, at: '2026-01-05T11:00:00', expect: pass",
        "command: git commit -m x, expect: pass",
        "session: [{command: git commit -m x}], command: git commit -m y, expect: deny, expect_rule: few",
        "session: [{command: git commit -m x}, {event: {hook_event_name: SessionStart, source: clear}}], command: git commit -m y, expect: pass",
        "role: reviewer, tool: Write, input: {file_path: a.txt, content: x}, expect: deny, expect_rule: reviewer",
        "tool: Write, input: {file_path: a.txt, content: x}, expect: pass",
        "event: {hook_event_name: PreToolUse, tool_use_id: t, tool_name: Bash, tool_input: {command: cat .env}}, expect: deny",
        "command: git push origin topic, at: '2026-01-05T23:00:00+01:00', answerable: false, expect: deny",
        "session: [{tool: AskUserQuestion, input: {questions: []}, result: {answers: ['Yes']}}], command: npm publish, expect: pass",
        "session: [{tool: AskUserQuestion, input: {questions: []}, result: {answers: ['No']}}], command: npm publish, expect: deny, expect_rule: gate",
    ],
)  # fmt: skip
def test_a_case_that_comes_out_as_expected_passes(text: str) -> None:
    assert case(text).problem == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("command: make, expect: deny", "expected deny, got abstain, no rule decides"),
        ("tool: Read, input: .env, expect: pass", "expected pass, got deny"),
        (
            'command: "curl https://prod.example", expect: deny, expect_rule: other',
            "expected the rule `other` to decide",
        ),
        ('command: "curl https://prod.example", expect: deny, expect_reason: curl', "expected `curl` in the reason"),
        ("tool: Bash, input: [], expect: deny", "expected deny, got error"),
    ],
)
def test_a_case_that_does_not_says_why(text: str, problem: str) -> None:
    assert case(text).problem.startswith(problem)


def test_cases_know_nothing_of_each_other() -> None:
    one = "  - {name: a, command: git commit -m x, expect: pass}\n"
    assert [outcome.problem for outcome in run("tests:\n" + one * 3)] == ["", "", ""]


def test_the_project_has_the_files_and_the_branch_that_the_file_says() -> None:
    head = "files: {scripts/go.sh: 'cat .env'}\ngit: main\n"
    assert case("command: sh scripts/go.sh, expect: deny", head=head).problem == ""
    assert case("command: git push --force, expect: deny", head=head).problem == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tests: []", "at least one test"),
        ("policy: x", "`tests` is missing"),
        (
            "tests: [{name: a, comand: ls, expect: deny}]",
            "cases.yaml:1:27: unknown key `comand`: did you mean `command`?",
        ),
        ("tests: [{name: a, command: ls, expect: denied}]", "did you mean `deny`?"),
        ("tests: [{name: a, command: ls, tool: Bash, expect: deny}]", "got tool and command"),
        ("tests: [{name: a, command: ls}]", "`expect` is missing"),
        ("tests: [{name: a, command: ls, input: {}, expect: deny}]", "`input` belongs to `tool`"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_place(text: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read_cases(text, "cases.yaml")
    assert problem in str(caught.value)


def test_files_stay_below_the_project() -> None:
    with pytest.raises(InputError, match="below the project"):
        case("command: ls, expect: pass", head="files: {../x: y}\n")
