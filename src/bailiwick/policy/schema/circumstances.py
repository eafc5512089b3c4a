"""Keys of a condition about the call around an operation: who acts, when, with which tool and arguments."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.errors import PolicyError
from bailiwick.policy.agents import RISKS, TRUST_NAMES
from bailiwick.policy.during import DAYS, zone
from bailiwick.policy.expression import check
from bailiwick.policy.schema.reader import BOOLEAN, TEXT, Key, one_or_list, shown, suggestion
from bailiwick.policy.schema.value_tests import read_test
from bailiwick.policy.tool_names import ALIASES, KNOWN, meant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

_TEXTS = one_or_list(TEXT)
_CLOCK: Mapping[str, Any] = {"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$|^24:00$"}
TRUST: Mapping[str, Any] = {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 100}, {"enum": list(TRUST_NAMES)}]}
"""JSON Schema of a trust."""
_RANGE_TESTS = ("over", "under", "min", "max")
_SELECTORS = ("name", "tag", "client", "role")


def _tool(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    patterns: list[str] = []
    for item in reader.items(node):
        name = reader.text(item)
        if name in ALIASES:
            reader.note(item, f"the tool `{name}` is called {' and '.join(ALIASES[name])} here")
        elif name and name not in KNOWN and not name.startswith("mcp__") and not set(name) & set("*?"):
            reader.note(item, f"no tool `{name}` is known{suggestion(name, [*KNOWN, *ALIASES])}")
        patterns.extend(meant(name))
    into["tool"] = patterns


def _args(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    tests = {}
    for name, value in reader.mapping(node).items():
        if name.count(".") >= bounds.ARGUMENT_PARTS or "" in name.split("."):
            reader.problem(value, f"expected a name of at most {bounds.ARGUMENT_PARTS} parts, got `{name}`")
        tests[name] = read_test(reader, value)
    into["args"] = tests


def _only_args(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    if not reader.boolean(node):
        return
    if "args" not in into:
        into["args"] = {}
    into["only_args"] = True


def _when(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    text = reader.text(node)
    if not text:
        return
    try:
        check(text)
    except PolicyError as error:
        reader.problem(node, f"`when`: {error}{f' ({error.remedy})' if error.remedy else ''}")
    into["when"] = text


def _during(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    keys = reader.mapping(node, ("days", "from", "to", "zone", "outside"))
    window: dict[str, Any] = {"zone": "UTC"}
    if "days" in keys:
        window["days"] = sorted({DAYS.index(day) for day in reader.choices(keys["days"], DAYS) if day})
    for name in ("from", "to"):
        if name in keys:
            window[name] = _minutes(reader, keys[name])
    if ("from" in keys) != ("to" in keys):
        reader.problem(node, "expected both `from` and `to`, or neither")
    if "outside" in keys:
        window["outside"] = reader.boolean(keys["outside"])
    if "zone" in keys:
        window["zone"] = reader.text(keys["zone"])
        if window["zone"] and zone(window["zone"]) is None:
            from zoneinfo import available_timezones

            hint = suggestion(window["zone"], available_timezones()) or ": expected an IANA name such as Europe/Berlin"
            reader.problem(keys["zone"], f"`{window['zone']}` is no time zone that this machine knows{hint}")
    else:
        reader.note(node, "`during` has no `zone`: its hours are UTC")
    into["during"] = window


def _minutes(reader: Reader, node: Node) -> int:
    text = node.value if isinstance(node.value, str) else ""
    hours, colon, minutes = text.partition(":")
    if colon and hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 and len(minutes) == 2:
        total = int(hours) * 60 + int(minutes)
        if int(minutes) < 60 and total <= 24 * 60:
            return total % (24 * 60)
    reader.problem(node, f'expected a time of day such as "09:00", got {shown(node)}')
    return 0


def _agents(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    keys = reader.mapping(node, (*_SELECTORS, "risk", "trust", "depth"))
    selector: dict[str, Any] = {name: reader.texts(keys[name]) for name in _SELECTORS if name in keys}
    if "risk" in keys:
        selector["risk"] = reader.choices(keys["risk"], RISKS)
    if "trust" in keys:
        selector["trust"] = _range(reader, keys["trust"], read_trust)
    if "depth" in keys:
        selector["depth"] = _range(reader, keys["depth"], lambda reader, node: reader.integer(node, least=0, most=64))
    if not selector:
        reader.problem(node, "expected at least one selector of agents")
    into["agents"] = selector


def _range(reader: Reader, node: Node, read: Callable[[Reader, Node], int]) -> dict[str, Any]:
    """A test of a number by `over`, `under`, `min` and `max`."""
    limits = {name: read(reader, value) for name, value in reader.mapping(node, _RANGE_TESTS).items()}
    return {"range": {{"over": "above", "under": "below"}.get(name, name): limit for name, limit in limits.items()}}


def read_trust(reader: Reader, node: Node) -> int:
    """A trust from 0 to 100, or the name of one."""
    if isinstance(node.value, str):
        return TRUST_NAMES.get(reader.choice(node, TRUST_NAMES), 0)
    return reader.integer(node, least=0, most=100)


def _range_schema(limit: Mapping[str, Any]) -> dict[str, Any]:
    properties = dict.fromkeys(_RANGE_TESTS, limit)
    return {"type": "object", "properties": properties, "minProperties": 1, "additionalProperties": False}


CIRCUMSTANCE_KEYS: Mapping[str, Key] = {
    "tool": Key(
        _tool,
        _TEXTS,
        "Names of the agent's tools (globs): a refinement. Kinds cover every tool, program and agent at once.",
        'tool: ["mcp__github__*"]',
    ),
    "args": Key(
        _args,
        {"type": "object", "additionalProperties": {"$ref": "#/$defs/test"}},
        "Tests on arguments of the call by name, `a.b` for what is inside; all must pass.",
        "args: {path: {subpath: /srv/data}, limit: {range: {max: 100}}}",
    ),
    "only_args": Key(
        _only_args, BOOLEAN, "With `true`: the call has no other arguments than those in `args`.", "only_args: true"
    ),
    "agents": Key(
        _agents,
        {
            "type": "object",
            "properties": {
                **dict.fromkeys(_SELECTORS, _TEXTS),
                "risk": one_or_list({"enum": list(RISKS)}),
                "trust": _range_schema(TRUST),
                "depth": _range_schema({"type": "integer", "minimum": 0, "maximum": 64}),
            },
            "minProperties": 1,
            "additionalProperties": False,
        },
        "Which agents: `name`, `tag`, `client` and `role` as globs (`main` is the role of the main thread), "
        "`risk`, and `trust` and `depth` with `over`, `under`, `min`, `max`. The main thread has depth 0, a subagent "
        "that it starts 1, one that such a one starts 2. All that are given must hold. What nobody has stated of "
        "them counts as not known: a guard then speaks, a rule that allows does not.",
        "agents: {role: [review*], trust: {under: verified}}",
    ),
    "during": Key(
        _during,
        {
            "type": "object",
            "properties": {
                "days": one_or_list({"enum": list(DAYS)}),
                "from": _CLOCK,
                "to": _CLOCK,
                "zone": TEXT,
                "outside": BOOLEAN,
            },
            "additionalProperties": False,
        },
        "A window of time: `days`, `from` and `to` (24 hours, may reach over midnight and then belongs to the day on "
        "which it began), IANA `zone` (UTC without it); with `outside: true` the time outside the window.",
        'during: {days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00", zone: Europe/Berlin, outside: true}',
    ),
    "when": Key(
        _when,
        {"type": "string", "minLength": 1, "maxLength": bounds.EXPRESSION_CHARS},
        "A CEL expression that must be true (extra `cel`). Variables: `op`, `call`, `agent`, `session`, `now`. "
        "One that fails counts as not known: a guard then speaks, a rule that allows does not.",
        'when: \'op.host.endsWith(".prod.example") && call.tool != "WebFetch"\'',
    ),
}
"""The keys, by name; part of `CONDITION_KEYS`."""
