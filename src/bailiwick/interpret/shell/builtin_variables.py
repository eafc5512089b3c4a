"""Builtins that declare, set and remove variables, aliases, options and positional parameters."""

from __future__ import annotations

from bailiwick.interpret.digits import whole_number
from bailiwick.interpret.effects import Data, Label, Text, join, literal, unknown
from bailiwick.interpret.programs.guard import touches_guard
from bailiwick.interpret.shell.builtins import spaced
from bailiwick.interpret.shell.flow import End, Stream
from bailiwick.interpret.shell.state import EMPTY_ITEMS, Variable, ambient
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.interpret.shell.state import State

_OPTION_LETTERS = {"e": "errexit", "u": "nounset", "f": "noglob", "x": "xtrace", "a": "allexport", "n": "noexec"}

_ALL_VARIABLES = Data(None, frozenset({Label.ENVIRONMENT}))
"""What `set`, `export` and `declare -p` print."""


def declare(machine: Machine, words: list[Text], state: State) -> None:
    """`declare`; inside a function its variables are local."""
    _declare(machine, words, state, local_=bool(state.scopes))


def local(machine: Machine, words: list[Text], state: State) -> None:
    """`local`."""
    _declare(machine, words, state, local_=True)


def export(machine: Machine, words: list[Text], state: State) -> None:
    """`export`."""
    _declare(machine, words, state, local_=False, exported=True)


def readonly(machine: Machine, words: list[Text], state: State) -> None:
    """`readonly`."""
    _declare(machine, words, state, local_=False)


def _declare(machine: Machine, words: list[Text], state: State, *, local_: bool, exported: bool = False) -> None:
    options = ""
    names: list[Text] = []
    for word in words[1:]:
        known = word.known or ""
        if not names and known[:1] in ("-", "+") and len(known) > 1:
            options += known[1:] if known[0] == "-" else ""
        else:
            names.append(word)
    state.status = 0
    if "f" in options or "F" in options or "p" in options:
        machine.output(state, _ALL_VARIABLES if "p" in options else Data())
        return
    if not words[1:]:
        machine.output(state, _ALL_VARIABLES)
    for word in names:
        name, value, append = _split(word)
        if not name.isidentifier():
            _dynamic(machine, word, state)
            continue
        if local_ and "g" not in options and state.scopes:
            state.scopes[-1].setdefault(name, state.variables.get(name))
            if value is None or not append:
                state.variables[name] = Variable()
        _attributes(name, options, state, machine, exported=exported)
        if value is not None and "n" in options:
            if "[" in (value.known or ""):
                machine.store.subscript(value.known or "", state)  # each use of the reference expands it
            state.variables[name] = Variable(value, reference=True)
        elif value is not None:
            machine.store.assign(name, None, value, state, append=append)
            machine.commands.noticed(name, value, state)


def _split(word: Text) -> tuple[str, Text | None, bool]:
    """Name, value, and whether `+=` was written."""
    name, equals, rest = word.prefix.partition("=")
    if not equals:
        return (word.known or "", None, False)
    parts = (rest, *word.parts[1:]) if rest else word.parts[1:]
    return name.removesuffix("+"), Text(parts, word.labels), name.endswith("+")


def _dynamic(machine: Machine, word: Text, state: State) -> None:
    """`declare "$x"`, `declare a[1]=b`: an element, or a name that is not known."""
    name, value, append = _split(word)
    if value is not None:
        machine.store.assign_named(name, value, state, append=append)


def _attributes(name: str, options: str, state: State, machine: Machine, *, exported: bool) -> None:
    exported = exported or "x" in options
    variable = state.variables.get(name)
    if variable is None:
        known = ambient(name, state, machine.world.place)
        if not (exported or options) or (known is None and not options.strip("xr")):
            if exported:
                state.variables[name] = Variable(machine.store.scalar(name, state), exported=True)
            return
        variable = Variable(known)
    items = variable.items
    if ("a" in options or "A" in options) and items is None:
        items = EMPTY_ITEMS if variable.text is None else {"0": variable.text}
    state.variables[name] = variable.replace(
        items=items,
        associative=variable.associative or "A" in options,
        exported=variable.exported or exported,
        reference=variable.reference or "n" in options,
        integer=variable.integer or "i" in options,
        case="u" if "u" in options else "l" if "l" in options else variable.case,
    )


