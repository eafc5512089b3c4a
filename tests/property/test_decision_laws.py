"""Laws of deciding: deny wins, order does not matter, a guard never widens, and an index never hides a rule."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.model.fact import ObjectionFact
from bailiwick.model.operation import Kind, Operation, Resource, ResourceClass, ResourceType
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.verdict import Verdict
from bailiwick.pdp import decide
from bailiwick.policy.compiled import CompiledPolicy, from_plain
from bailiwick.policy.situation import Situation
from bailiwick.session.state import SessionState

KINDS = [Kind.FILE_WRITE, Kind.FILE_DELETE, Kind.NET_FETCH, Kind.VCS_PUSH]
CLASSES = [ResourceClass.PROJECT, ResourceClass.SECRET, ResourceClass.SYSTEM]
PLACE = Place(project="/p", home="/h")
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)

values = st.one_of(st.booleans(), st.sampled_from(["main", "dev", "10"]), st.integers(0, 3))
single_tests = st.one_of(
    values,
    st.fixed_dictionaries({"glob": st.sampled_from([["m*"], ["*"], ["d?v", "main"]])}),
    st.fixed_dictionaries({"over": st.integers(0, 2)}),
    st.fixed_dictionaries({"not": values}),
    st.fixed_dictionaries({"absent": st.booleans()}),
)
tests = st.one_of(single_tests, st.lists(single_tests, max_size=2))
attributes = st.dictionaries(
    st.sampled_from(["branch", "host", "force"]),
    st.one_of(values, st.tuples(st.just("main"), st.just("x"))),
    max_size=3,
)
classes = st.lists(st.sampled_from([one.value for one in CLASSES]), max_size=2)


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    resource = None
    if draw(st.booleans()):
        resource = Resource(ResourceType.PATH, "/p/x", classes=draw(st.frozensets(st.sampled_from(CLASSES))))
    return Operation(draw(st.sampled_from(KINDS)), resource, draw(attributes))


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "verdict": draw(st.sampled_from(["abstain", "allow", "ask", "deny"])),
        "reason": "because",
        "where": draw(st.dictionaries(st.sampled_from(["branch", "host", "force"]), tests, max_size=2)),
    }
    for name in ("any", "all", "none"):
        if draw(st.booleans()):
            rule[name] = draw(classes)
    if draw(st.booleans()):
        rule["kinds"] = draw(st.lists(st.sampled_from([kind.value for kind in KINDS]), min_size=1, unique=True))
    if draw(st.booleans()):
        rule["auto_approve"] = rule["verdict"] == "allow"
    return rule


rule_sets = st.lists(rules(), max_size=8).map(
    lambda drawn: [{**rule, "id": f"r{index}"} for index, rule in enumerate(drawn)]
)
calls = st.lists(operations(), max_size=4)


def policy(plain_rules: list[dict[str, Any]]) -> CompiledPolicy:
    return from_plain({"mode": "enforce", "fail_mode": "closed", "hash": "h", "rules": plain_rules})


def request(*, answerable: bool = True) -> Request:
    return Request(subject=Subject(session="s"), place=PLACE, tool="T", answerable=answerable)


SITUATION = Situation(request(), SessionState(), NOW)


@given(rule_sets, calls)
def test_the_strongest_rule_that_speaks_decides(plain: list[dict[str, Any]], call: list[Operation]) -> None:
    made = policy(plain)
    decision = decide(request(), call, SessionState(), made, now=NOW)
    speaking = {rule.id: rule.verdict for rule in made.rules.values() for one in call if rule.speaks(one, SITUATION)}
    assert {ruling.rule: ruling.verdict for ruling in decision.rulings} == speaking
    strongest = max(speaking.values(), key=lambda verdict: verdict.rank, default=Verdict.ABSTAIN)
    assert decision.verdict is strongest
    assert [ruling.verdict.rank for ruling in decision.rulings] == sorted(
        (verdict.rank for verdict in speaking.values()), reverse=True
    )


@given(st.data(), rule_sets, calls)
@settings(max_examples=60)
def test_the_order_of_rules_and_operations_does_not_matter(
    data: st.DataObject, plain: list[dict[str, Any]], call: list[Operation]
) -> None:
    one = decide(request(), call, SessionState(), policy(plain), now=NOW)
    other = decide(
        request(), data.draw(st.permutations(call)), SessionState(), policy(data.draw(st.permutations(plain))), now=NOW
    )
    assert one.verdict is other.verdict
    assert [ruling.rule for ruling in one.rulings] == [ruling.rule for ruling in other.rulings]
    assert one.approve == other.approve


@given(rule_sets, rules(), calls)
def test_adding_a_guard_never_widens(plain: list[dict[str, Any]], added: dict[str, Any], call: list[Operation]) -> None:
    guard = {**added, "id": "added", "verdict": "deny", "auto_approve": False}
    before = decide(request(), call, SessionState(), policy(plain), now=NOW)
    after = decide(request(), call, SessionState(), policy([*plain, guard]), now=NOW)
    assert after.verdict.rank >= before.verdict.rank
    assert before.approve or not after.approve


@given(rule_sets, calls)
def test_an_ask_that_nobody_can_answer_is_a_denial(plain: list[dict[str, Any]], call: list[Operation]) -> None:
    attended = decide(request(), call, SessionState(), policy(plain), now=NOW)
    alone = decide(request(answerable=False), call, SessionState(), policy(plain), now=NOW)
    assert alone.verdict is not Verdict.ASK
    assert alone.unanswerable == (attended.verdict is Verdict.ASK)
    if not alone.unanswerable:
        assert alone.verdict is attended.verdict


@given(rule_sets, calls)
def test_a_call_is_approved_only_when_every_operation_is(plain: list[dict[str, Any]], call: list[Operation]) -> None:
    made = policy(plain)
    decision = decide(request(), call, SessionState(), made, now=NOW)
    if decision.needs:  # what the agent's own configuration says
        assert not decision.approve
        facts = {query: ObjectionFact() for query in decision.needs}
        decision = decide(request(), call, SessionState(), made, now=NOW, facts=facts)
    approving = [rule for rule in made.rules.values() if rule.auto_approve]
    covered = bool(call) and all(any(rule.speaks(one, SITUATION) for rule in approving) for one in call)
    assert decision.approve == (covered and decision.verdict is Verdict.ALLOW)
