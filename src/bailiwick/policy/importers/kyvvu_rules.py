"""Kyvvu's rule types.

For each the clauses that make it fail, and for those that stand within `not` the clauses that make it pass.
"""

from __future__ import annotations

from bailiwick.model.errors import PolicyError
from bailiwick.model.value import Value
from bailiwick.policy.agents import RISKS
from bailiwick.policy.importers import regexes
from bailiwick.policy.importers.clauses import NEVER, both, joined
from bailiwick.policy.importers.kyvvu_steps import (
    EMPTY,
    KIND_VERBS,
    NO_TOOL,
    TASKS,
    about,
    field,
    filtered,
    text_of_call,
    tools_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, TypeAlias

    from bailiwick.policy.importers.clauses import Clause

    Params: TypeAlias = Mapping[str, Any]
    Made: TypeAlias = list[Clause]

_WRITES = ("file.write", "file.delete", "file.meta", "file.link")
_MAX_NESTING = 8


_SHAPES: Mapping[str, type] = {
    **dict.fromkeys(("max_steps", "max_consecutive", "max_count", "window_minutes", "budget"), int),
    **dict.fromkeys(("max_steps_since_gate", "start_hour", "end_hour"), int),
    **dict.fromkeys(("values", "forbidden_sequence", "conditions", "patterns", "allowed_domains"), list),
    **dict.fromkeys(("target_property_filter", "property_filter", "taint_property_filter", "trigger_condition"), dict),
}
_SHAPE_NAMES: Mapping[type, str] = {int: "a whole number", list: "a list", dict: "a mapping"}


class Context(Value):
    """What a rule type needs to know about its policy."""

    old: bool = False
    """It is in the 0.7 dialect."""
    registration: bool = False
    """It looks at the agent's profile."""
    depth: int = 0


class RuleType(Value):
    """One rule type."""

    params: str
    """Names of its parameters in the 0.13 dialect; those with `*` are required."""
    fails: Callable[[Params, Context], Made]
    passes: Callable[[Params, Context], Made] | None = None


def failing(rule_type: str, params: Params, context: Context) -> Made:
    """The clauses that make a rule fail.

    Raises:
        PolicyError: the type or a parameter is not known, or nothing here corresponds to it.
    """
    return joined(_type(rule_type, params, context).fails(params, context))


def passing(rule_type: str, params: Params, context: Context) -> Made:
    """The clauses that make a rule pass, for those within `not`."""
    found = _type(rule_type, params, context)
    if found.passes is None:
        raise PolicyError(f"expected no `not` around `{rule_type}`: say what is forbidden with a rule of its own")
    return joined(found.passes(params, context))


def _type(rule_type: str, params: Params, context: Context) -> RuleType:
    if rule_type not in RULE_TYPES:
        from bailiwick.policy.schema.reader import suggestion

        raise PolicyError(f"unknown rule type `{rule_type}`{suggestion(rule_type, RULE_TYPES)}")
    if context.depth > _MAX_NESTING:
        raise PolicyError(f"expected at most {_MAX_NESTING} levels of conditions")
    found = RULE_TYPES[rule_type]
    names = found.params.split()
    allowed = {name.rstrip("*") for name in names}
    unknown = [name for name in params if name not in allowed]
    missing = [name[:-1] for name in names if name.endswith("*") and name[:-1] not in params]
    if unknown:
        raise PolicyError(f"unknown parameter `{unknown[0]}` of `{rule_type}`: expected {', '.join(sorted(allowed))}")
    if missing:
        raise PolicyError(f"the parameter `{missing[0]}` of `{rule_type}` is missing")
    for name, value in params.items():
        wanted = _SHAPES.get(name)
        if wanted is not None and (not isinstance(value, wanted) or isinstance(value, bool)):
            raise PolicyError(f"expected `{name}` of `{rule_type}` to be {_SHAPE_NAMES[wanted]}, got `{value}`")
    return found


# -- fields ---------------------------------------------------------------------


def _regex(params: Params, context: Context) -> Any:
    return regexes.found(str(params["pattern"]), from_start=context.old, dot_all=True)


def _field_rule(test: Callable[[Params, Context], Any], *, wanted: bool) -> Callable[[Params, Context], Made]:
    def clauses(params: Params, context: Context) -> Made:
        place = field(str(params["field"]), registration=context.registration)
        made = test(params, context)
        return [place.holds(made) if wanted else place.fails(made)]

    return clauses


def _field_type(params: str, test: Callable[[Params, Context], Any], *, positive: bool = True) -> RuleType:
    """A rule type that passes when its field passes (or, not `positive`, fails) a test."""
    return RuleType(params, _field_rule(test, wanted=not positive), _field_rule(test, wanted=positive))


# -- target and history -----------------------------------------------------------


def _listed(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]


def _target(params: Params) -> Made:
    """What the rule is about: kinds, verb and properties of the step in question."""
    skipped = verbless(params)
    names = [name for name in _listed(params.get("target_kinds", ())) if name not in (*TASKS, *skipped)]
    verbs = _verbs(params)
    if "target_kinds" not in params:
        return both([{}], *_filter(params, "target_property_filter"))
    found = [clause for name in names for verb in verbs for clause in about(name, verb)]
    return joined(both(found, *_filter(params, "target_property_filter")))


def _verbs(params: Params) -> list[str]:
    return _listed(params.get("target_verbs", params.get("target_verb") or ""))


def verbless(params: Params) -> list[str]:
    """The target kinds without verbs of a rule that wants one, when another kind of it has verbs."""
    kinds = _listed(params.get("target_kinds", ())) if any(_verbs(params)) else []
    without = [kind for kind in kinds if not KIND_VERBS.get(kind, ("",))]
    return without if len(without) < len(kinds) else []


def _filter(params: Params, name: str) -> list[Made]:
    return [filtered({path: value})[:1] for path, value in params.get(name, {}).items()]


def _step(kinds: Any, verb: Any = "") -> dict[str, Any]:
    """One condition on a call that is a step of one of the kinds; a credential is used by whoever touches its file."""
    tools = [tool for name in _listed(kinds) if name not in TASKS for tool in tools_of(name, str(verb or ""))]
    real = [tool for tool in dict.fromkeys(tools) if tool != NO_TOOL]
    if not real and _listed(kinds) == ["step.credential"]:
        return {"on": ["file.*"], "class": "secret"}
    return {"tool": real or [NO_TOOL]}


def _past(**test: Any) -> Made:
    return [{"history": [test]}]


def _max_steps(params: Params, _context: Context) -> Made:
    if params["kind"] == "step.model" and "step_name" not in params:
        return _past(limit={"max": params["max_steps"], "sum": "usage.calls"})
    step = _step(params["kind"], params.get("verb"))
    if "step_name" in params:
        step = {"tool": [str(params["step_name"])]}
    return both([step], _past(limit={"max": params["max_steps"], "attempts": True}))


def _consecutive(params: Params, _context: Context) -> Made:
    row = {"max": params["max_consecutive"], "of": _step(params["kind"]), "permanent": True}
    return _past(in_a_row=row)


def _rate(params: Params, _context: Context) -> Made:
    limit = {"max": params["max_count"], "window": f"{params['window_minutes']}m", "per": "agent"}
    return both([_step(params["kind"])], *_filter(params, "property_filter"), _past(limit=limit))


def _budget(params: Params, _context: Context) -> Made:
    path = str(params["property_path"]).removeprefix("properties.")
    if not path.startswith("usage."):
        raise PolicyError(f"expected a budget of `usage`, got `{path}`")
    return _past(limit={"max": params["budget"], "sum": path})


def _required(params: Params, **how: Any) -> Made:
    return both(_target(params), _past(requires={**_step(params["required_kind"]), **how}))


def _directly(params: Params, context: Context) -> Made:
    return _required(params, directly=True, **({"attempts": True} if context.old else {}))


def _gate(params: Params, _context: Context) -> Made:
    kind = str(params.get("gate_kind", "human"))
    test: dict[str, Any] = {"gate": "human" if kind in ("human", "human_approval") else kind}
    if params.get("gate_decision", "pass") == "deny":
        test["decision"] = "deny"
    if "max_steps_since_gate" in params:
        test["within"] = params["max_steps_since_gate"]
    return both(_target(params), _past(requires=test))


def _sequence(params: Params, _context: Context) -> Made:
    steps = []
    for step in params["forbidden_sequence"]:
        named = step if isinstance(step, dict) else {"kind": step}
        steps.append(_step(named.get("kind", ""), named.get("verb")))
    return _past(after={"steps": steps, "attempts": True, "this_call": True})


def _not_after(params: Params, _context: Context) -> Made:
    after = {"steps": [_step(params["forbidden_predecessor_kinds"])], "attempts": True}
    return both(_target(params), _past(after=after))


def _taint(params: Params, _context: Context) -> Made:
    sources = both(
        about(str(params["taint_kind"]), str(params.get("taint_verb") or "")),
        *_filter(params, "taint_property_filter"),
    )
    return [
        clause
        for source in joined(sources)
        for clause in both(_target(params), _past(after={"steps": [dict(source)], "attempts": True}))
    ]


_OPERATORS: Mapping[str, Callable[[Any], Any]] = {
    "below": lambda value: {"under": value},
    "above": lambda value: {"over": value},
    "equals": lambda value: [value],
    "contains": lambda value: {"contains": str(value)},
}


def _successor(params: Params, _context: Context) -> Made:
    condition = params["trigger_condition"]
    named = isinstance(condition, dict) and condition.keys() == {"field", "op", "value"}
    if not named or condition["op"] not in _OPERATORS:
        raise PolicyError("expected `trigger_condition` with field, op (below, above, equals, contains) and value")
    place = field(str(condition["field"]))
    trigger = {**_step(params["trigger_kinds"]), **place.holds(_OPERATORS[condition["op"]](condition["value"]))}
    test: dict[str, Any] = {"of": trigger}
    if "required_kind" in params:
        test["must"] = _step(params["required_kind"])
    if "forbidden_kinds" in params:
        test["must_not"] = _step(params["forbidden_kinds"])
    return _past(successor=test)


def _seen(params: Params) -> list[dict[str, Any]]:
    sources = both(about(str(params["kind"]), str(params.get("verb") or "")), *_filter(params, "property_filter"))
    return [dict(one) for one in joined(sources)]


def _contains_fails(params: Params, _context: Context) -> Made:
    attempts = {"attempts": True} if params.get("count_attempts", True) else {}
    return both(*(_past(requires={**one, **attempts}) for one in _seen(params)))


def _contains_passes(params: Params, _context: Context) -> Made:
    attempts = {"attempts": True} if params.get("count_attempts", True) else {}
    return [clause for one in _seen(params) for clause in _past(after={"steps": [one], **attempts})]


def _current(params: Params, _context: Context) -> Made:
    return both(about(str(params["kind"]), str(params.get("verb") or "")), *_filter(params, "property_filter"))


def _not_current(params: Params, _context: Context) -> Made:
    if params.get("property_filter"):
        raise PolicyError("expected `current_is` without `property_filter` where it is not within `not`")
    patterns = tools_of(str(params["kind"]), str(params.get("verb") or ""))
    exact = [tool for tool in patterns if "*" not in tool]
    globs = ["^" + tool.replace("*", ".*") + "$" for tool in patterns if "*" in tool]
    tests = [f"call.tool in {_texts(exact)}", *(f"call.tool.matches({_texts([one])[1:-1]})" for one in globs)]
    return [{"when": f"!({' || '.join(tests)})"}]


def _texts(texts: Sequence[str]) -> str:
    import json

    return json.dumps(list(texts))


# -- combinations -----------------------------------------------------------------


def _inner(params: Params, name: str) -> list[tuple[str, Params]]:
    found = params[name] if isinstance(params[name], list) else [params[name]]
    for one in found:
        named = isinstance(one, dict) and {"rule_type"} <= one.keys() <= {"rule_type", "params"}
        if not named or not isinstance(one.get("params", {}), dict):
            raise PolicyError("expected a condition with `rule_type` and `params`")
    return [(str(one["rule_type"]), one.get("params", {})) for one in found]


def _every(name: str, each: Callable[[str, Params, Context], Made]) -> Callable[[Params, Context], Made]:
    """Clauses that hold when `each` does for every inner rule."""
    return lambda params, context: both(*(each(*one, _deeper(context)) for one in _inner(params, name)))


def _some(name: str, each: Callable[[str, Params, Context], Made]) -> Callable[[Params, Context], Made]:
    """Clauses of which one holds when `each` does for some inner rule."""
    return lambda params, context: [clause for one in _inner(params, name) for clause in each(*one, _deeper(context))]


def _deeper(context: Context) -> Context:
    return context.replace(depth=context.depth + 1)


# -- the rest ---------------------------------------------------------------------


def _domains(params: Params, _context: Context) -> Made:
    allowed = [{"host": domain} for domain in _listed(params["allowed_domains"])]
    return [{"on": ["net.fetch", "net.send"], "where": {"host": {"not_in": allowed}}}] if allowed else NEVER


def _domains_pass(params: Params, _context: Context) -> Made:
    allowed = [{"host": domain} for domain in _listed(params["allowed_domains"])]
    return [{"on": ["net.fetch", "net.send"], "where": {"host": allowed}}]


def _personal(params: Params, _context: Context) -> Made:
    patterns = [regexes.found(pattern, dot_all=True) for pattern in _listed(params["patterns"])]
    if not patterns:
        raise PolicyError("expected at least one pattern")
    return text_of_call(patterns if len(patterns) > 1 else patterns[0])


def _inside(params: Params, _context: Context) -> Made:
    names = _listed(params.get("target_kinds", ["step.exec", "step.resource"]))
    verbs = _verbs(params)
    found: list[str] = []
    for name in names:
        if name in ("step.exec", "exec"):
            found += _WRITES
            continue
        operations = [clause for verb in verbs for clause in about(name, verb)]
        found += [kind for clause in operations for kind in clause["on"] if kind.startswith("file.")]
    place = {"none": ["project", "sink"]}
    return [{"on": list(dict.fromkeys(found)), "class": place}] if found else NEVER


def _classified(params: Params, _context: Context) -> Made:
    risks = [name.lower() for name in _listed(params["agent_risk_classifications"])]
    unknown = [name for name in risks if name not in RISKS]
    if unknown:
        raise PolicyError(f"expected risk classes of {', '.join(RISKS)}, got `{unknown[0]}`")
    step = about(str(params["forbidden_kind"]), str(params.get("forbidden_verb") or ""))
    return both(step, *_filter(params, "target_property_filter"), [{"agents": {"risk": risks}}])


def _hours(params: Params, *, outside: bool) -> Made:
    start, end = params["start_hour"], params["end_hour"]
    if not all(0 <= hour <= 24 for hour in (start, end)):
        raise PolicyError("expected `start_hour` and `end_hour` from 0 to 24")
    window = {"from": f"{start % 24:02}:00", "to": f"{end:02}:00", "zone": str(params.get("timezone", "UTC"))}
    return [{"during": {**window, "outside": True} if outside else window}]


def _declared(params: Params, _context: Context) -> Made:
    scope = [{"tool": _step(params["target_kinds"])["tool"]}] if "target_kinds" in params else [{}]
    return both(scope, [{"when": 'agent.name != "" && !(call.tool in agent.tags)'}])


_ABOUT = "target_kinds target_verb target_property_filter"

RULE_TYPES: Mapping[str, RuleType] = {
    "field_not_empty": _field_type("field*", lambda _params, _context: EMPTY, positive=False),
    "field_in_list": _field_type("field* values*", lambda params, _context: list(params["values"])),
    "field_matches_regex": _field_type("field* pattern*", _regex),
    "domain_allowlist": RuleType("allowed_domains* target_kinds", _domains, _domains_pass),
    "pii_in_request": RuleType("patterns*", _personal),
    "execution_max_steps": RuleType("kind* max_steps* verb step_name", _max_steps),
    "max_consecutive_same_type": RuleType("kind* max_consecutive*", _consecutive),
    "cross_execution_rate_limit": RuleType("kind* max_count* window_minutes* property_filter", _rate),
    "usage_budget": RuleType("kind* property_path* budget*", _budget),
    "step_directly_preceded_by": RuleType(f"required_kind* {_ABOUT}", _directly),
    "step_requires_predecessor": RuleType(f"required_kind* {_ABOUT}", lambda params, _context: _required(params)),
    "step_preceded_by_without_intervening": RuleType(
        f"required_kind* forbidden_intervening* {_ABOUT}",
        lambda params, _context: _required(params, unless_between=_step(params["forbidden_intervening"])),
    ),
    "step_requires_dedicated_predecessor": RuleType(
        f"required_kind* {_ABOUT}", lambda params, _context: _required(params, dedicated=True)
    ),
    "step_requires_gate": RuleType(
        "target_kinds* target_verb target_property_filter gate_kind gate_decision max_steps_since_gate", _gate
    ),
    "sequence_forbidden": RuleType("forbidden_sequence*", _sequence),
    "step_not_after": RuleType("target_kinds* forbidden_predecessor_kinds* target_verb", _not_after),
    "tainted_path_block": RuleType(
        "taint_kind* taint_verb taint_property_filter taint_output_filter target_kinds* target_verb", _taint
    ),
    "conditional_successor_required": RuleType(
        "trigger_kinds* trigger_condition* required_kind forbidden_kinds", _successor
    ),
    "history_contains": RuleType(
        "kind* count_attempts verb property_filter output_filter", _contains_fails, _contains_passes
    ),
    "current_is": RuleType("kind* verb property_filter", _not_current, _current),
    "all_of": RuleType("conditions*", _some("conditions", failing), _every("conditions", passing)),
    "any_of": RuleType("conditions*", _every("conditions", failing), _some("conditions", passing)),
    "not": RuleType("condition*", _some("condition", passing), _some("condition", failing)),
    "path_within_root": RuleType("field target_kinds target_verb target_verbs", _inside),
    "step_forbidden_for_classification": RuleType(
        "forbidden_kind* agent_risk_classifications* forbidden_verb target_property_filter", _classified
    ),
    "working_hours_only": RuleType(
        "start_hour* end_hour* timezone",
        lambda params, _context: _hours(params, outside=True),
        lambda params, _context: _hours(params, outside=False),
    ),
    "step_name_in_allowlist": RuleType("agent_field* target_kinds", _declared),
}
"""All rule types, by name."""
