"""Programs that print names of files: what every printed name is known to begin and end with."""

from __future__ import annotations

from itertools import pairwise

from bailiwick.interpret.effects import Hole, Text, join, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Invocation

_HERE = (
    ("git", "ls-files"),
    ("git", "diff", "--name-only"),
    ("git", "diff", "--cached", "--name-only"),
    ("git", "diff", "--staged", "--name-only"),
    ("grep", "-rl"),
    ("grep", "-rL"),
    ("grep", "-Rl"),
    ("grep", "-lr"),
    ("rg", "-l"),
    ("rg", "--files"),
    ("rg", "--files-with-matches"),
    ("fd",),
)
"""Calls that, given no directory, print paths below the working directory."""

_SEVERAL_TESTS = frozenset(("-o", "-or", ",", "-printf", "-fprintf", "-ls", "-exec", "-execdir", "-iname"))


def listed(invocation: Invocation) -> Text | None:
    """One printed name for all, or None when the program is not one of these or prints names from several places."""
    words = tuple(word.known for word in invocation.words)
    program = (words[0] or "").rpartition("/")[2]
    if program == "find":
        return _found(words[1:])
    if any(words[: len(call)] == call for call in _HERE) and not _names_a_place(words[2:]):
        return join(literal("./"), Text((Hole(f"a file that {program} lists"),)))
    return None


def _names_a_place(words: Sequence[str | None]) -> bool:
    return any(word is None or word.startswith(("/", "~", "..")) for word in words)


def _found(words: Sequence[str | None]) -> Text | None:
    """`find root -name '*.suffix'` or `-name name`."""
    tests = next(
        (at for at, word in enumerate(words) if word is not None and word.startswith(("-", "(", "!"))), len(words)
    )
    roots = words[:tests]
    root = roots[0] if len(roots) == 1 else "." if not roots else None
    if root is None or not _SEVERAL_TESTS.isdisjoint(words):
        return None
    suffixes = [after for word, after in pairwise(words) if word == "-name" and after]
    suffix = suffixes[-1].removeprefix("*") if suffixes else ""
    if not set("*?[\\").isdisjoint(suffix):
        suffix = ""
    return join(literal(root.rstrip("/") + "/"), Text((Hole("a file that find lists"),)), literal(suffix))
