"""MeshGuard policies.

The original takes the first rule that matches; its own examples mean one of two things by that. Here the
order does not count: a denial beats every allowance, and a bare denial that follows conditional
allowances of the same action becomes "otherwise deny". A denial about files is one about the resource,
whatever reaches it.
"""

from __future__ import annotations

from bailiwick.model.errors import PolicyError
from bailiwick.policy.agents import TRUST_NAMES
from bailiwick.policy.importers.clauses import both, joined, kinds, rule_keys
from bailiwick.policy.importers.draft import SEVERITIES
from bailiwick.policy.importers.forms import plain
from bailiwick.policy.importers.meshguard_actions import COVERED, conditions, is_guessed
from bailiwick.policy.importers.meshguard_conditions import Rule, clauses_of, flat, unescaped
from bailiwick.policy.syntax import Node

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.importers.clauses import Clause
    from bailiwick.policy.importers.draft import Draft

_KEYS = (
    "name", "version", "description", "appliesTo", "rules", "defaultEffect", "delegation", "rateLimits",
    "humanInTheLoop", "audit",
)  # fmt: skip
_RULE = ("effect", "actions", "conditions", "reason", "name", "description", "alert", "alerts")
_EFFECTS = ("allow", "deny")
_DECLARED = ("action", "actions")
"""Keys under `conditions` that are actions, in the declarative form."""
_TIERS = {
    "anonymous": "untrusted", "unverified": "untrusted", "sandboxed": "untrusted", "restricted": "untrusted",
    "unrestricted": "privileged",
}  # fmt: skip
_WINDOWS = {"requestsPerMinute": "1m", "requestsPerHour": "1h"}


class _Read:
    """One rule of the original, taken apart."""

    def __init__(self, node: Node, *, allows: bool, actions: list[str], given: Mapping[str, Node]) -> None:
        self.node = node
        self.allows = allows
        self.actions = actions
        self.given = given
        self.plain = {name: plain(value) for name, value in given.items()}


def convert(draft: Draft, root: Node) -> None:
    """Add the rules of a policy."""
    keys = draft.mapping(root, _KEYS, required=("name", "rules"))
    name = draft.text(keys["name"]) if "name" in keys else draft.source
    agents = _applies_to(draft, keys.get("appliesTo"))
    read = [one for node in draft.sequence(keys.get("rules")) if (one := _taken(draft, node)) is not None]
    if "rules" in keys and not read:
        draft.problem(keys["rules"], "expected at least one rule")
    named: set[str] = set()
    for number, one in enumerate(read):
        made = _rule(draft, one, read[:number], name, agents)
        named.update(kind for clause in made for kind in clause.get("on", ()))
    _gaps(draft, read)
    _limits(draft, keys, name, agents)
    if "defaultEffect" not in keys:
        draft.remark(root, "`defaultEffect` is missing: deny")
    _default(draft, keys.get("defaultEffect", Node("deny", root.line, root.column)), name, agents, named)


def _taken(draft: Draft, node: Node) -> _Read | None:
    keys = draft.mapping(node, _RULE, required=("effect",))
    given = dict(flat(draft, keys.get("conditions")))
    listed = [keys["actions"]] if "actions" in keys else []
    listed += [given.pop(name) for name in _DECLARED if name in given]
    effect = draft.choice(keys.get("effect"), _EFFECTS)
    if not listed:
        draft.problem(node, "the key `actions` is missing")
    if not listed or not effect:
        return None
    actions = [unescaped(text) for one in listed for text in draft.texts(one)]
    return _Read(node, allows=effect == "allow", actions=actions, given=given)


