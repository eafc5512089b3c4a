"""Tests on values: what stands behind an attribute (`where`), a counter or an argument (`args`)."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.errors import PolicyError
from bailiwick.model.value import Value
from bailiwick.policy.predicates import TEXTUAL
from bailiwick.policy.schema.reader import BOOLEAN, TEXT, one_or_list, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

ADDRESS_CLASSES = ("private", "loopback", "link-local", "metadata", "carrier-nat", "multicast", "reserved")

SCALAR: Mapping[str, Any] = {"type": ["string", "number", "boolean"]}
_TEST: Mapping[str, Any] = {"$ref": "#/$defs/test"}
_TEXTS = one_or_list(TEXT)
_SCALARS = one_or_list(SCALAR)
_NUMBER: Mapping[str, Any] = {"type": "number"}


class Operator(Value):
    """One operator of tests."""

    read: Callable[[Reader, Node], object]
    schema: Mapping[str, Any]
    doc: str
    example: str = ""


def read_test(reader: Reader, node: Node) -> object:
    """The plain form of a test: a scalar, a list of tests, or a mapping with one operator."""
    if isinstance(node.value, list):
        return [read_test(reader, item) for item in node.value]
    if not isinstance(node.value, dict):
        if node.value is None or isinstance(node.value, float):
            reader.problem(node, f"expected a text, whole number, `true` or `false`, got {shown(node)}")
        return node.value
    keys = reader.mapping(node, (*OPERATOR_KEYS, "parameter"))
    if len(keys) != 1:
        reader.one_of(node, keys, "one operator such as glob, prefix, contains, pattern")
        return False
    ((name, operand),) = keys.items()
    if name == "parameter":
        return {"parameter": reader.text(operand)}
    if isinstance(operand.value, dict) and list(operand.value) == ["parameter"]:
        return {name: {"parameter": reader.text(operand.value["parameter"])}}
    before = len(reader.problems)
    plain = OPERATOR_KEYS[name].read(reader, operand)
    if name in TEXTUAL and len(reader.problems) == before:
        _usable(reader, operand, name, plain)
    return {name: plain}


def _usable(reader: Reader, node: Node, operator: str, texts: object) -> None:
    from bailiwick.policy.constraints import check

    for text in texts if isinstance(texts, list) else ():
        if len(text) > bounds.EXPRESSION_CHARS:
            reader.problem(node, f"expected at most {bounds.EXPRESSION_CHARS} characters, got {len(text)}")
            continue
        try:
            check(operator, text)
        except PolicyError as error:
            reader.problem(node, f"{error}{f' ({error.remedy})' if error.remedy else ''}")


def _scalar(reader: Reader, node: Node) -> object:
    if isinstance(node.value, (list, dict)):
        reader.problem(node, f"expected a text, number, `true` or `false`, got {shown(node)}")
        return None
    return node.value


def _exact(reader: Reader, node: Node) -> object:
    if isinstance(node.value, list):
        return [_scalar(reader, item) for item in node.value]
    return _scalar(reader, node)


def _scalars(reader: Reader, node: Node) -> list[object]:
    return [_scalar(reader, item) for item in reader.items(node)]


def _number(reader: Reader, node: Node) -> object:
    if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
        reader.problem(node, f"expected a number, got {shown(node)}")
        return 0
    return node.value


def _range(reader: Reader, node: Node) -> dict[str, object]:
    limits = {name: _number(reader, value) for name, value in reader.mapping(node, _RANGE).items()}
    if not limits:
        reader.problem(node, f"expected one or more of {', '.join(_RANGE)}")
    return limits


def _tests(reader: Reader, node: Node) -> list[object]:
    return [read_test(reader, item) for item in reader.items(node)]


def _url_safe(reader: Reader, node: Node) -> object:
    if not isinstance(node.value, dict):
        if node.value is not True:
            reader.problem(node, f"expected `true` or a mapping of limits, got {shown(node)}")
        return True
    limits: dict[str, Any] = {}
    for name, value in reader.mapping(node, _URL_LIMITS).items():
        if name == "ports":
            limits[name] = [reader.integer(item, least=1, most=65535) for item in reader.items(value)]
        elif name == "except":
            limits[name] = reader.choices(value, ADDRESS_CLASSES)
        else:
            limits[name] = reader.texts(value)
    return limits


_RANGE = ("min", "max", "above", "below")
_URL_LIMITS: Mapping[str, Any] = {
    "schemes": _TEXTS,
    "hosts": _TEXTS,
    "deny": _TEXTS,
    "ports": one_or_list({"type": "integer", "minimum": 1, "maximum": 65535}),
    "except": one_or_list({"enum": list(ADDRESS_CLASSES)}),
}


def _mapping(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def _textual(doc: str, example: str = "") -> Operator:
    return Operator(lambda reader, node: reader.texts(node), _TEXTS, doc, example)


OPERATOR_KEYS: Mapping[str, Operator] = {
    "glob": _textual(
        "Glob of a path or branch: `*` stays between two `/`, `**` crosses them.", 'branch: {glob: "rel/**"}'
    ),
    "prefix": _textual("Begins with.", "key: {prefix: credential.}"),
    "contains": _textual("Has this text in it.", "text: {contains: DROP TABLE}"),
    "pattern": _textual(
        "Wildcards `*`, `?`, `[abc]`, `[!abc]`, where `*` crosses everything.", 'to: {pattern: "*@x.org"}'
    ),
    "regex": _textual(
        "RE2 expression, searched anywhere; flags as `(?i)`, `(?s)`, `(?m)`; `^` and `$` anchor.",
        "text: {regex: '^make '}",
    ),
    "host": _textual(
        "Host: `x.org` and what is below it, `*.x.org` only what is below, `=x.org` only itself.",
        'host: {host: "*.x.org"}',
    ),
    "cidr": _textual("Address inside a network.", "host: {cidr: 10.0.0.0/8}"),
    "url": _textual("URL that fits `scheme://host[:port]/path` with `*`.", 'link: {url: "https://*.x.org/api/*"}'),
    "url_safe": Operator(
        _url_safe,
        {"anyOf": [{"const": True}, _mapping(_URL_LIMITS)]},
        "URL that reaches no private, loopback, metadata or other inner address in any spelling; `schemes`, `hosts`, "
        "`deny` and `ports` narrow it, `except` lets classes of address pass.",
        "link: {url_safe: {hosts: [x.org], ports: 443}}",
    ),
    "subpath": _textual("Absolute path that is this directory or below it, as text.", "file: {subpath: /srv/data}"),
    "shlex": _textual(
        "One plain command of this program: no operator, redirection, substitution, variable or pattern.",
        "command: {shlex: [ls, git]}",
    ),
    "over": Operator(_number, _NUMBER, "Number greater than.", "port: {over: 1023}"),
    "under": Operator(_number, _NUMBER, "Number less than.", "port: {under: 1024}"),
    "range": Operator(
        _range,
        {**_mapping(dict.fromkeys(_RANGE, _NUMBER)), "minProperties": 1},
        "Number from `min` to `max`, both included; `above` and `below` exclude their end.",
        "amount: {range: {min: 0, max: 100}}",
    ),
    "not_in": Operator(
        _tests,
        {"anyOf": [_TEST, {"type": "array", "items": _TEST}]},
        "None of these fits. A missing value passes in a guard, and fails in a rule that allows.",
        "host: {not_in: [{host: x.org}]}",
    ),
    "has_all": Operator(_scalars, _SCALARS, "List that has all of these.", "tags: {has_all: [reviewed]}"),
    "subset": Operator(_scalars, _SCALARS, "List that has nothing but these.", "scopes: {subset: [read, list]}"),
    "not": Operator(read_test, _TEST, "The test fails; also when the value is missing.", "port: {not: 443}"),
    "all": Operator(_tests, {"type": "array", "items": _TEST}, "All tests pass.", "n: {all: [{over: 1}, {under: 9}]}"),
    "any": Operator(_tests, {"type": "array", "items": _TEST}, "One test passes; a plain list means the same."),
    "exact": Operator(
        _exact,
        {"type": ["string", "number", "boolean", "null", "array"]},
        "Equal, with its type: `true` is not `1`, and a list is equal to a list.",
        "dry_run: {exact: true}",
    ),
    "absent": Operator(
        lambda reader, node: reader.boolean(node), BOOLEAN, "The value is missing.", "port: {absent: true}"
    ),
}
"""Operators by name."""

TEST_SCHEMA: Mapping[str, Any] = {
    "anyOf": [
        SCALAR,
        {"type": "array", "items": _TEST},
        {
            "type": "object",
            "properties": {
                **{
                    name: {"anyOf": [operator.schema, {"$ref": "#/$defs/parameter"}], "description": operator.doc}
                    for name, operator in OPERATOR_KEYS.items()
                },
                "parameter": TEXT,
            },
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
        },
    ],
    "description": "A scalar (equal), a list (any of), or one operator.",
}
"""JSON Schema of a test."""
