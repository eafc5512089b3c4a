"""What small programs print when the facts, or their own words, say so."""

from __future__ import annotations

import posixpath

from bailiwick.interpret.effects import Label, Text, join, literal
from bailiwick.interpret.programs.guard import touches_guard
from bailiwick.interpret.shell.listings import listed, names
from bailiwick.model.fact import PathQuery, ProgramQuery, RepositoryQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.interpret.effects import Invocation
    from bailiwick.interpret.shell.world import World

MEMBERS = 1024
"""Most numbers of a `seq` that are counted out."""

_GIT: Mapping[tuple[str | None, ...], str] = {
    ("rev-parse", "--show-toplevel"): "root",
    ("rev-parse", "--abbrev-ref", "HEAD"): "branch",
    ("symbolic-ref", "--short", "HEAD"): "branch",
    ("branch", "--show-current"): "branch",
}
"""Questions to git by their words, with the field of `RepositoryFact` that answers."""


def answer(program: str, invocation: Invocation, world: World) -> Text | None:
    """The output without its last newline, or None when it is not known."""
    make = _ANSWERS.get(program)
    if make is not None:
        return make(invocation, world)
    return names(invocation, world) or listed(invocation, world)


def _git(invocation: Invocation, world: World) -> Text | None:
    words = tuple(word.known for word in invocation.words[1:])
    if len(words) == 2 and words[0] == "rev-parse" and ":" in (words[1] or ""):
        return invocation.words[2]  # `REV:PATH` names the same object as the hash that is printed
    if words not in _GIT:
        return listed(invocation, world)
    fact = world.inquiry.ask(RepositoryQuery(invocation.cwd)) if invocation.cwd else None
    found = getattr(fact, _GIT[words]) if fact is not None else ""
    return literal(found) if found else None


def _which(invocation: Invocation, world: World) -> Text | None:
    name = invocation.words[1].known if len(invocation.words) == 2 else None
    if name is None:
        return None
    return program_path(name, world)


def program_path(name: str, world: World) -> Text:
    """Where a program is; its name when that is not known, though the guard is there."""
    fact = world.inquiry.ask(ProgramQuery(name, world.place.path))
    if fact is not None and fact.path:
        return literal(fact.path)
    return literal(f"/usr/local/bin/{name}" if touches_guard(name) else name)


def _base_name(invocation: Invocation, _world: World) -> Text | None:
    words = invocation.words[1:]
    if not words or words[0].prefix.startswith("-"):
        return None
    known, last = words[0].known, words[0].suffix
    if known is None and "/" not in last:
        return None
    name = posixpath.basename((known if known is not None else last).rstrip("/")) or last[:1]
    suffix = words[1].known if len(words) > 1 else ""
    if suffix and name != suffix:
        name = name.removesuffix(suffix)
    return literal(name, words[0].labels)


def _directory_name(invocation: Invocation, _world: World) -> Text | None:
    if len(invocation.words) != 2:
        return None
    word = invocation.words[1]
    known, last = word.known, word.suffix
    if known is not None:
        return literal(posixpath.dirname(known.rstrip("/")) or ("/" if known.startswith("/") else "."), word.labels)
    if "/" not in last:
        return None
    return join(Text(word.parts[:-1], word.labels), literal(last.rpartition("/")[0]))


def _real_path(invocation: Invocation, world: World) -> Text | None:
    words = [word for word in invocation.words[1:] if not word.prefix.startswith("-")]
    known = words[0].known if len(words) == 1 else None
    program = invocation.words[0].suffix.rpartition("/")[2]
    canonical = program == "realpath" or any(word.known in ("-f", "-e", "-m") for word in invocation.words[1:])
    if known is None or not canonical or not (invocation.cwd or known.startswith("/")):
        return None
    path = posixpath.normpath(posixpath.join(invocation.cwd, known))
    fact = world.inquiry.ask(PathQuery(path))
    return literal(fact.real if fact is not None else path, words[0].labels)


def _sequence(invocation: Invocation, _world: World) -> Text | None:
    try:
        numbers = [int(word.known or "") for word in invocation.words[1:]]
    except ValueError:
        return None
    if not 1 <= len(numbers) <= 3:
        return None
    first, step, last = (1, 1, numbers[0]) if len(numbers) == 1 else (numbers[0], 1, numbers[-1])
    step = numbers[1] if len(numbers) == 3 else step
    if step == 0:
        return None
    members = range(first, last + (1 if step > 0 else -1), step)
    return literal("\n".join(map(str, members))) if len(members) <= MEMBERS else None


def _user(invocation: Invocation, world: World) -> Text | None:
    plain = len(invocation.words) == 1 or [word.known for word in invocation.words[1:]] == ["-un"]
    return literal(world.place.user, frozenset({Label.COMMAND})) if plain and world.place.user else None


_ANSWERS: Mapping[str, Callable[[Invocation, World], Text | None]] = {
    "basename": _base_name,
    "dirname": _directory_name,
    "git": _git,
    "id": lambda invocation, world: _user(invocation, world) if len(invocation.words) > 1 else None,
    "pwd": lambda invocation, _world: literal(invocation.cwd) if invocation.cwd else None,
    "readlink": _real_path,
    "realpath": _real_path,
    "seq": _sequence,
    "which": _which,
    "whoami": _user,
}