def unset(machine: Machine, words: list[Text], state: State) -> None:
    """`unset [-f|-v|-n] name...`."""
    functions = any(word.known == "-f" for word in words)
    state.status = 0
    for word in words[1:]:
        name = word.known
        if name is None or name.startswith("-"):
            continue
        if name.startswith("BAILIWICK_"):
            machine.world.emit(Kind.EXEC_RUN, source=f"unset {name}", program=name, unsets_guard=True)
        if "[" in name:
            machine.store.subscript(name, state)
        if functions:
            state.functions.pop(name, None)
        elif name in state.variables or name not in state.functions:
            machine.store.unset(name, state)
        else:
            state.functions.pop(name, None)


def set_(machine: Machine, words: list[Text], state: State) -> None:
    """`set`: options, then positional parameters."""
    rest = list(words[1:])
    state.status = 0
    if not rest:
        machine.output(state, _ALL_VARIABLES)
    while rest:
        known = rest[0].known
        if known is None or known[:1] not in ("-", "+") or known == "":
            break
        rest.pop(0)
        if known in ("--", "-"):
            state.arguments = tuple(rest)
            return
        names = {_OPTION_LETTERS.get(letter, "") for letter in known[1:]}
        if known[1:].endswith("o") and rest:
            names.add(rest.pop(0).known or "")
        state.options = state.options | names if known[0] == "-" else state.options - names
    if rest:
        state.arguments = tuple(rest)


def shift(_machine: Machine, words: list[Text], state: State) -> None:
    """`shift [n]`."""
    number = whole_number(words[1].known) if len(words) > 1 else 1
    count = 1 if number is None else number
    state.status = int(count > len(state.arguments))
    if not state.status:
        state.arguments = state.arguments[count:]


def let(machine: Machine, words: list[Text], state: State) -> None:
    """`let expression...`."""
    from bailiwick.interpret.shell.numbers import calculate

    value: int | None = 0
    for word in words[1:]:
        value = calculate(word, machine.store, state)
    state.status = None if value is None else int(value == 0)


def alias(machine: Machine, words: list[Text], state: State) -> None:
    """`alias name=value...`."""
    state.status = 0
    for word in words[1:]:
        name, value, _append = _split(word)
        if value is not None and name and words[1].known == "-g":
            machine.launcher.shell_text(join(literal(": "), value), state.copy(), via="alias -g")
        elif value is None and len(words) > 2:
            state.aliases[words[1].known or ""] = spaced(words[2:])  # csh: `alias name words`
            return
        elif value is not None and name:
            state.aliases[name] = value
            if touches_guard(name):
                machine.world.emit(
                    Kind.EXEC_RUN, source=f"alias {word.shown()}", program=name, known=True, unsets_guard=True
                )


def unalias(_machine: Machine, words: list[Text], state: State) -> None:
    """`unalias name...`, `unalias -a`."""
    for word in words[1:]:
        if word.known == "-a":
            state.aliases.clear()
        else:
            state.aliases.pop(word.known or "", None)
    state.status = 0


def printf(machine: Machine, words: list[Text], state: State) -> None:
    """`printf [-v name] format ...`: the formatting itself is the program's."""
    if len(words) < 3 or words[1].known != "-v":
        machine.commands.program(tuple(words), state)
        state.status = 0
        return
    pipe = Stream(End.PIPE)
    inner = state.copy()
    inner.streams[1] = pipe
    machine.commands.program((words[0], *words[3:]), inner)
    data = pipe.collected()
    text = data.text if data.text is not None else unknown("printf", data.labels)
    machine.store.assign_named(words[2].known or "", Text(text.parts, text.labels | data.labels), state)
    state.status = 0
