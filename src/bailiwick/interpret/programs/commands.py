"""From an argv to the subcommand it names, and its arguments (`docker -H X compose -f Y down -v`)."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.arguments import Arguments, merged, read_arguments
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.grammar import Program

DEPTH = 6
"""Deepest nesting of subcommands; real ones stay below 5."""


def read_command(program: Program, words: Sequence[Text]) -> tuple[Program, Arguments, tuple[str, ...]]:
    """The innermost subcommand, its arguments with those of its parents, and its name."""
    outer = Arguments()
    options = ""
    path: tuple[str, ...] = ()
    for _ in range(DEPTH):
        options = merged(options, program.options)
        found = _find(program, words, options) if program.commands else None
        if found is None:
            break
        child, given, name, rest = found
        path += name
        outer = given.after(outer)
        if "own" in program.style.split():
            options = ""
        program, words = child, rest
    arguments, _ = read_arguments(words, options, style=program.style)
    return program, arguments.after(outer), path


_Found = tuple["Program", Arguments, tuple[str, ...], "Sequence[Text]"]


def _find(program: Program, words: Sequence[Text], options: str) -> _Found | None:
    """The first subcommand in the order of the catalogue that the operands name.

    Returns:
        The subcommand, the options before its name, its name, and the words that it reads itself.
    """
    head, read = read_arguments(words, options, style=program.style, stop=1)
    if not head.operands:
        return None
    first = texts.pattern(head.operands[0])
    table = _table(tuple(program.commands))
    single = table.names.get(first)
    names: tuple[str, ...] | None = None
    for position, key, pattern in table.patterns:
        if single is not None and position > single[0]:
            break
        if len(pattern) == 1 and pattern[0] != "**":
            if _fits(first, pattern[0]):
                return program.commands[key], head.replace(operands=()), (first,), words[read:]
            continue
        if pattern[0] != first and "*" not in pattern[0]:
            continue
        names = names if names is not None else _names(program, words, options)
        taken = _leading(names, pattern)
        if taken:
            rest = _without(program, words, options, taken)
            return program.commands[key], Arguments(), names[:taken], rest
    if single is not None:
        return program.commands[single[1]], head.replace(operands=()), (first,), words[read:]
    if head.strange and read < len(words):
        # An unknown option may have taken the word that looked like the subcommand.
        found = _find(program, words[read:], options)
        return None if found is None else (found[0], found[1].after(head.replace(operands=())), *found[2:])
    return None


class _Table(Value):
    """The keys of one level of subcommands, so that a plain name is found without trying all of them."""

    names: Mapping[str, tuple[int, str]]
    """Position and key of each plain name; the first key that has it counts."""
    patterns: tuple[tuple[int, str, tuple[str, ...]], ...]
    """Position, key and words of everything that is not a plain name, in the order of the catalogue."""


@lru_cache(maxsize=512)
def _table(keys: tuple[str, ...]) -> _Table:
    names: dict[str, tuple[int, str]] = {}
    patterns: list[tuple[int, str, tuple[str, ...]]] = []
    for position, key in enumerate(keys):
        for alternative in key.split("|"):
            pattern = tuple(alternative.split())
            if len(pattern) == 1 and "*" not in alternative:
                names.setdefault(pattern[0], (position, key))
            else:
                patterns.append((position, key, pattern))
    return _Table(names, tuple(patterns))


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) if "*" in pattern else name == pattern


def _names(program: Program, words: Sequence[Text], options: str) -> tuple[str, ...]:
    arguments, _ = read_arguments(words, options, style=program.style)
    return tuple(texts.pattern(word) for word in arguments.operands)


def _without(program: Program, words: Sequence[Text], options: str, taken: int) -> list[Text]:
    """`words` without their first `taken` operands; options keep their place."""
    rest: list[Text] = []
    at = 0
    for _ in range(taken):
        arguments, read = read_arguments(words[at:], options, style=program.style, stop=1)
        rest.extend(words[at : at + read - len(arguments.operands)])
        at += read
    return [*rest, *words[at:]]


def _leading(names: Sequence[str], pattern: Sequence[str]) -> int:
    """How many leading names the pattern takes; 0 when it does not fit."""
    if pattern and pattern[0] == "**":
        if len(pattern) == 1:
            return len(names)
        if len(pattern) == 2 and "*" not in pattern[1]:
            return names.index(pattern[1]) + 1 if pattern[1] in names else 0
        for skipped in range(len(names)):
            taken = _leading(names[skipped:], pattern[1:])
            if taken:
                return skipped + taken
        return 0
    if not pattern or len(names) < len(pattern):
        return 0
    fits = all(_fits(name, part) for name, part in zip(names, pattern, strict=False))
    return len(pattern) if fits else 0
