"""External checks in decisions: asked as facts, capped, recorded, closed when they fail."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

import pytest
from engine_bench import PLACE, EmptyHost

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.engine.judge import Judgement, judge
from bailiwick.engine.planner import Planner
from bailiwick.engine.records import decision_body
from bailiwick.model.errors import PolicyError
from bailiwick.model.fact import CheckFact, CheckQuery, CheckResult
from bailiwick.model.request import Request, Subject
from bailiwick.model.verdict import Verdict
from bailiwick.policy.compiled import from_plain
from bailiwick.session.state import SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.fact import Fact, FactQuery

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
PIN = "0" * 64


class Answering(EmptyHost):
    """A host whose checks answer as told; it counts what it is asked."""

    def __init__(self, **answers: CheckFact) -> None:
        self._answers = answers
        self.asked: list[CheckQuery] = []

    def fetch(self, queries: Collection[FactQuery]) -> Mapping[FactQuery, Fact]:
        checks = [query for query in queries if isinstance(query, CheckQuery)]
        self.asked += checks
        told: dict[FactQuery, Fact] = {query: self._answers[query.check.rpartition("/")[2]] for query in checks}
        return {**super().fetch([query for query in queries if query not in told]), **told}


def judged(host: Answering, checks: str, command: str = "git push", rules: str = "") -> Judgement:
    text = f"version: 1\nrules: [{rules}]\nchecks: [{checks}]\n"
    policy = from_plain(compile_sources(Sources(user=text)))
    request = Request(Subject(agent="test", session="s"), PLACE, "Bash", {"command": command}, PLACE.project)
    return judge(request, SessionState(), policy, Planner(host), now=NOW)


def check(name: str, more: str = "") -> str:
    return f"{{id: {name}, on: vcs.push, run: /opt/{name}, sha256: '{PIN}'{more}}}"


@pytest.mark.parametrize(
    ("result", "guard", "verdict"),
    [
        (CheckResult.PASS, "", Verdict.ABSTAIN),
        (CheckResult.ASK, "", Verdict.ASK),
        (CheckResult.DENY, "", Verdict.DENY),
        (CheckResult.FAILED, "", Verdict.INDETERMINATE),
        (CheckResult.DENY, ", guard: ask", Verdict.ASK),
        (CheckResult.FAILED, ", guard: ask", Verdict.ASK),
        (CheckResult.DENY, ", guard: note", Verdict.ABSTAIN),
    ],
)
def test_an_answer_becomes_a_ruling_no_stronger_than_the_guard(
    result: CheckResult, guard: str, verdict: Verdict
) -> None:
    judgement = judged(Answering(a=CheckFact(result, "because")), check("a", guard))
    assert judgement.decision.verdict is verdict
    assert [ruling.rule for ruling in judgement.decision.rulings] == ([] if result is CheckResult.PASS else ["user/a"])


def test_a_check_is_asked_only_about_what_its_condition_names_and_only_once() -> None:
    host = Answering(a=CheckFact(CheckResult.PASS))
    judged(host, check("a"), command="ls")
    assert host.asked == []
    judged(host, check("a"), command="git push && git push --tags")
    assert len(host.asked) == 1
    assert '"tool_name":"Bash"' in host.asked[0].text


def test_all_checks_are_asked_and_all_reasons_kept() -> None:
    host = Answering(a=CheckFact(CheckResult.DENY, "one"), b=CheckFact(CheckResult.DENY, "two"))
    decision = judged(host, f"{check('a')}, {check('b')}").decision
    assert sorted(ruling.reason for ruling in decision.rulings) == ["one", "two"]


def test_an_answer_is_recorded_so_that_replay_needs_no_script() -> None:
    judgement = judged(Answering(a=CheckFact(CheckResult.DENY, "because")), check("a"))
    request = Request(Subject(agent="test", session="s"), PLACE, "Bash", {"command": "git push"}, PLACE.project)
    body = decision_body(request, judgement, event=None, answered="deny", micros=1)
    recorded = [fact for fact in body["facts"] if fact["query"] == "check"]
    assert recorded[0]["check"] == "user/a"
    assert recorded[0]["answer"] == {"result": "deny", "reason": "because"}
    assert "text" not in recorded[0]


@pytest.mark.parametrize(
    ("checks", "problem"),
    [
        (f"{{id: a, run: check.sh, sha256: '{PIN}'}}", "absolute path"),
        ("{id: a, run: /opt/a}", "`sha256` is missing"),
        ("{id: a, run: /opt/a, sha256: abc}", "64 hex digits"),
        (f"{{id: a, run: /opt/a, sha256: '{PIN}', deadline: 60s}}", "at most 3000ms"),
        (f"{check('a')}, {check('a')}", "given twice"),
    ],
)
def test_a_mistake_in_a_check_is_named(checks: str, problem: str) -> None:
    with pytest.raises(PolicyError, match=problem):
        compile_sources(Sources(user=f"version: 1\nchecks: [{checks}]\n"))


def test_a_project_cannot_make_programs_run() -> None:
    plain = compile_sources(Sources(user="version: 1\n", project=f"version: 1\nchecks: [{check('a')}]\n"))
    assert plain["checks"] == []
    assert any("cannot make programs run" in note for note in plain["notes"])
