"""Sections of policy files and packs: the one table from section to reader."""

from __future__ import annotations

import re

from bailiwick.model.verdict import FailMode
from bailiwick.policy.schema.answers import ANSWER_SECTIONS
from bailiwick.policy.schema.history import HISTORY_SECTIONS, STOP_AFTER_DENIALS
from bailiwick.policy.schema.levels import AGENTS_SECTION, CAPABILITIES_SECTION
from bailiwick.policy.schema.reader import Key, choice_key, shown, text_key
from bailiwick.policy.schema.rules import read_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

MODES = {"enforce": "enforce", "observe": "observe", "monitor": "observe", "audit": "observe", "dry-run": "observe"}
_PACK_VERSION = r"\d+\.\d+\.\d+"
LARGEST_SERIAL = 2**53 - 1
"""JSON readers agree on integers up to it; a date and time as 14 digits fits."""
OVERRIDES = ("off", "note", "ask", "deny")


def _version(reader: Reader, node: Node, into: dict[str, Any]) -> None:  # noqa: ARG001 - there is only one version
    if node.value != 1:
        quoted = " as a text: take the quotes away" if node.value == "1" else ""
        reader.problem(node, f"expected version 1, got {shown(node)}{quoted}")


def _pack_version(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    text = node.value if isinstance(node.value, str) else ""
    if not re.fullmatch(_PACK_VERSION, text):
        reader.problem(node, f"expected the pack's own version like `1.0.0`, got {shown(node)}")
    into["version"] = text


def _serial(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["serial"] = reader.integer(node, least=1, most=LARGEST_SERIAL)


def _packs(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["packs"] = tuple(reader.texts(node))
    _placed(into, "packs", zip(into["packs"], reader.items(node), strict=True))


def _parameters(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    entries = reader.mapping(node)
    into["parameters"] = {name: reader.plain(value) for name, value in entries.items()}
    _placed(into, "parameters", entries.items())


def _defaults(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    defaults = {}
    for name, value in reader.mapping(node).items():
        parameter = reader.mapping(value, ("default", "doc"), required=("default",))
        if "default" in parameter:
            defaults[name] = reader.plain(parameter["default"])
    into["parameters"] = defaults


def _overrides(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    entries = reader.mapping(node)
    into["overrides"] = {name: reader.choice(value, OVERRIDES) for name, value in entries.items()}
    _placed(into, "overrides", entries.items())


def _placed(into: dict[str, Any], section: str, named: Iterable[tuple[str, Node]]) -> None:
    """Keep where names stand that only all levels and packs together can judge."""
    places = into.setdefault("places", {})
    places.update({f"{section}.{name}": f"{node.line}:{node.column}" for name, node in named})


def _rules(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["rules"] = (*into.get("rules", ()), *read_rules(reader, node))


_VERSION = Key(_version, {"const": 1}, "Version of the language: 1.", "version: 1", required=True)
_RULES = {"type": "array", "items": {"$ref": "#/$defs/rule"}}

POLICY_SECTIONS: Mapping[str, Key] = {
    "version": _VERSION,
    "mode": choice_key(
        "mode",
        MODES,
        "`enforce`: verdicts hold. `observe`: they are only recorded (also spelt `monitor`, `audit`, `dry-run`). "
        "Trusted levels only; `enforce` of one level beats `observe` of another.",
        example="mode: enforce",
    ),
    "fail_mode": choice_key(
        "fail_mode",
        tuple(mode.value for mode in FailMode),
        "What happens when no decision can be made: `closed` denies, `open` lets pass and records. "
        "Trusted levels only.",
    ),
    "packs": Key(
        _packs, {"$ref": "#/$defs/texts"}, "Packs of rules that come with Bailiwick, by name.", "packs: [baseline]"
    ),
    "parameters": Key(
        _parameters,
        {"type": "object"},
        "Values for the parameters of packs. Trusted levels only.",
        'parameters: {protected_branches: [main, "release/**"]}',
    ),
    "overrides": Key(
        _overrides,
        {"type": "object", "additionalProperties": {"enum": list(OVERRIDES)}},
        "Other verdicts for rules of packs, by `<pack>/<rule id>`. Trusted levels only.",
        "overrides: {baseline/work.force-push: deny}",
    ),
    "durability": choice_key(
        "durability",
        ("process", "disk"),
        "What an entry of the log must survive before a call is answered: the end of the `process` (default), or a "
        "power cut (`disk`). It counts from the start of the daemon; the strictest level wins, also over "
        "`bailiwick config`. Not in projects: one log serves them all.",
    ),
    "serial": Key(
        _serial,
        {"type": "integer", "minimum": 1, "maximum": LARGEST_SERIAL},
        "Number of an organisation's policy, greater in each newer one (a date will do): once a greater one was seen, "
        "a signed bundle with a smaller number, or with none, is refused. Inert in other levels.",
        "serial: 20260105",
    ),
    "agents": AGENTS_SECTION,
    "capabilities": CAPABILITIES_SECTION,
    "rules": Key(_rules, _RULES, "Rules of this level."),
    "stop_after_denials": STOP_AFTER_DENIALS,
    **HISTORY_SECTIONS,
    **ANSWER_SECTIONS,
}
"""Sections of a policy file, by name; readers put fields of `Document` into the mapping, or add to its `rules`."""

PACK_SECTIONS: Mapping[str, Key] = {
    "pack": text_key("pack", "Name of the pack.", plain="name", required=True),
    "version": Key(
        _pack_version,
        {"type": "string", "pattern": f"^(?:{_PACK_VERSION})$"},
        "Version of the pack itself: major (a verdict becomes weaker), minor (one becomes stronger, or a rule is new), "
        "patch (words).",
        "version: 1.0.0",
        required=True,
    ),
    "doc": text_key("doc", "What it is for."),
    "parameters": Key(
        _defaults,
        {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {"default": {}, "doc": {"type": "string"}},
                "required": ["default"],
                "additionalProperties": False,
            },
        },
        "Parameters that rules of the pack use, with defaults.",
    ),
    "capabilities": CAPABILITIES_SECTION,
    "rules": Key(_rules, _RULES, "Rules of the pack.", required=True),
    **HISTORY_SECTIONS,
}
"""Sections of a pack, by name."""