def _rule(draft: Draft, read: _Read, earlier: list[_Read], policy: str, agents: Clause) -> list[Clause]:
    """Add one rule; the clauses that it came to."""
    node = read.node
    keys = draft.mapping(node)
    rule = Rule(draft, node, allows=read.allows)
    clauses: list[Clause] = []
    for action in read.actions:
        try:
            for about in conditions(action):
                parts = [clauses_of(rule, key, value, about) for key, value in read.given.items()]
                clauses += both([_scope(about, parts)], *parts, [agents])
        except PolicyError as error:
            draft.problem(node, str(error))
        if action.startswith("ai:"):
            draft.remark(node, f"no tool of a coding agent does `{action}`: a rule about it never speaks")
        if is_guessed(action):
            draft.remark(
                node, f"`{action}` is known by words in the names of MCP tools only: name the tools in the rule"
            )
    if rule.never:
        return clauses
    reason = draft.text(keys["reason"]) if "reason" in keys else f"{policy}: {'allowed' if read.allows else 'denied'}"
    named = next((draft.text(keys[key]) for key in ("name", "description") if key in keys), reason)
    more: dict[str, Any] = {"severity": _severity(draft, keys), "tags": [policy]}
    if _is_last_word(read, earlier):
        more["otherwise"] = True
        draft.remark(
            node, "this bare denial follows conditional allowances of the same action: it holds where none of them does"
        )
    if _never_decides(read, earlier):
        draft.remark(node, "an earlier rule covers this one: it never decides")
    for clause in joined(clauses):
        draft.rule(node, named, "allow" if read.allows else "deny", reason, **rule_keys(clause), **more)
        if rule.per_minute and read.allows:
            limit = {"max": rule.per_minute, "window": "1m"}
            draft.rule(
                node,
                f"{named}.rate",
                "deny",
                f"{reason} (at most {rule.per_minute} a minute)",
                **rule_keys(clause),
                limit=limit,
            )
    return clauses


def _scope(about: Clause, parts: list[list[Clause]]) -> Clause:
    """What the rule is about; open when a condition on commands says so itself, for each of its alternatives."""
    lifted = any(part and all("on" in clause for clause in part) for part in parts)
    return {} if lifted and about == {"on": ["exec.run"]} else about


def _severity(draft: Draft, keys: Mapping[str, Node]) -> str:
    node = keys.get("alert", keys.get("alerts"))
    words = draft.texts(node) if node is not None else []
    return next((word for word in words if word in SEVERITIES), "high")


def _is_last_word(read: _Read, earlier: list[_Read]) -> bool:
    """True for a denial without conditions after conditional allowances of its actions (C9)."""
    if read.allows or read.given:
        return False
    allowed = {action for one in earlier if one.allows and one.given for action in one.actions}
    return bool(allowed) and set(read.actions) <= allowed


def _never_decides(read: _Read, earlier: list[_Read]) -> bool:
    return any(
        one.allows == read.allows and set(read.actions) <= set(one.actions) and _covers(one.plain, read.plain)
        for one in earlier
    )


def _covers(wide: Mapping[str, Any], narrow: Mapping[str, Any]) -> bool:
    """True when whatever meets the narrow conditions surely meets the wide ones."""
    if not wide:
        return True
    if wide.keys() != narrow.keys():
        return False
    for key, values in wide.items():
        these, those = _listed(values), _listed(narrow[key])
        starts = key.endswith("startsWith")
        if not all(
            any(that == this or (starts and str(that).startswith(str(this))) for this in these) for that in those
        ):
            return False
    return True


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _gaps(draft: Draft, read: list[_Read]) -> None:
    for one in read:
        for other in read:
            most, least = one.plain.get("amount_max"), other.plain.get("amount_min")
            if not isinstance(most, (int, float)) or not isinstance(least, (int, float)):
                continue
            if most < least and set(one.actions) & set(other.actions):
                draft.remark(other.node, f"no rule speaks about amounts between {most} and {least}")


def _applies_to(draft: Draft, node: Node | None) -> Clause:
    if node is None:
        return {}
    if isinstance(node.value, list):
        return {"agents": {"name": draft.texts(node)}}
    keys = draft.mapping(node, ("trustTiers", "tags", "agentIds"))
    if len(keys) > 1:
        draft.remark(node, "several keys of `appliesTo` must all fit; within one, any")
    selector: dict[str, Any] = {}
    if "tags" in keys:
        selector["tag"] = draft.texts(keys["tags"])
    if "agentIds" in keys:
        selector["name"] = draft.texts(keys["agentIds"])
    if "trustTiers" in keys:
        selector["trust"] = _trust(draft, keys["trustTiers"])
    return {"agents": selector} if selector else {}


