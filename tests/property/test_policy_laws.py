"""Laws of the policy language: levels and guards never widen, order never matters, whatever keys the rules have."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from policies import PROJECT, judged, operation, spoke

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.model.operation import Operation
from bailiwick.model.verdict import Decision, Verdict
from bailiwick.policy.compiled import CompiledPolicy, from_plain

KINDS = ["file.read", "file.write", "exec.run", "net.send"]
keys = st.fixed_dictionaries(
    {},
    optional={
        "on": st.lists(st.sampled_from([*KINDS, "file.*", "*"]), min_size=1, max_size=2),
        "class": st.sampled_from(["project", "secret"]),
        "path": st.sampled_from(["a", "b/**", "/etc/*"]),
        "tool": st.sampled_from(["Bash", "mcp__*"]),
        "args": st.sampled_from([{"n": {"over": 1}}, {"n": {"not_in": [1, 2]}}, {"missing": "x"}]),
        "when": st.sampled_from(['op.kind == "file.read"', "call.input.missing == 1", "agent.trust < 30"]),
        "agents": st.sampled_from([{"role": "main"}, {"trust": {"under": 30}}, {"risk": "high"}]),
        "during": st.sampled_from([{"days": "mon", "zone": "UTC"}, {"days": "sun", "zone": "UTC"}]),
    },
)


@st.composite
def rules(draw: st.DrawFn) -> list[dict[str, Any]]:
    made = []
    for index in range(draw(st.integers(0, 4))):
        guard = draw(st.sampled_from(["deny", "ask", "allow", "note", "warn"]))
        rule = {"id": f"r{index}", "guard": guard, "reason": "because", **draw(keys)}
        if guard != "allow" and draw(st.booleans()):
            rule["otherwise"] = True
        if draw(st.booleans()):
            rule["unless"] = draw(keys)
        made.append(rule)
    return made


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    document: dict[str, Any] = {"version": 1, "rules": draw(rules())}
    if draw(st.booleans()):
        grants = [{"id": f"g{index}", **draw(keys)} for index in range(draw(st.integers(0, 2)))]
        document["capabilities"] = {"otherwise": draw(st.sampled_from(["deny", "ask"])), "grants": grants}
    if draw(st.booleans()):
        document["agents"] = [{"trust": draw(st.integers(0, 100)), "risk": "high"}]
    return document


places = st.sampled_from([(f"{PROJECT}/a", ["project"]), (f"{PROJECT}/b/c", ["project", "secret"]), ("/etc/x", [])])
operations = st.tuples(st.sampled_from(KINDS), places).map(
    lambda drawn: operation(drawn[0], drawn[1][0], classes=drawn[1][1])
)
calls = st.lists(operations, min_size=1, max_size=3)


def made(user: dict[str, Any], **levels: Any) -> CompiledPolicy:
    """JSON is YAML, so a document's JSON text is a policy file."""
    texts = {name: json.dumps(document) for name, document in levels.items()}
    sources = Sources(texts.get("managed"), json.dumps(user), texts.get("project"))
    return from_plain(compile_sources(sources))


def decide(policy: CompiledPolicy, call: list[Operation]) -> Decision:
    return judged(policy, *call, tool_input={"n": 2})


def strictness(decision: Decision) -> int:
    """Abstaining and allowing differ only in what is said, not in what may happen."""
    return max(decision.verdict.rank, Verdict.ALLOW.rank)


@given(documents(), documents(), calls)
@settings(max_examples=150, deadline=None)
def test_a_project_that_nobody_trusts_never_widens(
    user: dict[str, Any], project: dict[str, Any], call: list[Operation]
) -> None:
    before, after = decide(made(user), call), decide(made(user, project=project), call)
    assert strictness(after) >= strictness(before)
    assert before.approve or not after.approve


@given(documents(), documents(), calls)
@settings(max_examples=100, deadline=None)
def test_a_managed_level_that_says_nothing_of_agents_never_widens(
    user: dict[str, Any], managed: dict[str, Any], call: list[Operation]
) -> None:
    managed.pop("agents", None)
    assert strictness(decide(made(user, managed=managed), call)) >= strictness(decide(made(user), call))


@given(documents(), rules(), calls)
@settings(max_examples=150, deadline=None)
def test_adding_guards_never_widens(user: dict[str, Any], added: list[dict[str, Any]], call: list[Operation]) -> None:
    guards = [{**rule, "id": f"added-{rule['id']}"} for rule in added if rule["guard"] != "allow"]
    wider = {**user, "rules": [*user["rules"], *guards]}
    assert strictness(decide(made(wider), call)) >= strictness(decide(made(user), call))


@given(st.data(), documents(), documents(), calls)
@settings(max_examples=100, deadline=None)
def test_the_order_of_rules_grants_and_operations_does_not_matter(
    data: st.DataObject, user: dict[str, Any], project: dict[str, Any], call: list[Operation]
) -> None:
    mixed = {**user, "rules": data.draw(st.permutations(user["rules"]))}
    if "capabilities" in user:
        grants = data.draw(st.permutations(user["capabilities"]["grants"]))
        mixed["capabilities"] = {**user["capabilities"], "grants": grants}
    one = decide(made(user, project=project), call)
    other = decide(made(mixed, project=project), data.draw(st.permutations(call)))
    assert one.verdict is other.verdict
    assert spoke(one) == spoke(other)


@given(documents(), documents(), calls)
@settings(max_examples=60, deadline=None)
def test_the_level_at_which_guards_stand_does_not_matter(
    one: dict[str, Any], other: dict[str, Any], call: list[Operation]
) -> None:
    for document in (one, other):
        document.pop("agents", None)
    assert decide(made(one, managed=other), call).verdict is decide(made(other, managed=one), call).verdict


@given(documents(), calls)
@settings(max_examples=60, deadline=None)
def test_the_compiled_form_survives_its_cache(user: dict[str, Any], call: list[Operation]) -> None:
    plain = compile_sources(Sources(user=json.dumps(user)))
    assert json.loads(json.dumps(plain)) == plain
    again = from_plain(json.loads(json.dumps(plain)))
    assert spoke(decide(again, call)) == spoke(decide(from_plain(plain), call))
