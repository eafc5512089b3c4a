"""Keys of rules and sections about what happened earlier in the session."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.tracker import DENY, HUMAN, PASS, SESSION, TASK
from bailiwick.policy.schema.conditions import CONDITION_KEYS, read_condition
from bailiwick.policy.schema.reader import BOOLEAN, TEXT, Key, shown, text_key, texts_key
from bailiwick.policy.schema.taint import TAINT
from bailiwick.policy.schema.value_tests import read_test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

COUNTERS = ("calls", "shell_calls", "shell_calls_in_a_row", "denials")

_CONDITION = {"$ref": "#/$defs/condition"}
_COUNT = {"type": "integer", "minimum": 0}
_REACH = {"type": "integer", "minimum": 1}
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LARGEST = 1_000_000_000_000
_SCOPES = (SESSION, "agent", "project")
_WINDOW = {"anyOf": [{"enum": [TASK, SESSION]}, {"type": "string", "pattern": "^[1-9][0-9]{0,5}[smhd]$"}]}


def _session(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    keys = reader.mapping(node, ("label", *COUNTERS))
    if "label" in keys:
        into["labels"] = reader.texts(keys["label"])
    counters = {name: read_test(reader, keys[name]) for name in COUNTERS if name in keys}
    if counters:
        into["counters"] = counters


def _number(reader: Reader, node: Node) -> object:
    """A whole number, or the parameter of a pack."""
    if isinstance(node.value, dict):
        keys = reader.mapping(node, ("parameter",), required=("parameter",))
        return {"parameter": reader.text(keys.get("parameter"))}
    return reader.integer(node, least=0, most=_LARGEST)


def _reach(reader: Reader, node: Node) -> object:
    return reader.integer(node, least=1, most=_LARGEST)


def _window(reader: Reader, node: Node) -> object:
    """`task`, `session`, or a duration as a number of seconds in a text."""
    text = node.value if isinstance(node.value, str) else ""
    if text in (TASK, SESSION):
        return text
    number, unit = text[:-1], text[-1:]
    if unit not in _UNITS or not (number.isascii() and number.isdigit()) or number[0] == "0" or len(number) > 6:
        reader.problem(
            node, f"expected `task`, `session` or a duration like `30s`, `10m`, `1h` or `2d`, got {shown(node)}"
        )
        return TASK
    return str(int(number) * _UNITS[unit])


def _usage(reader: Reader, node: Node) -> object:
    text = reader.text(node)
    if not text.startswith("usage.") or len(text) == len("usage."):
        reader.problem(node, f"expected a sum of usage like `usage.total_tokens`, got {shown(node)}")
    return text.removeprefix("usage.")


def _steps(reader: Reader, node: Node) -> list[Any]:
    items = reader.sequence(node)
    if not 0 < len(items) <= bounds.SEQUENCE_STEPS:
        reader.problem(node, f"expected 1 to {bounds.SEQUENCE_STEPS} conditions, got {len(items)}")
    return [read_condition(reader, item) for item in items]


def _boolean(reader: Reader, node: Node) -> object:
    return reader.boolean(node)


def _text(reader: Reader, node: Node) -> object:
    return reader.text(node)


_OPTIONS: Mapping[str, Callable[[Reader, Node], object]] = {
    "max": _number,
    "window": _window,
    "per": lambda reader, node: reader.choice(node, _SCOPES),
    "sum": _usage,
    "of": read_condition,
    "attempts": _boolean,
    "permanent": _boolean,
    "same": _boolean,
    "steps": _steps,
    "within": _reach,
    "without": read_condition,
    "this_call": _boolean,
    "directly": _boolean,
    "dedicated": _boolean,
    "unless_between": read_condition,
    "gate": _text,
    "decision": lambda reader, node: reader.choice(node, (PASS, DENY)),
    "must": read_condition,
    "must_not": read_condition,
}
_KEPT_AS = {"unless_between": "between"}


def _options(reader: Reader, node: Node, allowed: tuple[str, ...], *, required: tuple[str, ...] = ()) -> dict[str, Any]:
    keys = reader.mapping(node, allowed, required=required)
    return {_KEPT_AS.get(name, name): _OPTIONS[name](reader, keys[name]) for name in allowed if name in keys}


def _limit(reader: Reader, node: Node) -> dict[str, Any]:
    test = _options(reader, node, ("max", "window", "per", "sum", "of", "attempts"), required=("max",))
    if "sum" in test and ("of" in test or "attempts" in test):
        reader.problem(node, "`sum` counts what models used: it takes neither `of` nor `attempts`")
    test = {"is": "limit", "window": TASK, "per": SESSION, **test}
    if test["per"] != SESSION and not test["window"].isdigit():
        reader.problem(node, f"`per: {test['per']}` needs a window of time, for example `window: 1h`")
    return test


def _in_a_row(reader: Reader, node: Node) -> dict[str, Any]:
    return {"is": "row", **_options(reader, node, ("max", "of", "same", "permanent"), required=("max",))}


def _after(reader: Reader, node: Node) -> dict[str, Any]:
    if isinstance(node.value, list):
        return {"is": "after", "steps": _steps(reader, node)}
    if isinstance(node.value, dict) and "steps" not in node.value:
        return {"is": "after", "steps": [read_condition(reader, node)]}
    return {"is": "after", **_options(reader, node, ("steps", "within", "attempts", "without", "this_call"))}


_REQUIRES = ("directly", "within", "dedicated", "unless_between", "attempts", "gate", "decision")


def _requires(reader: Reader, node: Node) -> dict[str, Any]:
    keys = reader.mapping(node, (*CONDITION_KEYS, *_REQUIRES))
    test: dict[str, Any] = {"is": "requires"}
    test.update((_KEPT_AS.get(name, name), _OPTIONS[name](reader, keys[name])) for name in _REQUIRES if name in keys)
    condition: dict[str, Any] = {}
    for name, key in CONDITION_KEYS.items():
        if name in keys:
            key.read(reader, keys[name], condition)
    if bool(condition) == ("gate" in test):
        reader.problem(node, "expected either a condition (`on`, `class` ...) or a `gate`")
    if "decision" in test and "gate" not in test:
        reader.problem(node, "`decision` belongs to a `gate`")
    if "gate" in test and "attempts" in test:
        reader.problem(node, "a `gate` is passed by an answer, never by an attempt")
    return {**test, "of": condition} if condition else test


def _successor(reader: Reader, node: Node) -> dict[str, Any]:
    test = {"is": "successor", **_options(reader, node, ("of", "must", "must_not", "attempts"), required=("of",))}
    if "must" not in test and "must_not" not in test:
        reader.problem(node, "expected `must`, `must_not` or both")
    return test


_READERS: Mapping[str, Callable[[Reader, Node], dict[str, Any]]] = {
    "limit": _limit,
    "in_a_row": _in_a_row,
    "after": _after,
    "requires": _requires,
    "successor": _successor,
}


def _into_history(name: str) -> Callable[[Reader, Node, dict[str, Any]], None]:
    def read(reader: Reader, node: Node, into: dict[str, Any]) -> None:
        into.setdefault("history", []).append(_READERS[name](reader, node))

    return read


def _history(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    for item in reader.sequence(node):
        keys = reader.mapping(item, _READERS)
        if len(keys) != 1:
            reader.one_of(item, keys, f"one of {', '.join(_READERS)}")
        for name, value in keys.items():
            into.setdefault("history", []).append(_READERS[name](reader, value))


def _object(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


_STEPS = {"type": "array", "items": _CONDITION, "minItems": 1, "maxItems": bounds.SEQUENCE_STEPS}
_AFTER = {"steps": _STEPS, "within": _REACH, "attempts": BOOLEAN, "without": _CONDITION, "this_call": BOOLEAN}
_TESTS: Mapping[str, Key] = {
    "limit": Key(
        _into_history("limit"),
        _object(
            {
                "max": {"anyOf": [_COUNT, {"$ref": "#/$defs/parameter"}]},
                "window": _WINDOW,
                "per": {"enum": list(_SCOPES)},
                "sum": {"type": "string", "pattern": "^usage\\..+$"},
                "of": _CONDITION,
                "attempts": BOOLEAN,
            },
            "max",
        ),
        "How often: the rule speaks when this call would go over `max`. Counted are calls that the rule is about (or "
        "`of` another condition) and that were let through; with `attempts: true` blocked ones too. `window`: `task` "
        "(default), `session` or a duration; `per: agent` and `per: project` count over all sessions. With "
        "`sum: usage.NAME` it is a budget: the rule speaks once models used more than `max`.",
        "limit: {max: 20, window: 10m}",
    ),
    "in_a_row": Key(
        _into_history("in_a_row"),
        _object(
            {"max": {"anyOf": [_COUNT, {"$ref": "#/$defs/parameter"}]}, "of": _CONDITION, "same": BOOLEAN}
            | {"permanent": BOOLEAN},
            "max",
        ),
        "A loop: the rule speaks when more than `max` calls with no other call between them match it (or `of`); "
        "blocked ones count. `same: true`: calls with the very same tool and input. With `permanent: true` it goes on "
        "speaking for the rest of the task.",
        "in_a_row: {max: 10}",
    ),
    "after": Key(
        _into_history("after"),
        {"anyOf": [_STEPS, _CONDITION, _object(_AFTER, "steps")]},
        "The rule speaks only after calls that matched these conditions ran, in this order, in this task; others may "
        "lie between. `within: N`: the first was at most N calls ago. `without`: such a call in between breaks it. "
        "`attempts: true`: blocked calls count too. `this_call: true`: this call may be the last of them itself.",
        "after: [{on: file.read, class: secret}]",
    ),
    "requires": Key(
        _into_history("requires"),
        {
            "type": "object",
            "properties": {
                "directly": BOOLEAN,
                "within": _REACH,
                "dedicated": BOOLEAN,
                "unless_between": _CONDITION,
                "attempts": BOOLEAN,
                "gate": TEXT,
                "decision": {"enum": [PASS, DENY]},
            },
        },
        "The rule speaks unless a call that matches this condition (or a `gate`) came before: it ran and did not fail. "
        "`directly`: as the last one. `within: N`: at most N calls ago. `dedicated: true`: no other call that this "
        "rule is about since then. `unless_between`: no such call since then. "
        f"`gate: {HUMAN}`: a person accepted (`decision: deny`: declined) when asked.",
        f"requires: {{gate: {HUMAN}, within: 3, dedicated: true}}",
    ),
    "successor": Key(
        _into_history("successor"),
        _object({"of": _CONDITION, "must": _CONDITION, "must_not": _CONDITION, "attempts": BOOLEAN}, "of"),
        "The rule speaks when the call before matched `of` and this one does not match `must`, or matches `must_not`.",
        "successor: {of: {on: db.write}, must: {on: exec.run, where: {program: pytest}}}",
    ),
}

HISTORY_RULE_KEYS: Mapping[str, Key] = {
    "session": Key(
        _session,
        {
            "type": "object",
            "properties": {
                "label": {"$ref": "#/$defs/texts"},
                **{name: {"$ref": "#/$defs/test"} for name in COUNTERS},
            },
            "additionalProperties": False,
        },
        "What the session must look like: it carries one of the labels, and the counters pass their tests.",
        "session: {label: secret, shell_calls: {over: 50}}",
    ),
    **_TESTS,
    "history": Key(
        _history,
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: key.schema for name, key in _TESTS.items()},
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            },
        },
        f"Several tests of the past, each one of {', '.join(f'`{name}`' for name in _TESTS)}: the rule speaks when all "
        "hold. Needed only when two are of the same sort.",
        "history: [{after: {on: file.read, class: secret}}, {requires: {gate: human}}]",
    ),
    "label": text_key("label", "Label that the session gets when the call is executed all the same.", plain="brings"),
    "clears": texts_key(
        "clears",
        "Labels that the session loses when the call ran and did not fail. Trusted levels only.",
        example="clears: secret",
    ),
    "mark": text_key("mark", "Mark that the files of the call get when it is executed."),
}
"""Keys of rules, by name."""


def _stop_after_denials(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["stop_after_denials"] = reader.integer(node, least=1, most=_LARGEST)


STOP_AFTER_DENIALS = Key(
    _stop_after_denials,
    _REACH,
    "From this many denials in one task on, a denied call also ends the agent's turn, so that it cannot go on trying. "
    "The smallest number of all levels counts.",
    "stop_after_denials: 5",
)
"""A section of policy files, not of packs."""

HISTORY_SECTIONS: Mapping[str, Key] = {"taint": TAINT}
"""Sections of policy files and packs, by name."""
