"""Small edits to JSON text that leave every other character as it was.

Settings files belong to people: their order, indentation, line ends and odd spacing stay.
Each function takes the whole text and gives the whole new text. New parts follow the
style found around them. An element or member that was appended and then removed leaves
the text exactly as before.
"""

from __future__ import annotations

import json

from bailiwick.model.errors import InputError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, TypeAlias

    Step: TypeAlias = str | int
    Path: TypeAlias = tuple[Step, ...]

BOM = "\ufeff"
DEPTH = 64
"""Deepest nesting of a settings file that is edited."""

_SPACE = " \t\n\r"
_SCALAR_STARTS = frozenset('"-0123456789tfn')
_DECODER = json.JSONDecoder()


class Node(Value):
    """One JSON value in the text, `start` to `end`."""

    start: int
    end: int
    kind: str
    """`object`, `array` or `scalar`."""
    children: tuple[Child, ...] = ()


class Child(Value):
    """A member or element."""

    step: Step
    start: int
    """Where the key, or the element, begins."""
    node: Node


def append_member(text: str, path: Path, key: str, value: object) -> str:
    """Add `key` as the last member of the object at `path`."""
    return _append(text, path, "object", f"{json.dumps(key, ensure_ascii=False)}: ", value)


def append_element(text: str, path: Path, value: object) -> str:
    """Add an element at the end of the array at `path`."""
    return _append(text, path, "array", "", value)


def remove(text: str, path: Path) -> str:
    """Take away the member or element at `path`, and the comma that it no longer needs."""
    parent = _find(parse(text), path[:-1])
    position = next((index for index, child in enumerate(parent.children) if child.step == path[-1]), None)
    if position is None:
        raise InputError(f"expected `{_shown(path)}` in the document, it is not there")
    if len(parent.children) == 1:
        return text[: parent.start + 1] + text[parent.end - 1 :]
    if position == len(parent.children) - 1:
        return text[: parent.children[position - 1].node.end] + text[parent.children[position].node.end :]
    return text[: parent.children[position].start] + text[parent.children[position + 1].start :]


def parse(text: str) -> Node:
    """The root value with the places of everything in it.

    Raises:
        InputError: it is not JSON, has a key twice in one object, or nests too deep.
    """
    start = _skip(text, len(BOM) if text.startswith(BOM) else 0)
    root = _value(text, start, 0)
    if _skip(text, root.end) != len(text):
        _fail(text, root.end, "the end of the document")
    return root


def _append(text: str, path: Path, kind: str, prefix: str, value: object) -> str:
    root = parse(text)
    target = _find(root, path)
    if target.kind != kind:
        raise InputError(f"expected `{_shown(path)}` to be an {kind} in the document, it is not")
    newline = "\r\n" if "\r\n" in text else "\n"
    if target.children:
        last = target.children[-1]
        before = target.children[-2].node.end if len(target.children) > 1 else target.start
        lead = _spaces(text, text.index(",", before, last.start) + 1 if before != target.start else before + 1)
        if "\n" not in lead:
            return text[: last.node.end] + ", " + prefix + _inline(value) + text[last.node.end :]
        margin = lead.rpartition("\n")[2]
        shown = _block(value, margin, _unit(text, root), newline)
        return text[: last.node.end] + "," + lead + prefix + shown + text[last.node.end :]
    if _stands_inline(text, root, path):
        return text[: target.start + 1] + prefix + _inline(value) + text[target.end - 1 :]
    unit = _unit(text, root)
    outer = _margin(text, target.start) if path else ""
    inner = outer + unit
    shown = newline + inner + prefix + _block(value, inner, unit, newline) + newline + outer
    return text[: target.start + 1] + shown + text[target.end - 1 :]


def _stands_inline(text: str, root: Node, path: Path) -> bool:
    """True when the value at `path` stands on the line where the container around it begins."""
    if not path:
        return False
    parent = _find(root, path[:-1])
    around = next(child for child in parent.children if child.step == path[-1])
    return "\n" not in text[parent.start : around.start]


