"""Abstract values of the Python interpreter: what an expression may be, as far as is known.

Strings and bytes are `Text`. Everything else is one of the records below; what none of
them describes is `UNKNOWN`, which keeps the labels of what it was made from.
"""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Hole, Label, Text
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from bailiwick.interpret.code.emit import Emitter
    from bailiwick.interpret.code.python import Interpreter

    Abstract: TypeAlias = Text | "Known" | "Ref" | "Items" | "Instance" | "Function" | "Unknown"


class Known(Value):
    """A number, bool or None."""

    value: int | float | bool | None


class Ref(Value):
    """A module, class or function by its dotted name: `os`, `shutil.rmtree`, `pathlib.Path`."""

    name: str


class Items(Value):
    """A list, tuple or set with its elements; `complete` is False when there may be more."""

    items: tuple[Abstract, ...]
    complete: bool = True


class Instance(Value):
    """An object of a class that matters: a path, an open file, a socket, a response."""

    type: str
    text: Text = Text()
    """The path, URL or host that it stands for."""
    labels: frozenset[Label] = NO_LABELS


class Function(Value):
    """A function or lambda of the code itself."""

    name: str
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Unknown(Value):
    """Anything; `labels` say what it was made from."""

    labels: frozenset[Label] = NO_LABELS


UNKNOWN = Unknown()


def labels_of(value: Abstract) -> frozenset[Label]:
    """Where a value came from, elements included."""
    if isinstance(value, Items):
        return union(labels_of(item) for item in value.items)
    if isinstance(value, Text | Instance | Unknown):
        return value.labels
    return NO_LABELS


def union(sets: Iterable[frozenset[Label]]) -> frozenset[Label]:
    """The union of label sets."""
    found = NO_LABELS
    for one in sets:
        found |= one
    return found


def as_text(value: Abstract) -> Text:
    """The value as a string: what `str()` would give, as far as known."""
    if isinstance(value, Text):
        return value
    if isinstance(value, Instance) and value.type == "path":
        return value.text
    if isinstance(value, Known):
        return Text((str(value.value),))
    return Text((Hole("value"),), labels_of(value))


class Site(Value):
    """One call: the interpreter, and its arguments."""

    interpreter: Interpreter
    arguments: tuple[Abstract, ...]
    keywords: Mapping[str, Abstract]
    source: str

    @property
    def emit(self) -> Emitter:
        """Where operations go."""
        return self.interpreter.emitter

    def argument(self, position: int, name: str = "") -> Abstract:
        """An argument by position or keyword, unknown when not given."""
        if position < len(self.arguments):
            return self.arguments[position]
        return self.keywords.get(name, UNKNOWN)

    def text(self, position: int, name: str = "") -> Text:
        """An argument as text."""
        return as_text(self.argument(position, name))

    def given(self, position: int, name: str) -> bool:
        """True when the argument is there."""
        return position < len(self.arguments) or name in self.keywords

    @property
    def labels(self) -> frozenset[Label]:
        """Where all arguments came from."""
        return union(labels_of(value) for value in (*self.arguments, *self.keywords.values()))
