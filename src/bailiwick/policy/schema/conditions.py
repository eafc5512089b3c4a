"""Keys of a condition, the tests on one operation: of rules, exceptions (`unless`), grants and steps of history."""

from __future__ import annotations

from bailiwick.model.operation import Certainty, Kind, ResourceClass
from bailiwick.model.vocabulary import DERIVED_ATTRIBUTES, attributes_of, derived_attributes_of
from bailiwick.policy.schema.circumstances import CIRCUMSTANCE_KEYS
from bailiwick.policy.schema.reader import TEXT, Key, one_or_list, suggestion, texts_key
from bailiwick.policy.schema.value_tests import read_test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

_CLASSES = [one.value for one in ResourceClass]
_CERTAINTIES = [one.value for one in Certainty]
_KINDS = [kind.value for kind in Kind]
_FAMILIES = sorted({f"{kind.split('.')[0]}.*" for kind in _KINDS})
KINDS_SCHEMA = one_or_list({"enum": ["*", *_FAMILIES, *_KINDS]})
"""JSON Schema of kinds and patterns of kinds."""
_CLASS_LIST = one_or_list({"enum": _CLASSES})


def read_condition(reader: Reader, node: Node, *, outer: list[str] | None = None) -> dict[str, Any]:
    """The plain form of a condition.

    Args:
        reader: of the file.
        node: the mapping.
        outer: kinds that the rule around it speaks about, when the condition narrows them; None for any.
    """
    condition: dict[str, Any] = {} if outer is None else {"kinds": outer}
    reader.follow(node, CONDITION_KEYS, condition)
    if isinstance(node.value, dict) and "on" not in node.value:
        condition.pop("kinds", None)
    return condition


def read_kinds(reader: Reader, node: Node) -> list[str]:
    """Kinds that a list of kinds and `family.*` patterns names."""
    kinds: list[str] = []
    for item in reader.items(node):
        pattern = reader.text(item)
        family = pattern.removesuffix(".*")
        if pattern == "*":
            found = _KINDS
        elif family != pattern:
            found = [kind for kind in _KINDS if kind.startswith(f"{family}.")]
        else:
            found = [kind for kind in _KINDS if kind == pattern]
        if not found:
            reader.problem(item, f"`{pattern}` names no kind of operation{suggestion(pattern, _KINDS)}")
        kinds.extend(kind for kind in found if kind not in kinds)
    return kinds


def _on(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["kinds"] = read_kinds(reader, node)


def _class(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    if not isinstance(node.value, dict):
        into["any"] = reader.choices(node, _CLASSES)
        return
    for name, value in reader.mapping(node, ("any", "all", "none")).items():
        into[name] = reader.choices(value, _CLASSES)


def _where(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    allowed: set[str] = set()
    kinds = into.get("kinds")
    for kind in Kind if kinds is None else map(Kind, kinds):
        allowed |= attributes_of(kind) | derived_attributes_of(kind)
    tests: dict[str, object] = {}
    for name, value in reader.mapping(node).items():
        if name not in allowed:
            reader.problem(value, f"unknown key `{name}`{suggestion(name, sorted(allowed)) or _elsewhere(name)}")
        elif name in DERIVED_ATTRIBUTES:
            into[name] = read_test(reader, value)
            if name == "text":
                reader.note(
                    value, "`text` looks at words: what a command does is better told by kind, class and attribute"
                )
        else:
            tests[name] = read_test(reader, value)
    if tests:
        into["where"] = tests


def _elsewhere(name: str) -> str:
    """The end of a message: which kinds have the attribute that others do not have."""
    having = [kind.value for kind in Kind if name in attributes_of(kind) | derived_attributes_of(kind)]
    return f": an attribute of {', '.join(having)}" if having else ""


def _path(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    if isinstance(node.value, dict):
        keys = reader.mapping(node, ("parameter",), required=("parameter",))
        into["paths"] = {"parameter": reader.text(keys.get("parameter"))}
    else:
        into["paths"] = reader.texts(node)


def _certainty(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["certainty"] = reader.choices(node, _CERTAINTIES)


CONDITION_KEYS: Mapping[str, Key] = {
    "on": Key(
        _on,
        KINDS_SCHEMA,
        "Kinds of operation; `family.*` and `*` name several. Without it: every kind.",
        "on: [file.write, net.*]",
    ),
    "class": Key(
        _class,
        {
            "anyOf": [
                _CLASS_LIST,
                {
                    "type": "object",
                    "properties": dict.fromkeys(("any", "all", "none"), _CLASS_LIST),
                    "additionalProperties": False,
                },
            ]
        },
        "What the resource is: one of these classes, or `any`, `all` and `none` of them.",
        "class: {any: [outside, home], none: temp}",
    ),
    "where": Key(
        _where,
        {"type": "object", "additionalProperties": {"$ref": "#/$defs/test"}},
        "Tests on attributes of the operation, by name; all must pass. An absent attribute counts as false or as "
        "not known.",
        "where: {program: [curl, wget], recursive: true}",
    ),
    "path": Key(
        _path,
        {"anyOf": [*one_or_list(TEXT)["anyOf"], {"$ref": "#/$defs/parameter"}]},
        "Globs of paths (`*` within a directory, `**` across). Relative ones start at the project, `~/` at the home "
        "directory.",
        'path: ["src/**", "~/notes/*.md"]',
    ),
    "certainty": Key(
        _certainty,
        one_or_list({"enum": _CERTAINTIES}),
        "How sure it is that the operation would happen.",
        "certainty: [likely, unknown]",
    ),
    "marked": texts_key("marked", "Marks that the file carries (see `mark`): one of them.", plain="marks"),
    **CIRCUMSTANCE_KEYS,
}
"""The condition keys, by name."""
