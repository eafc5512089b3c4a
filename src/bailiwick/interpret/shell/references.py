"""Which variables a command mentions."""

from __future__ import annotations

from bailiwick.interpret.shell.syntax import (
    ArrayLiteral,
    Assignment,
    HereDocument,
    Parameter,
    Word,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.shell.syntax import Simple


def names_in(command: Simple) -> set[str]:
    """Names of the parameters in the words, assignments and redirections of a simple command."""
    found: set[str] = set()
    for assignment in command.assignments:
        _in_assignment(assignment, found)
    for word in command.words:
        if isinstance(word, Assignment):
            _in_assignment(word, found)
        else:
            _in_word(word, found)
    for redirect in command.redirects:
        _in_word(redirect.target.body if isinstance(redirect.target, HereDocument) else redirect.target, found)
    return found


def _in_assignment(assignment: Assignment, found: set[str]) -> None:
    if isinstance(assignment.value, ArrayLiteral):
        for _key, word in assignment.value.items:
            _in_word(word, found)
    else:
        _in_word(assignment.value, found)
    if assignment.append:
        found.add(assignment.name)


def _in_word(word: Word | None, found: set[str]) -> None:
    if word is None or word.plain is not None:
        return
    for part in word.parts:
        if isinstance(part, Parameter):
            found.add(part.name)
            _in_word(part.index, found)
            _in_word(part.argument, found)
            _in_word(part.second, found)
        elif hasattr(part, "expression"):
            _in_word(part.expression, found)
            found.update(_identifiers(part.expression))


def _identifiers(word: Word) -> set[str]:
    """Names in an arithmetic text, where variables need no dollar sign."""
    text = "".join(getattr(part, "text", " ") for part in word.parts)
    cleaned = "".join(char if char.isalnum() or char == "_" else " " for char in text)
    return {name for name in cleaned.split() if not name[0].isdigit()}
