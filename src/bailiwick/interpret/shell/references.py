"""Which variables a piece of syntax mentions."""

from __future__ import annotations

from bailiwick.interpret.shell.syntax import Arithmetic, Assignment, Calculation, HereDocument, Literal, Parameter, Word
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def names_in(syntax: object) -> set[str]:
    """Names of all parameters in `syntax`, those inside substitutions included."""
    found: set[str] = set()
    waiting = [syntax]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Parameter) or (isinstance(node, Assignment) and node.append):
            found.add(node.name)
        elif isinstance(node, Arithmetic | Calculation):
            found.update(_identifiers(node.expression))
        waiting.extend(_children(node))
    return found


def _children(node: object) -> Iterator[object]:
    if isinstance(node, tuple):
        yield from node
    elif isinstance(node, HereDocument):
        yield node.body
    elif isinstance(node, Value) and not isinstance(node, Literal) and getattr(node, "plain", None) is None:
        for field in type(node)._fields:
            yield getattr(node, field)


def _identifiers(word: Word) -> set[str]:
    """Names in an arithmetic text, where variables need no dollar sign."""
    text = "".join(part.text if isinstance(part, Literal) else " " for part in word.parts)
    cleaned = "".join(char if char.isalnum() or char == "_" else " " for char in text)
    return {name for name in cleaned.split() if not name[0].isdigit()}
