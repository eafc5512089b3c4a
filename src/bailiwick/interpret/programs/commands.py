"""From an argv to the subcommand it names, and its arguments (`docker -H X compose -f Y down -v`)."""

from __future__ import annotations

from fnmatch import fnmatchcase

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.arguments import Arguments, merged, read_arguments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.grammar import Program

DEPTH = 6
"""Deepest nesting of subcommands; real ones stay below 5."""


def read_command(program: Program, words: Sequence[Text]) -> tuple[Program, Arguments, tuple[str, ...]]:
    """The innermost subcommand, its arguments with those of its parents, and its name."""
    outer, options, path = Arguments(), "", ()
    for _ in range(DEPTH):
        options = merged(options, program.options)
        if not program.commands:
            break
        head, read = read_arguments(words, options, style=program.style, stop=1)
        while head.operands:
            child = _child(program, texts.pattern(head.operands[-1]))
            if child is not None or not head.strange or read >= len(words):
                break
            # An unknown option may have taken the word that looked like the subcommand.
            head, read = read_arguments(words, options, style=program.style, stop=len(head.operands) + 1)
        else:
            break
        if child is None:
            matched = _matched(program, words, options)
            if matched is None:
                break
            child, arguments, name = matched
            return child, arguments.after(outer), path + name
        path += (texts.pattern(head.operands[-1]),)
        outer = Arguments(head.given, (), head.uncertain, None, head.strange).after(outer)
        if "own" in program.style.split():
            options = ""
        program, words = child, words[read:]
    arguments, _ = read_arguments(words, options, style=program.style)
    return program, arguments.after(outer), path


def _child(program: Program, name: str) -> Program | None:
    found = program.commands.get(name)
    if found is not None:
        return found
    for key, child in program.commands.items():
        if "|" in key and name in key.split("|"):
            return child
    return None


def _matched(
    program: Program, words: Sequence[Text], options: str
) -> tuple[Program, Arguments, tuple[str, ...]] | None:
    """The first pattern among the subcommands that fits the leading operands."""
    arguments, _ = read_arguments(words, options, style=program.style)
    names = tuple(texts.pattern(word) for word in arguments.operands)
    for key, child in program.commands.items():
        for alternative in key.split("|"):
            taken = _leading(names, alternative.split())
            if taken:
                if child.options:
                    arguments, _ = read_arguments(words, merged(options, child.options), style=program.style)
                rest = Arguments(
                    arguments.given, arguments.operands[taken:], arguments.uncertain, None, arguments.strange
                )
                return child, rest, names[:taken]
    return None


def _leading(names: Sequence[str], pattern: Sequence[str]) -> int:
    """How many leading names the pattern takes; 0 when it does not fit."""
    if pattern and pattern[0] == "**":
        for skipped in range(len(names)):
            taken = _leading(names[skipped:], pattern[1:])
            if taken:
                return skipped + taken
        return 0
    if not pattern or len(names) < len(pattern):
        return 0
    fits = all(fnmatchcase(name, part) for name, part in zip(names, pattern, strict=False))
    return len(pattern) if fits else 0
