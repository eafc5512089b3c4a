"""`cd` and the directory stack. Whether a directory exists is a fact; when it is missing both outcomes count."""

from __future__ import annotations

import posixpath

from bailiwick.interpret.effects import Data, Hole, Text, join, literal
from bailiwick.model.fact import FileType, PathQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.interpret.shell.state import State


def change_directory(machine: Machine, words: list[Text], state: State) -> None:
    """`cd [-L|-P] [directory|-]`."""
    rest = list(words[1:])
    while rest and (rest[0].known or "") in ("-L", "-P", "-e", "-@", "--"):
        rest.pop(0)
    if not rest:
        go(machine, machine.store.scalar("HOME", state) or literal(""), state)
    elif rest[0].known == "-":
        go(machine, literal(state.old_cwd) if state.old_cwd else Text((Hole("previous directory"),)), state)
    else:
        go(machine, rest[0], state)


def go(machine: Machine, where: Text, state: State) -> None:
    """Change to a directory, as far as it is known to be one."""
    target = _absolute(where, state)
    if where.known == "":
        target = state.cwd
    old, doubts = state.cwd, state.elsewhere
    state.status = _exists(machine, target) if where.known is not None else None
    if state.status == 1:
        return
    state.cwd, state.old_cwd = target, old
    stays = state.status is None and where.known is not None and target != old and "errexit" not in state.options
    relative = [] if where.prefix.startswith("/") else [posixpath.join(place, where.known or "*") for place in doubts]
    places = dict.fromkeys((*((old, *doubts) if stays else ()), *map(posixpath.normpath, relative)))
    state.elsewhere = tuple(place for place in places if place != target)


def _absolute(where: Text, state: State) -> str:
    """The directory with `*` for what is unknown inside it; empty when its beginning is not known."""
    if where.parts and isinstance(where.parts[0], Hole):
        return ""
    shown = "".join(part if isinstance(part, str) else "*" for part in where.parts)
    if shown.startswith("/"):
        return posixpath.normpath(shown)
    return posixpath.normpath(posixpath.join(state.cwd, shown)) if state.cwd else ""


def _exists(machine: Machine, path: str) -> int | None:
    """Status of a `cd` to `path`: 0, 1, or None when another command may have made it."""
    if not path.startswith("/"):
        return None
    overlay = machine.world.overlay
    if any(name == path or name.startswith(path.rstrip("/") + "/") for name in overlay.paths()):
        return 0
    fact = machine.world.inquiry.ask(PathQuery(path))
    if fact is None or fact.type is FileType.DIRECTORY:
        return 0
    return None if fact.type is FileType.MISSING else 1


def push(machine: Machine, words: list[Text], state: State) -> None:
    """`pushd directory`; without one, the two top entries change places."""
    rest = [word for word in words[1:] if word.known not in ("-n", "--")]
    if rest and not (rest[0].known or "/").startswith(("+", "-")):
        before = state.cwd
        change_directory(machine, [words[0], rest[0]], state)
        if state.status != 1:
            state.directories = (before, *state.directories)
    elif state.directories:
        state.cwd, state.old_cwd, state.directories = (
            state.directories[0],
            state.cwd,
            (state.cwd, *state.directories[1:]),
        )
        state.status = 0


def pop(_machine: Machine, _words: list[Text], state: State) -> None:
    """`popd`."""
    if not state.directories:
        state.status = 1
        return
    state.old_cwd, state.cwd, state.directories = state.cwd, state.directories[0], state.directories[1:]
    state.elsewhere = ()
    state.status = 0


def print_directory(machine: Machine, _words: list[Text], state: State) -> None:
    """`pwd`."""
    machine.output(state, Data(join(_here(state), literal("\n"))))
    state.status = 0


def directories(machine: Machine, _words: list[Text], state: State) -> None:
    """`dirs`."""
    rest = "".join(" " + directory for directory in state.directories)
    machine.output(state, Data(join(_here(state), literal(rest + "\n"))))
    state.status = 0


def _here(state: State) -> Text:
    return literal(state.cwd) if state.cwd else Text((Hole("working directory"),))
