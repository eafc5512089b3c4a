"""Kyvvu manifests, in the dialect of engine 0.7 or 0.13, or between them as the public ones; told apart per policy.

A policy becomes a guard: `critical` blocks in the original and denies here, everything else warns.
What it is about is widened to whatever does the same thing (a shell command, another tool); what is
counted stays the original's steps.
"""

from __future__ import annotations

from bailiwick.model.errors import PolicyError
from bailiwick.policy.agents import RISKS
from bailiwick.policy.importers.clauses import both, rule_keys
from bailiwick.policy.importers.draft import SEVERITIES
from bailiwick.policy.importers.forms import plain
from bailiwick.policy.importers.kyvvu_rules import Context, failing, verbless
from bailiwick.policy.importers.kyvvu_steps import NO_TOOL
from bailiwick.policy.predicates import predicate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bailiwick.policy.importers.draft import Draft
    from bailiwick.policy.syntax import Node

_MANIFEST = ("name", "description", "version", "policies")
_POLICY = (
    "name", "rule_type", "params", "severity", "enforcement_point", "scope", "description", "enabled", "agent_id",
    "risk_classification", "id", "manifest_id", "manifest_name", "repo", "path", "sha", "assigned_at", "assigned_by",
)  # fmt: skip
_POINTS = ("agent_registration", "step_execution")
_RENAMED = {
    "gate_check_type": "gate_kind",
    "gate_result": "gate_decision",
    "forbidden_intervening_step_types": "forbidden_intervening",
    "forbidden_intervening_kinds": "forbidden_intervening",
}
_DROPPED = ("pii_in_request", "cross_execution_rate_limit")
_BROAD_TAINT = (
    "a broad taint: one source, and all of this is denied until the task ends; `taint` in the policy language has "
    "sinks, and stays on files"
)
_LEASE = "git push --force-with-lease origin topic"


def convert(draft: Draft, root: Node) -> None:
    """Add the rules of a manifest."""
    keys = draft.mapping(root, _MANIFEST, required=("policies",))
    manifest = draft.text(keys["name"]) if "name" in keys else draft.source
    seen: set[str] = set()
    for node in draft.sequence(keys.get("policies")):
        name = _policy(draft, node, manifest)
        if name in seen:
            draft.problem(node, f"the policy `{name}` is given twice")
        seen.add(name)


def _policy(draft: Draft, node: Node, manifest: str) -> str:
    keys = draft.mapping(node, _POLICY, required=("name", "rule_type"))
    if not {"name", "rule_type"} <= keys.keys():
        return ""
    name, rule_type = draft.text(keys["name"]), draft.text(keys["rule_type"])
    if "enabled" in keys and not draft.boolean(keys["enabled"]):
        draft.remark(node, f"the policy `{name}` is not enabled: left out")
        return name
    given = plain(keys["params"]) if "params" in keys else {}
    if not isinstance(given, dict):
        draft.problem(keys["params"], "expected a mapping")
        return name
    severity = draft.choice(keys["severity"], SEVERITIES) if "severity" in keys else "medium"
    point = _point(draft, keys)
    params, renamed = _modern(given)
    old = "scope" in keys or ("enforcement_point" not in keys and (renamed or not _is_new(given)))
    try:
        found = failing(rule_type, params, Context(old=old, registration=point == "agent_registration"))
        clauses = both(found, *_selected(draft, keys, old=old))
    except PolicyError as error:
        draft.problem(node, f"`{name}`: {error}{f' ({error.remedy})' if error.remedy else ''}")
        return name
    reason = draft.text(keys["description"]) if "description" in keys else name
    guard = "deny" if severity == "critical" else "warn"
    for clause in clauses:
        draft.rule(node, name, guard, reason, severity=severity, tags=[manifest], **rule_keys(clause))
    if not clauses:
        draft.remark(node, f"`{name}` is about nothing that a coding agent does: no rule is made")
    elif any(_of_nothing(name, value) for clause in clauses for name, value in _entries(clause)):
        draft.remark(node, f"no tool of a coding agent is a step that `{name}` counts or waits for")
    if renamed and not old:
        draft.remark(node, "names of engine 0.7 with an `enforcement_point`: they are converted, patterns are searched")
    _remarks(draft, node, rule_type, params, clauses, old=old)
    return name


