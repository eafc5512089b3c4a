"""Capabilities grant and intersect; `otherwise` speaks last; a project only narrows until it is trusted."""

from __future__ import annotations

import pytest
from policies import PROJECT, judged, operation, policy, spoke

from bailiwick.model.verdict import Verdict
from bailiwick.policy.schema import read_policy

READ = operation("file.read", f"{PROJECT}/a", classes=["project"])
OUTSIDE = operation("file.read", "/etc/x", classes=["outside"])
WRITE = operation("file.write", f"{PROJECT}/a", classes=["project"])
GRANTS = """
capabilities:
  grants:
    - {id: read, on: [file.read, file.list], class: project}
    - {id: build, on: exec.run, where: {program: [npm, make]}}
"""


@pytest.mark.parametrize(("one", "verdict"), [(READ, Verdict.ALLOW), (OUTSIDE, Verdict.DENY), (WRITE, Verdict.DENY)])
def test_what_no_grant_covers_is_denied(one: object, verdict: Verdict) -> None:
    assert judged(policy(GRANTS), one).verdict is verdict  # type: ignore[arg-type]  # an operation


def test_one_operation_without_a_grant_denies_the_call() -> None:
    decision = judged(policy(GRANTS), READ, WRITE)
    assert decision.verdict is Verdict.DENY
    assert spoke(decision) == ["user/capabilities", "user/capability.read"]
    assert "read, build" in decision.rulings[0].remedy


def test_the_operation_that_sums_a_shell_call_up_needs_no_grant_of_its_own() -> None:
    summary = operation("exec.run", "git", shell=True, program="git")
    assert judged(policy(GRANTS), summary, operation("exec.run", "make", program="make")).verdict is Verdict.ALLOW
    assert judged(policy(GRANTS), summary, operation("exec.run", "git", program="git")).verdict is Verdict.DENY
    opaque = operation("exec.run", "x", shell=True, opaque=True)
    assert judged(policy(GRANTS), opaque).verdict is Verdict.DENY


@pytest.mark.parametrize("kind", ["session.read", "session.write", "human.ask"])
def test_inert_kinds_need_no_grant_unless_they_are_named(kind: str) -> None:
    assert judged(policy(GRANTS), operation(kind)).verdict is Verdict.ABSTAIN
    named = policy(f'capabilities: {{covers: ["*", {kind}], grants: []}}')
    assert judged(named, operation(kind)).verdict is Verdict.DENY


def test_a_guard_beats_a_grant() -> None:
    made = policy(GRANTS + "rules: [{id: no, guard: deny, reason: no, on: file.read, path: a}]")
    assert judged(made, READ).verdict is Verdict.DENY


def test_a_plain_allow_is_no_grant() -> None:
    made = policy(GRANTS + "rules: [{id: ok, guard: allow, reason: fine, on: file.write}]")
    assert judged(made, WRITE).verdict is Verdict.DENY


def test_capabilities_of_levels_intersect() -> None:
    narrower = "capabilities: {grants: [{id: nothing-but-lists, on: file.list}]}"
    for other in ({"managed": narrower}, {"project": narrower}, {"project": narrower, "trusted": True}):
        made = policy(GRANTS, **other)
        assert judged(made, READ).verdict is Verdict.DENY
        assert judged(made, operation("file.list", PROJECT, classes=["project"])).verdict is Verdict.ALLOW


def test_what_is_not_granted_may_be_asked_for() -> None:
    made = policy("capabilities: {otherwise: ask, covers: net.*, grants: []}")
    assert judged(made, operation("net.fetch", "https")).verdict is Verdict.ASK
    assert judged(made, READ).verdict is Verdict.ABSTAIN


OTHERWISE = """
rules:
  - {id: ours, guard: allow, reason: ours, on: net.send, where: {host: {host: x.org}}}
  - {id: rest, guard: deny, reason: not ours, on: net.send, otherwise: true}
"""


def test_otherwise_is_silent_where_an_allow_of_its_level_speaks() -> None:
    inside, elsewhere = operation("net.send", "a", host="a.x.org"), operation("net.send", "b", host="y.org")
    assert judged(policy(OTHERWISE), inside).verdict is Verdict.ALLOW
    assert judged(policy(OTHERWISE), elsewhere).verdict is Verdict.DENY
    for order in ((inside, elsewhere), (elsewhere, inside), (inside, elsewhere, inside)):
        assert judged(policy(OTHERWISE), *order).verdict is Verdict.DENY


def test_an_allow_of_another_level_does_not_silence_it() -> None:
    allow = "rules: [{id: ok, guard: allow, reason: fine, on: net.send}]"
    made = policy(allow, managed="rules: [{id: rest, guard: deny, reason: no, on: net.send, otherwise: true}]")
    assert judged(made, operation("net.send", "b", host="y.org")).verdict is Verdict.DENY


def test_otherwise_is_for_guards() -> None:
    _, problems = read_policy("version: 1\nrules: [{id: r, guard: allow, reason: x, otherwise: true}]", "p")
    assert "`otherwise` is for guards" in problems[0].message


def test_a_grant_given_twice_or_misspelt_is_an_error() -> None:
    for grants in ("[{id: a}, {id: a}]", "[{id: a, onn: file.read}]", "[{on: file.read}]"):
        _, problems = read_policy(f"version: 1\ncapabilities: {{grants: {grants}}}", "p")
        assert problems


def test_an_untrusted_project_changes_no_call_and_a_trusted_one_may() -> None:
    project = "rules: [{id: q, guard: ask, reason: hm, on: file.write, obligations: [{annotate: do as I say}]}]"
    assert judged(policy("mode: enforce", project=project), WRITE).obligations == ()
    assert judged(policy("mode: enforce", project=project, trusted=True), WRITE).obligations != ()


def test_a_pack_that_only_an_untrusted_project_has_chosen_approves_nothing() -> None:
    def approving(*, trusted: bool = False) -> list[str]:
        made = policy("mode: enforce", project="packs: [auto-approve]", trusted=trusted)
        return [rule.id for rule in made.rules.values() if rule.auto_approve]

    assert approving() == []
    assert approving(trusted=True)


def test_the_strictest_mode_and_durability_count() -> None:
    assert policy("mode: observe", project="mode: enforce", trusted=True).mode == "enforce"
    assert policy("mode: observe", project="mode: enforce").mode == "observe"
    assert policy("durability: process", managed="durability: disk").durability == "disk"
    inert = policy("durability: process", project="durability: disk")
    assert inert.durability == "process"
    assert any("`durability` is inert" in note for note in inert.notes)


def test_an_origin_is_kept() -> None:
    from bailiwick.adapters.policy_files import Sources, compile_sources

    text = (
        "version: 1\nrules: [{id: r, guard: deny, reason: no, origin: {file: t.yaml, line: 3, id: x, dialect: tenuo}}]"
    )
    (rule,) = compile_sources(Sources(user=text))["rules"]
    assert rule["origin"] == {"file": "t.yaml", "line": 3, "id": "x", "dialect": "tenuo"}
