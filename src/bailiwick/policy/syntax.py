"""Strict YAML for policy files: text to nodes that know their line and column.

Narrower than YAML on purpose. Scalars are those of the YAML 1.2 core schema (`yes`, `on` and
`1:30` are strings); anchors, aliases, tags, merge keys, several documents and duplicate keys
are refused. All problems of a file are collected, none is raised.
"""

from __future__ import annotations

import re

from bailiwick.model import bounds
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    Scalar: TypeAlias = str | bool | int | float | None

_NUMBER = re.compile(r"[-+]?[0-9]+\Z")
_FRACTION = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


class Problem(Value):
    """What is wrong, and where; line and column count from 1."""

    source: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}: {self.message}"


class Node:
    """One value of a file with its position."""

    __slots__ = ("column", "line", "value")

    def __init__(self, value: Scalar | list[Node] | dict[str, Node], line: int, column: int) -> None:
        self.value = value
        self.line = line
        self.column = column


class _Builder:
    """Builds nodes from parser events, without recursion."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.documents = 0
        self._open: list[Node] = []
        self._keys: list[str | None] = []

    def problem(self, message: str, line: int, column: int) -> None:
        self.problems.append(Problem(self.source, line, column, message))

    def scalar(self, text: str, *, plain: bool, line: int, column: int) -> None:
        if self._expects_key():
            self._key(text, line, column)
        else:
            self._place(Node(_resolve(text) if plain else text, line, column))

    def start(self, value: list[Node] | dict[str, Node], line: int, column: int) -> None:
        node = Node(value, line, column)
        if self._expects_key():
            self.problem("expected a plain key, got a list or mapping", line, column)
            self._keys[-1] = ""
        self._place(node)
        self._open.append(node)
        self._keys.append(None)

    def end(self) -> None:
        self._open.pop()
        self._keys.pop()

    @property
    def depth(self) -> int:
        return len(self._open)

    def _expects_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._keys[-1] is None

    def _key(self, text: str, line: int, column: int) -> None:
        mapping = self._open[-1].value
        if isinstance(mapping, dict) and text in mapping:
            first = mapping[text]
            self.problem(f"the key `{text}` is given twice (first near line {first.line})", line, column)
        self._keys[-1] = text

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1].value
        if isinstance(parent, list):
            parent.append(node)
        elif isinstance(parent, dict):
            parent.setdefault(self._keys[-1] or "", node)
            self._keys[-1] = None


def _resolve(text: str) -> Scalar:
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.match(text) and len(text) <= 18:
        return int(text)
    if _FRACTION.match(text) and not _NUMBER.match(text):
        return float(text)
    return text


def load(text: str, source: str) -> tuple[Node | None, list[Problem]]:
    """The nodes of a policy file named `source`, and every problem of its form; no node when it has any."""
    if len(text.encode("utf-8", "surrogatepass")) > bounds.POLICY_BYTES:
        return None, [Problem(source, 1, 1, f"expected at most {bounds.POLICY_BYTES} bytes")]
    builder = _Builder(source)
    import yaml

    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            mark = event.start_mark
            line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
            if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None:
                builder.scalar(event.value, plain=event.implicit[0], line=line, column=column)
            elif not _feed(builder, event, line, column):
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        builder.problem(f"not well-formed: {error.problem or error.context}", *where)
    except yaml.YAMLError as error:
        builder.problem(f"not well-formed: {' '.join(str(error).split())}", *_position_of(text, error))
    if builder.root is None and not builder.problems:
        builder.problem("the file is empty", 1, 1)
    return (None if builder.problems else builder.root), builder.problems


def _position_of(text: str, error: Exception) -> tuple[int, int]:
    offset = getattr(error, "position", 0)
    before = text[: offset if isinstance(offset, int) else 0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _feed(builder: _Builder, event: object, line: int, column: int) -> bool:
    """Take one event; False ends the reading."""
    import yaml

    if isinstance(event, yaml.DocumentStartEvent):
        builder.documents += 1
        if builder.documents > 1:
            builder.problem("expected one document, got a second one", line, column)
            return False
    for problem in _extras(event):
        builder.problem(problem, line, column)
    if isinstance(event, yaml.AliasEvent):
        builder.scalar("", plain=False, line=line, column=column)
    elif isinstance(event, yaml.ScalarEvent):
        builder.scalar(event.value, plain=event.implicit[0], line=line, column=column)
    elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
        builder.start([] if isinstance(event, yaml.SequenceStartEvent) else {}, line, column)
        if builder.depth > bounds.POLICY_DEPTH:
            builder.problem(f"expected at most {bounds.POLICY_DEPTH} levels of nesting", line, column)
            return False
    elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
        builder.end()
    return True


def _extras(event: object) -> Iterator[str]:
    import yaml

    if isinstance(event, yaml.AliasEvent):
        yield f"aliases are not supported: write the value of `*{event.anchor}` out"
    elif getattr(event, "anchor", None):
        yield f"anchors are not supported: remove `&{getattr(event, 'anchor', '')}`"
    if getattr(event, "tag", None) is not None and not isinstance(event, yaml.DocumentStartEvent):
        yield f"tags are not supported: remove `{getattr(event, 'tag', '')}`"