def _trust(draft: Draft, node: Node) -> dict[str, int]:
    """The range of trust that tiers next to each other make."""
    names = [draft.choice(item, (*TRUST_NAMES, *_TIERS)) for item in draft.items(node)]
    levels = sorted(TRUST_NAMES.values())
    places = sorted({levels.index(TRUST_NAMES[_TIERS.get(name, name)]) for name in names if name})
    if not places or places != list(range(places[0], places[-1] + 1)):
        draft.problem(node, "expected tiers next to each other")
        return {"min": 0}
    over = places[-1] + 1
    return {"min": levels[places[0]], **({"under": levels[over]} if over < len(levels) else {})}


def _limits(draft: Draft, keys: Mapping[str, Node], policy: str, agents: Clause) -> None:
    if "rateLimits" in keys:
        for name, value in draft.mapping(keys["rateLimits"], _WINDOWS).items():
            limit = {"max": draft.integer(value, least=1, most=10**9), "window": _WINDOWS[name], "per": "agent"}
            draft.rule(
                value, f"{policy}.{name}", "deny", f"{policy}: more calls than {name} permits", **agents, limit=limit
            )
    if "humanInTheLoop" in keys:
        loop = draft.mapping(keys["humanInTheLoop"], ("requireApproval",))
        for item in draft.items(loop["requireApproval"]) if "requireApproval" in loop else ():
            _approval(draft, item, policy, agents)
    if "delegation" in keys:
        _delegation(draft, keys["delegation"], policy)
    if "audit" in keys:
        draft.mapping(keys["audit"], ("enabled", "log_level", "include", "retention_days"))
        draft.remark(keys["audit"], "`audit` is not imported: every decision is recorded, whole")


def _approval(draft: Draft, node: Node, policy: str, agents: Clause) -> None:
    action = unescaped(draft.text(node))
    try:
        clauses = both(conditions(action), [agents])
    except PolicyError as error:
        draft.problem(node, str(error))
        return
    for clause in clauses:
        draft.rule(
            node,
            f"{policy}.approval",
            "ask",
            f"{policy}: {action} waits for a person",
            **rule_keys(clause),
            answer="person",
        )


def _delegation(draft: Draft, node: Node, policy: str) -> None:
    keys = draft.mapping(node, ("maxDepth", "permissionCeiling"))
    main = {"agents": {"role": "main"}}
    if "maxDepth" in keys:
        depth = draft.integer(keys["maxDepth"], least=0, most=64)
        draft.rule(
            node,
            f"{policy}.depth",
            "deny",
            f"{policy}: delegation ends here",
            on="agent.spawn",
            agents={"depth": {"min": depth}},
        )
    if "permissionCeiling" in keys:
        ceiling: list[Clause] = []
        for item in draft.items(keys["permissionCeiling"]):
            try:
                ceiling += conditions(unescaped(draft.text(item)))
            except PolicyError as error:
                draft.problem(item, str(error))
        draft.rule(
            node, f"{policy}.ceiling", "deny", f"{policy}: more than a delegate may do", on=list(COVERED),
            unless=[main, *map(dict, ceiling)],
        )  # fmt: skip


def _default(draft: Draft, node: Node, policy: str, agents: Clause, named: set[str]) -> None:
    """What holds where no rule speaks; programs may do what no rule names at all."""
    if draft.choice(node, _EFFECTS) == "allow":
        return
    free = [kind for kind in kinds(COVERED) if kind not in named and kind != "exec.run"]
    if "exec.run" in named and free:
        draft.rule(
            node, f"{policy}.effects", "allow", f"{policy}: no rule names what the program does", on=free,
            where={"tool": {"absent": True}}, **agents,
        )  # fmt: skip
    reason = f"{policy}: no rule allows this"
    draft.rule(node, f"{policy}.default", "deny", reason, on=list(COVERED), **agents, otherwise=True)