def _of_nothing(name: str, value: Any) -> bool:
    """True for the tools or kinds of a condition that no call of a coding agent meets."""
    return value == [NO_TOOL] or (name == "on" and value == ["model.call"])


def _point(draft: Draft, keys: Mapping[str, Node]) -> str:
    found = keys.get("enforcement_point", keys.get("scope"))
    return draft.choice(found, _POINTS) if found is not None else "step_execution"


def _is_new(params: Mapping[str, Any]) -> bool:
    """True when nothing tells the parameters from those of the new dialect."""
    fields = [value for name, value in _entries(params) if name == "field" and isinstance(value, str)]
    return all(one.startswith(("input.", "properties.", "kind", "verb", "step_name")) for one in fields)


def _entries(value: Any) -> Iterator[tuple[str, Any]]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from one.items()
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _modern(params: Any) -> tuple[Any, bool]:
    """The parameters under their 0.13 names, and whether one had another name."""
    if isinstance(params, list):
        items = [_modern(item) for item in params]
        return [item for item, _ in items], any(renamed for _, renamed in items)
    if not isinstance(params, dict):
        return params, False
    made, any_renamed = {}, False
    for name, value in params.items():
        new = _RENAMED.get(name) or name.replace("step_types", "kinds").replace("step_type", "kind")
        made[new], renamed = _modern(value)
        any_renamed = any_renamed or renamed or new != name
    return made, any_renamed


def _selected(draft: Draft, keys: Mapping[str, Node], *, old: bool) -> Iterator[list[dict[str, Any]]]:
    """Which agents the policy is for."""
    if "agent_id" in keys and keys["agent_id"].value:
        yield [{"agents": {"name": [draft.text(keys["agent_id"])]}}]
    if "risk_classification" not in keys or not keys["risk_classification"].value:
        return
    node = keys["risk_classification"]
    tier = draft.text(node).lower()
    if tier not in RISKS:
        draft.remark(node, f"`{tier}` is no risk class: the policy is for every agent")
        return
    above = not old if draft.risk_or_above is None else draft.risk_or_above
    yield [{"agents": {"risk": list(RISKS[RISKS.index(tier) :]) if above else [tier]}}]
    how = "or above" if above else "exactly"
    draft.remark(node, f"risk `{tier}` {how}; an agent whose risk nobody has stated is included")


def _remarks(
    draft: Draft, node: Node, rule_type: str, params: Mapping[str, Any], clauses: list[Any], *, old: bool
) -> None:
    if old:
        draft.remark(node, "dialect of engine 0.7: names, fields and gates are converted")
        if any(name == "pattern" for name, _ in _entries(params)):
            draft.remark(node, "a pattern of engine 0.7 matches from the start of the text: it is anchored")
    if rule_type in _DROPPED:
        draft.remark(node, f"`{rule_type}` is no longer in the original's engine; here it works")
    if rule_type == "tainted_path_block":
        draft.remark(node, _BROAD_TAINT)
    if {"taint_output_filter", "output_filter"} & params.keys():
        draft.remark(node, "what a call returned is not looked at: every call that fits the rest counts")
    if skipped := verbless(params):
        draft.remark(node, f"{', '.join(skipped)} has no verb: a rule about one never speaks of it, as in the original")
    if any(name == "target.trust" for name, _ in _entries(params)):
        draft.remark(node, "what was fetched or searched for in the web is `external`; what MCP servers return is not")
    gate = str(params.get("gate_kind", "human"))
    if rule_type == "step_requires_gate" and gate not in ("human", "human_approval"):
        draft.remark(node, f"nothing opens the gate `{gate}` yet: these calls are denied")
    for clause in clauses:
        test = clause.get("where", {}).get("text")
        if test is not None and predicate(test)(_LEASE) and not predicate(test)("git push origin topic"):
            draft.remark(node, "this also hits `--force-with-lease`, which overwrites nothing that is not known")
            break