def _unit(text: str, root: Node) -> str:
    """One step of indentation: that of the first member, else two spaces."""
    if root.children:
        lead = _spaces(text, root.start + 1)
        if "\n" in lead and lead.rpartition("\n")[2]:
            return lead.rpartition("\n")[2]
    return "  "


def _margin(text: str, position: int) -> str:
    line = text.rfind("\n", 0, position) + 1
    return _spaces(text, line)


def _inline(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _block(value: object, margin: str, unit: str, newline: str) -> str:
    """`value` over several lines; what holds no further object or array stays on one."""
    if isinstance(value, dict) and value:
        parts = [f"{_inline(key)}: {_block(member, margin + unit, unit, newline)}" for key, member in value.items()]
        opening, closing = "{", "}"
    elif isinstance(value, list) and any(isinstance(element, (dict, list)) for element in value):
        parts = [_block(element, margin + unit, unit, newline) for element in value]
        opening, closing = "[", "]"
    else:
        return _inline(value)
    inner = newline + margin + unit
    return f"{opening}{inner}{(',' + inner).join(parts)}{newline}{margin}{closing}"


def _spaces(text: str, start: int) -> str:
    return text[start : _skip(text, start)]


def _find(root: Node, path: Path) -> Node:
    node = root
    for step in path:
        found = next((child.node for child in node.children if child.step == step), None)
        if found is None:
            raise InputError(f"expected `{_shown(path)}` in the document, it is not there")
        node = found
    return node


def _shown(path: Path) -> str:
    return ".".join(str(step) for step in path) or "the root"


def _value(text: str, start: int, depth: int) -> Node:
    if depth > DEPTH:
        raise InputError(f"expected the document to nest at most {DEPTH} levels, it nests deeper")
    opening = text[start : start + 1]
    if opening == "{":
        return _container(text, start, depth, "object", "}")
    if opening == "[":
        return _container(text, start, depth, "array", "]")
    return Node(start, _scalar(text, start)[1], "scalar")


def _container(text: str, start: int, depth: int, kind: str, closing: str) -> Node:
    children: list[Child] = []
    seen: set[str] = set()
    position = _skip(text, start + 1)
    if text[position : position + 1] == closing:
        return Node(start, position + 1, kind)
    while True:
        begin = position
        step: Step = len(children)
        if kind == "object":
            step, position = _key(text, position)
            if step in seen:
                raise InputError(f"expected each key once, `{step}` comes twice")
            seen.add(step)
        node = _value(text, position, depth + 1)
        children.append(Child(step, begin, node))
        position = _skip(text, node.end)
        mark = text[position : position + 1]
        if mark == closing:
            return Node(start, position + 1, kind, tuple(children))
        if mark != ",":
            _fail(text, position, f"`,` or `{closing}`")
        position = _skip(text, position + 1)


def _key(text: str, position: int) -> tuple[str, int]:
    if text[position : position + 1] != '"':
        _fail(text, position, "a key in double quotes")
    key, end = _scalar(text, position)
    end = _skip(text, end)
    if text[end : end + 1] != ":":
        _fail(text, end, "`:`")
    return str(key), _skip(text, end + 1)


def _scalar(text: str, position: int) -> tuple[object, int]:
    if text[position : position + 1] not in _SCALAR_STARTS:
        _fail(text, position, "a JSON value")
    try:
        return _DECODER.raw_decode(text, position)
    except ValueError as error:
        raise InputError(f"expected a JSON value: {error}") from error


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in _SPACE:
        position += 1
    return position


def _fail(text: str, position: int, expected: str) -> NoReturn:
    line = text.count("\n", 0, position) + 1
    found = text[position : position + 10] or "the end"
    raise InputError(f"expected {expected} in line {line}, got `{found}`")
