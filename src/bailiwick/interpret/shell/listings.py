"""Programs that print names of files: what every printed name is known to begin and end with."""

from __future__ import annotations

import posixpath
from itertools import pairwise

from bailiwick.interpret.effects import Hole, Text, join, literal
from bailiwick.interpret.programs.seeking import names_sought
from bailiwick.model.fact import FileType, GlobQuery, PathQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Invocation
    from bailiwick.interpret.shell.world import World

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

_ANYWHERE = frozenset(("locate", "plocate", "mlocate", "slocate", "mdfind"))
"""Programs that print absolute paths of the whole machine."""

NAMES = 256
"""Most names that are listed one by one."""

_ONE_COLUMN = frozenset("-1aAF")
"""Letters of `ls` options that leave the names alone and in order."""

_SEVERAL_TESTS = frozenset(("-o", "-or", ",", "-printf", "-fprintf", "-ls", "-exec", "-execdir", "-iname"))


def listed(invocation: Invocation, world: World) -> Text | None:
    """One printed name for all, or None when the program is not one of these or prints names from several places."""
    words = tuple(word.known for word in invocation.words)
    program = (words[0] or "").rpartition("/")[2]
    if program == "find":
        return _found(words[1:])
    sought = names_sought((program, *words[1:]), world.place)
    if sought is not None:
        return sought
    if program in _ANYWHERE:
        return join(literal("/"), Text((Hole(f"a file that {program} lists"),)))
    if any(words[: len(call)] == call for call in _HERE) and not _names_a_place(words[2:]):
        return join(literal("./"), Text((Hole(f"a file that {program} lists"),)))
    return None


def names(invocation: Invocation, world: World) -> Text | None:
    """Exactly the names that `ls`, or `find -maxdepth 1`, prints; None when the directory is too large or not known."""
    words = [word.known for word in invocation.words[1:]]
    program = (invocation.words[0].known or "").rpartition("/")[2]
    if not invocation.cwd or None in words or program not in ("ls", "find"):
        return None
    known = [word for word in words if word is not None]
    if program == "ls":
        return _listed_directory(known, invocation.cwd, world)
    return _flat_find(known, invocation.cwd, world)


def _listed_directory(words: list[str], cwd: str, world: World) -> Text | None:
    options = "".join(word for word in words if word.startswith("-"))
    operands = [word for word in words if not word.startswith("-")]
    if not _ONE_COLUMN.issuperset(options) or len(operands) > 1 or any(set("*?[") & set(word) for word in operands):
        return None
    directory = posixpath.normpath(posixpath.join(cwd, *operands))
    hidden = not {"a", "A"}.isdisjoint(options)
    if operands:
        fact = world.inquiry.ask(PathQuery(directory))
        if fact is not None and fact.type is not FileType.DIRECTORY:
            return literal(operands[0])
    paths = _matching(directory, "*", world, hidden=hidden)
    if not paths:
        return None
    return literal("\n".join((*((".", "..") if "a" in options else ()), *map(posixpath.basename, paths))))


def _flat_find(words: list[str], cwd: str, world: World) -> Text | None:
    """`find [root] -maxdepth 1 [-type t] [-name pattern]`."""
    root = words.pop(0) if words and not words[0].startswith(("-", "(", "!")) else "."
    tests = dict(zip(words[::2], words[1::2], strict=False))
    if (
        len(words) % 2
        or tests.get("-maxdepth") != "1"
        or not tests.keys() <= {"-maxdepth", "-mindepth", "-type", "-name"}
    ):
        return None
    paths = _matching(posixpath.normpath(posixpath.join(cwd, root)), tests.get("-name", "*"), world, hidden=True)
    if not paths:
        return None
    return literal("\n".join(posixpath.join(root, posixpath.basename(path)) for path in paths))


def _matching(directory: str, pattern: str, world: World, *, hidden: bool) -> tuple[str, ...] | None:
    fact = world.inquiry.ask(GlobQuery(posixpath.join(directory, pattern), dotglob=hidden))
    return fact.paths if fact is not None and fact.complete and len(fact.paths) <= NAMES else None


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
