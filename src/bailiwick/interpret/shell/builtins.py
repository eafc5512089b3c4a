"""The table of builtins that change or read the shell's own state; all others are programs."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise

from bailiwick.interpret.digits import whole_number
from bailiwick.interpret.effects import Data, Text, join, literal
from bailiwick.interpret.shell.answers import program_path
from bailiwick.interpret.shell.builtin_directories import change_directory, directories, pop, print_directory, push
from bailiwick.model.operation import Kind, Resource, ResourceClass, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.interpret.shell.state import State

    Builtin: TypeAlias = Callable[[Machine, list[Text], State], None]


def spaced(words: Sequence[Text]) -> Text:
    """Words joined by spaces, as `eval` and `trap` take them."""
    pieces: list[Text] = []
    for word in words:
        pieces.extend((literal(" "), word) if pieces else (word,))
    return join(*pieces)


def operands(words: Sequence[Text]) -> list[Text]:
    """The words after the name and a `--`."""
    rest = list(words[1:])
    return rest[1:] if rest and rest[0].known == "--" else rest


def _succeed(_machine: Machine, _words: list[Text], state: State) -> None:
    state.status = 0


def _fail(_machine: Machine, _words: list[Text], state: State) -> None:
    state.status = 1


def _umask(machine: Machine, words: list[Text], state: State) -> None:
    """A mask that leaves writing to everybody opens every file made from then on."""
    state.status = 0
    mask = next((word.known or "" for word in words[1:] if not word.prefix.startswith("-")), "")
    opens = (
        not int(mask[-1]) & 2
        if mask.isascii() and mask.isdigit()
        else mask.startswith(("a=rw", "o=rw", "ugo=rw", "o=w", "a=w", "o+w"))
    )
    if mask and opens:
        resource = Resource(ResourceType.NAME, "umask", classes=frozenset({ResourceClass.PROJECT}))
        machine.world.emit(Kind.FILE_META, resource, source=f"umask {mask}", mode=mask, world_writable=True)


def _wait(machine: Machine, _words: list[Text], state: State) -> None:
    machine.world.waits += 1
    state.status = None


def _unknown_status(_machine: Machine, _words: list[Text], state: State) -> None:
    state.status = None


def _eval(machine: Machine, words: list[Text], state: State) -> None:
    machine.launcher.shell_text(spaced(operands(words)), state, via="eval")


def _source(machine: Machine, words: list[Text], state: State) -> None:
    rest = operands(words) or [literal("/dev/stdin")]  # fish reads its standard input
    machine.launcher.source(rest[0], tuple(rest[1:]), state)


def _exec(machine: Machine, words: list[Text], state: State) -> None:
    rest = list(words[1:])
    while rest and (rest[0].known or "").startswith("-"):
        option = rest.pop(0).known or ""
        if option.endswith("a") and option != "--" and rest:
            rest.pop(0)
    if not rest:
        return
    machine.commands.program(tuple(rest), state)
    state.flow = "exit"


def _command(machine: Machine, words: list[Text], state: State) -> None:
    rest = list(words[1:])
    describes = False
    while rest and (rest[0].known or "").startswith("-"):
        option = rest.pop(0).known or ""
        describes = describes or "v" in option or "V" in option
    if describes:
        _print_paths(machine, rest, state)
    elif rest:
        machine.commands.run(rest, state, functions=False)


def _builtin(machine: Machine, words: list[Text], state: State) -> None:
    rest = operands(words)
    if rest:
        machine.commands.run(rest, state, functions=False)


def _type(machine: Machine, words: list[Text], state: State) -> None:
    _print_paths(machine, [word for word in words[1:] if not word.prefix.startswith("-")], state)


def _print_paths(machine: Machine, names: Sequence[Text], state: State) -> None:
    """`command -v name`: where a program is; its name when that is not known."""
    state.status = None
    if not names:
        return
    name = names[0].known
    if name is None or name in state.functions or name in BUILTINS:
        text = names[0]
        state.status = 0 if name is not None else None
    else:
        stream = state.streams.get(1)
        text = program_path(name, machine.world) if stream is not None else literal(name)
    machine.output(state, Data(join(text, literal("\n"))))


def _hash(_machine: Machine, words: list[Text], state: State) -> None:
    known = [word.known or "" for word in words[1:]]
    if len(known) == 3 and known[0] == "-p":
        state.programs[known[2]] = known[1]
    state.status = 0


def _trap(_machine: Machine, words: list[Text], state: State) -> None:
    rest = operands(words)
    state.status = 0
    if len(rest) < 2 or rest[0].known in ("-p", "-l"):
        return
    for signal in rest[1:]:
        name = (signal.known or "?").removeprefix("SIG").upper()
        if rest[0].known in ("-", ""):
            state.traps.pop(name, None)
        else:
            state.traps[name] = rest[0]


def _test(machine: Machine, words: list[Text], state: State) -> None:
    rest = list(words[1:])
    if words[0].known == "[":
        rest = rest[:-1]
    from bailiwick.interpret.shell.conditions import test

    found = test(rest, state, machine.expander)
    state.status = None if found is None else int(not found)


def _leave(flow: str) -> Builtin:
    """`break` and `continue` with the number of loops; `return` and `exit` with the status."""

    def leave(_machine: Machine, words: list[Text], state: State) -> None:
        number = whole_number(words[1].known) if len(words) > 1 else None
        state.flow = flow
        if flow in ("break", "continue"):
            state.levels = number or 1
        elif len(words) > 1:
            state.status = number

    return leave


def _shopt(_machine: Machine, words: list[Text], state: State) -> None:
    known = [word.known or "" for word in words[1:]]
    names = frozenset(name for name in known if not name.startswith("-"))
    state.status = 0
    if any("s" in option for option in known if option.startswith("-")):
        state.options |= names
    elif any("u" in option for option in known if option.startswith("-")):
        state.options -= names
    else:
        state.status = None


def _enable(machine: Machine, words: list[Text], state: State) -> None:
    """`enable -f library` loads foreign code into the shell."""
    if any(word.known == "-f" for word in words):
        source = " ".join(word.shown() for word in words)
        machine.world.emit(Kind.EXEC_RUN, source=source, program="enable", opaque=True, suspicious=True)
    state.status = 0


def _complete(machine: Machine, words: list[Text], state: State) -> None:
    """`compgen -C command` runs the command, `-F` the function, and `-W` expands its words."""
    for option, value in pairwise(words):
        if option.known == "-C":
            machine.launcher.shell_text(value, state.copy(), via=words[0].shown())
        elif option.known == "-F" and value.known in state.functions:
            machine.commands.call(value.known, state.functions[value.known], (), state.copy())
        elif option.known == "-W" and value.known is not None and words[0].known == "compgen":
            machine.expander.string_value(value.known, state.copy())
    state.status = None


def _bind(machine: Machine, words: list[Text], state: State) -> None:
    """`bind -x '"keys": command'`: a key runs the command."""
    state.status = 0
    for option, value in pairwise(words):
        if option.known == "-x" and value.known is not None:
            machine.world.conditional += 1
            machine.launcher.shell_text(literal(value.known.partition(":")[2]), state.copy(), via="bind")
            machine.world.conditional -= 1


def _from(module: str, name: str) -> Builtin:
    """A builtin whose module is imported at its first use: most calls need none of them."""

    def run(machine: Machine, words: list[Text], state: State) -> None:
        handler: Builtin = getattr(import_module(f"bailiwick.interpret.shell.{module}"), name)
        handler(machine, words, state)

    return run


BUILTINS: Mapping[str, Builtin] = {
    ":": _succeed,
    "true": _succeed,
    "false": _fail,
    "cd": change_directory,
    "pushd": push,
    "popd": pop,
    "dirs": directories,
    "pwd": print_directory,
    "eval": _eval,
    "source": _source,
    ".": _source,
    "exec": _exec,
    "command": _command,
    "builtin": _builtin,
    "type": _type,
    "hash": _hash,
    "trap": _trap,
    "test": _test,
    "[": _test,
    "break": _leave("break"),
    "continue": _leave("continue"),
    "return": _leave("return"),
    "exit": _leave("exit"),
    "logout": _leave("exit"),
    "shopt": _shopt,
    "enable": _enable,
    "compgen": _complete,
    "complete": _complete,
    "declare": _from("builtin_variables", "declare"),
    "typeset": _from("builtin_variables", "declare"),
    "local": _from("builtin_variables", "local"),
    "export": _from("builtin_variables", "export"),
    "readonly": _from("builtin_variables", "readonly"),
    "unset": _from("builtin_variables", "unset"),
    "set": _from("builtin_variables", "set_"),
    "shift": _from("builtin_variables", "shift"),
    "let": _from("builtin_variables", "let"),
    "alias": _from("builtin_variables", "alias"),
    "unalias": _from("builtin_variables", "unalias"),
    "printf": _from("builtin_variables", "printf"),
    "read": _from("builtin_input", "read"),
    "mapfile": _from("builtin_input", "mapfile"),
    "readarray": _from("builtin_input", "mapfile"),
    "getopts": _from("builtin_input", "getopts"),
    "bg": _succeed,
    "bind": _bind,
    "caller": _unknown_status,
    "compopt": _succeed,
    "disown": _succeed,
    "fg": _unknown_status,
    "history": _succeed,
    "jobs": _succeed,
    "setopt": _succeed,
    "suspend": _succeed,
    "times": _succeed,
    "ulimit": _succeed,
    "umask": _umask,
    "unsetopt": _succeed,
    "wait": _wait,
}
"""Handlers by name; they set `state.status`, None when it is not known."""
