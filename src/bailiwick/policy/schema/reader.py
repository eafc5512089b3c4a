"""`Reader`: walks the nodes of a policy file and collects every problem with its position; `Key`: one key of a table.

The tables of `Key`s in this package are the language: the reader follows them, and the JSON Schema
for editors and `docs/policy/reference.md` are made from them.
"""

from __future__ import annotations

from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value
from bailiwick.policy.syntax import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from typing import Any

    from bailiwick.policy.syntax import Node


class Key(Value):
    """One key of a mapping in a policy file."""

    read: Callable[[Reader, Node, dict[str, Any]], None]
    """Puts the plain data of the node into the mapping that is being made; keys of a table are read in its order."""
    schema: Mapping[str, Any]
    """JSON Schema of the value, without its description."""
    doc: str
    """What it means, for editors and the reference: one sentence or a few, Markdown."""
    example: str = ""
    """YAML, as it stands in a file; shown in the reference."""
    required: bool = False


class Reader:
    """Reads nodes as what the language expects; what is something else becomes a `Problem`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.notes: list[str] = []

    def follow(self, node: Node | None, table: Mapping[str, Key], into: dict[str, Any] | None = None) -> dict[str, Any]:
        """The plain data of a mapping with the keys of `table`."""
        found: dict[str, Any] = {} if into is None else into
        keys = self.mapping(node, table, required=[name for name, key in table.items() if key.required])
        for name, key in table.items():
            if name in keys:
                key.read(self, keys[name], found)
        return found

    def mapping(
        self, node: Node | None, allowed: Collection[str] | None = None, *, required: Collection[str] = ()
    ) -> dict[str, Node]:
        """The entries of a mapping; unknown and missing keys are problems."""
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            self.problem(node, f"expected a mapping, got {shown(node)}")
            return {}
        found = {}
        for key, value in node.value.items():
            if allowed is not None and key not in allowed:
                self.problem(value, f"unknown key `{key}`{suggestion(key, allowed)}")
            else:
                found[key] = value
        for key in required:
            if key not in node.value:
                self.problem(node, f"the key `{key}` is missing")
        return found

    def one_of(self, node: Node, keys: Mapping[str, Node], expected: str) -> None:
        """Say that `keys`, which `mapping` found in `node`, are not one; silent when it has named unknown ones."""
        if not isinstance(node.value, dict) or len(keys) == len(node.value):
            self.problem(node, f"expected {expected}, got {len(keys)} keys")

    def sequence(self, node: Node | None) -> list[Node]:
        """The items of a list."""
        if node is None:
            return []
        if not isinstance(node.value, list):
            self.problem(node, f"expected a list, got {shown(node)}")
            return []
        return node.value

    def items(self, node: Node) -> list[Node]:
        """The items of a list, or the one value that stands for a list of one."""
        return node.value if isinstance(node.value, list) else [node]

    def texts(self, node: Node | None) -> list[str]:
        """A text or a list of them."""
        return [] if node is None else [self.text(item) for item in self.items(node)]

    def text(self, node: Node | None) -> str:
        """A text that is not empty."""
        if node is None:
            return ""
        if not isinstance(node.value, str) or not node.value:
            self.problem(node, f"expected a text, got {shown(node)}")
            return ""
        return node.value

    def boolean(self, node: Node) -> bool:
        """`true` or `false`."""
        if not isinstance(node.value, bool):
            self.problem(node, f"expected `true` or `false`, got {shown(node)}")
            return False
        return node.value

    def integer(self, node: Node, *, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        value = node.value
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.problem(node, f"expected a whole number from {least} to {most}, got {shown(node)}")
            return least
        return value

    def choice(self, node: Node | None, choices: Collection[str]) -> str:
        """One of `choices`."""
        if node is None:
            return ""
        if not isinstance(node.value, str) or node.value not in choices:
            hint = suggestion(str(node.value), choices) or f": expected one of {', '.join(choices)}"
            self.problem(node, f"{shown(node)} is not possible here{hint}")
            return ""
        return node.value

    def choices(self, node: Node, choices: Collection[str]) -> list[str]:
        """One of `choices`, or a list of them."""
        return [self.choice(item, choices) for item in self.items(node)]

    def plain(self, node: Node) -> object:
        """A text, whole number, truth value or a list of them."""
        if isinstance(node.value, list):
            return [self.plain(item) for item in node.value]
        if isinstance(node.value, (dict, float)) or node.value is None:
            self.problem(node, f"expected a text, whole number or a list of them, got {shown(node)}")
            return None
        return node.value

    def problem(self, node: Node, message: str) -> None:
        """Something is wrong at `node`: the file will not be used."""
        self.problems.append(Problem(self.source, node.line, node.column, message))

    def note(self, node: Node, message: str) -> None:
        """Something at `node` deserves a person's eye: the file is used all the same."""
        self.notes.append(f"{self.source}:{node.line}:{node.column}: {message}")


def shown(node: Node) -> str:
    """A value as messages show it."""
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    if node.value is None:
        return "nothing"
    return f"`{str(node.value).lower() if isinstance(node.value, bool) else node.value}`"


def suggestion(word: str, choices: Collection[str]) -> str:
    """What was probably meant, as the end of a message; empty when nothing is close."""
    import difflib

    close = difflib.get_close_matches(word, list(choices), n=1)
    return f": did you mean `{close[0]}`?" if close else ""


def text_key(name: str, doc: str, *, plain: str = "", example: str = "", required: bool = False) -> Key:
    """A key whose value is one text, kept as `plain` (or under its own name)."""

    def read(reader: Reader, node: Node, into: dict[str, Any]) -> None:
        into[plain or name] = reader.text(node)

    return Key(read, TEXT, doc, example, required)


def texts_key(name: str, doc: str, *, plain: str = "", example: str = "") -> Key:
    """A key whose value is a text or a list of texts, kept as a list."""

    def read(reader: Reader, node: Node, into: dict[str, Any]) -> None:
        into[plain or name] = reader.texts(node)

    return Key(read, one_or_list(TEXT), doc, example)


def choice_key(name: str, choices: Mapping[str, str] | tuple[str, ...], doc: str, *, example: str = "") -> Key:
    """A key whose value is one word of `choices`; a mapping says what each word is kept as."""

    def read(reader: Reader, node: Node, into: dict[str, Any]) -> None:
        word = reader.choice(node, choices)
        into[name] = word if isinstance(choices, tuple) else choices.get(word, "")
        if into[name] != word:
            reader.note(node, f"`{word}` is called `{into[name]}` here")

    return Key(read, {"enum": list(choices)}, doc, example)


def one_or_list(schema: Mapping[str, Any]) -> dict[str, Any]:
    """JSON Schema of a value or a list of such values."""
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


TEXT: Mapping[str, Any] = {"type": "string", "minLength": 1}
BOOLEAN: Mapping[str, Any] = {"type": "boolean"}
NO_SCHEMA: Mapping[str, Any] = EMPTY
"""JSON Schema of a value that may be anything."""
