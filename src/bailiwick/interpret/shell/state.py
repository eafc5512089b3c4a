"""`State`: everything a shell knows while a script is interpreted, and how two possible states become one.

A variable that has different values on two branches keeps both as alternatives; commands
that use it are interpreted once for each.
"""

from __future__ import annotations

from bailiwick.interpret.effects import Hole, Text, literal, unknown
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.interpret.shell.flow import Stream
    from bailiwick.interpret.shell.syntax import Command
    from bailiwick.model.request import Place

ALTERNATIVES = 8
"""Most values of one variable that are told apart; beyond it the value is unknown."""

ALWAYS_SET = frozenset(
    [
        "SHELL",
        "TERM",
        "LANG",
        "LOGNAME",
        "USER",
        "HOSTNAME",
        "UID",
        "EUID",
        "PPID",
        "RANDOM",
        "SRANDOM",
        "SECONDS",
        "EPOCHSECONDS",
        "LINENO",
        "BASHPID",
        "SHLVL",
        "BASH_VERSION",
        "BASH_VERSINFO",
        "HOSTTYPE",
        "MACHTYPE",
        "COLUMNS",
        "LINES",
        "GROUPS",
        "DIRSTACK",
        "FUNCNAME",
        "PIPESTATUS",
    ]
)
"""Variables that every shell has, with values that are not known here."""


class Variable(Value):
    """One shell variable."""

    text: Text | None = None
    """The scalar value (of an array: not used); None when only declared."""
    items: Mapping[str, Text] | None = None
    """Elements of an array by index or key, in order."""
    others: tuple[Text, ...] = ()
    """Further values that `text` may have instead."""
    associative: bool = False
    exported: bool = False
    reference: bool = False
    """`declare -n`: `text` is the name of another variable."""
    integer: bool = False
    case: str = ""
    """`u` or `l`: the value is changed to this case."""


UNSET = Variable()
"""A variable that the script removed: known not to be there."""


class State:
    """The state of one shell process."""

    __slots__ = (
        "aliases",
        "arguments",
        "cwd",
        "departed",
        "directories",
        "elsewhere",
        "flow",
        "functions",
        "last",
        "levels",
        "name",
        "old_cwd",
        "options",
        "other_arguments",
        "programs",
        "scopes",
        "status",
        "streams",
        "traps",
        "variables",
        "varied",
    )

    def __init__(self, cwd: str, *, name: str = "bash", arguments: tuple[Text, ...] = ()) -> None:
        self.variables: dict[str, Variable] = {}
        self.functions: dict[str, Command] = {}
        self.aliases: dict[str, Text] = {}
        self.programs: dict[str, str] = {}
        """Paths given by `hash -p`."""
        self.traps: dict[str, Text] = {}
        self.streams: dict[int, Stream] = {}
        """Open descriptors; a missing one is the agent's own."""
        self.options: frozenset[str] = frozenset()
        self.scopes: tuple[dict[str, Variable | None], ...] = ()
        """What the local variables of each running function hide."""
        self.arguments = arguments
        self.other_arguments: tuple[tuple[Text, ...], ...] = ()
        """Positional parameters that there may be instead."""
        self.name = name
        """`$0`."""
        self.cwd = cwd
        """Working directory; empty when unknown."""
        self.elsewhere: tuple[str, ...] = ()
        """Where the shell is instead if a `cd` failed."""
        self.old_cwd = ""
        self.directories: tuple[str, ...] = ()
        self.status: int | None = 0
        self.last: Text = literal("")
        """`$_`."""
        self.flow = ""
        """Why the following commands do not run: `break`, `continue`, `return`, `exit`, or empty."""
        self.departed: tuple[State, ...] = ()
        """States of other branches that left a loop or function early, and rejoin where it ends."""
        self.varied = False
        """Some variable has, or had, alternatives."""
        self.levels = 0
        """How many loops `break` and `continue` still leave."""

    def copy(self) -> State:
        """A state that changes independently: a subshell, or another branch."""
        other = State.__new__(State)
        for slot in State.__slots__:
            value = getattr(self, slot)
            setattr(other, slot, value.copy() if type(value) is dict else value)
        return other

    def take(self, other: State) -> None:
        """Become `other`."""
        for slot in State.__slots__:
            setattr(self, slot, getattr(other, slot))

    def child(self, *, name: str, arguments: tuple[Text, ...], cwd: str) -> State:
        """The state of a new shell started from this one: it inherits what is exported."""
        other = State(cwd, name=name, arguments=arguments)
        other.variables = {key: variable for key, variable in self.variables.items() if variable.exported}
        other.functions = self.functions.copy()
        other.streams = self.streams.copy()
        other.old_cwd, other.varied = self.old_cwd, self.varied
        other.elsewhere = self.elsewhere if cwd == self.cwd else ()
        return other


def merge(one: State, two: State) -> State:
    """The state after a branch: what both agree on, alternatives where they differ."""
    if (one.flow, one.levels) != (two.flow, two.levels):
        stays, leaves = (two, one) if one.flow and not two.flow else (one, two)
        gone = leaves.departed if leaves.flow == "exit" else (*leaves.departed, leaves)
        stays.departed = _united(stays.departed, gone)
        return stays
    merged = one.copy()
    merged.departed = _united(one.departed, two.departed)
    for name in two.variables.keys() | one.variables.keys():
        left, right = one.variables.get(name), two.variables.get(name)
        if left is not right:
            merged.variables[name] = _either(name, left, right)
            merged.varied = True
    merged.varied = merged.varied or two.varied
    merged.functions.update(two.functions)
    merged.aliases.update(two.aliases)
    merged.traps.update(two.traps)
    merged.programs.update(two.programs)
    if (one.arguments, one.other_arguments) != (two.arguments, two.other_arguments):
        choices = dict.fromkeys((*one.other_arguments, two.arguments, *two.other_arguments))
        merged.other_arguments = tuple(choice for choice in choices if choice != one.arguments)[:ALTERNATIVES]
        merged.varied = True
    if two.cwd != one.cwd:
        places = dict.fromkeys((*one.elsewhere, two.cwd, *two.elsewhere))
        merged.elsewhere = tuple(place for place in places if place != one.cwd)[:ALTERNATIVES]
    if one.status != two.status:
        merged.status = None
    return merged


def _united(one: tuple[State, ...], two: tuple[State, ...]) -> tuple[State, ...]:
    """Both groups of states, those that left in the same way merged."""
    ways: dict[tuple[str, int], State] = {}
    for state in dict.fromkeys((*one, *two)):
        way = (state.flow, state.levels)
        known = ways.get(way)
        alone = state.copy()
        alone.departed = ()
        ways[way] = alone if known is None else merge(known, alone)
    return tuple(ways.values())


def rejoined(state: State, flow: str) -> State:
    """The state where a function or script ends: what left it by `flow` is back."""
    states = [state, *state.departed]
    state.departed = ()
    back = [item for item in states if item.flow in ("", flow)]
    gone = [item for item in states if item.flow not in ("", flow)]
    if not back:
        gone[0].departed = tuple(gone[1:])
        return gone[0]
    for item in back:
        item.flow = ""
    result = back[0]
    for item in back[1:]:
        result = merge(result, item)
    result.departed = tuple(gone)
    return result


def _either(name: str, left: Variable | None, right: Variable | None) -> Variable:
    """A variable that is `left` or `right`; None means untouched so far."""
    kept = left or right
    assert kept is not None  # noqa: S101 - the name comes from one of the two
    if (left and left.items is not None) or (right and right.items is not None):
        return _either_array(left, right)
    values: dict[Text, None] = {}
    for variable in (left, right):
        if variable is None:
            values[environment_hole(name)] = None
        else:
            values[variable.text or literal("")] = None
            values.update(dict.fromkeys(variable.others))
    first, *others = values
    if len(others) >= ALTERNATIVES:
        labels = frozenset(label for value in values for label in value.labels)
        return kept.replace(text=unknown(f"value of ${name}", labels), others=())
    return kept.replace(text=first, others=tuple(others))


def _either_array(left: Variable | None, right: Variable | None) -> Variable:
    """Arrays of two branches: the longer one, which holds the elements of both when they were appended."""
    sizes = [(len(variable.items), variable) for variable in (left, right) if variable and variable.items is not None]
    return max(sizes, key=lambda sized: sized[0])[1]


def environment_hole(name: str) -> Text:
    """The value of a variable that the script did not set: what the environment says is not known."""
    return Text((Hole(f"value of ${name}" if name in ALWAYS_SET else f"${name}"),))


def may_be_empty(hole: Hole) -> bool:
    """True for a variable that the script did not set and that the environment probably does not hold."""
    return hole.why.startswith("$")


def ambient(name: str, state: State, place: Place) -> Text | None:
    """The value of a variable that the shell or the place defines; None when it does not."""
    make = _AMBIENT.get(name)
    return None if make is None else make(state, place)


def _pwd(state: State, _place: Place) -> Text:
    return literal(state.cwd) if state.cwd else unknown("working directory")


def _old_pwd(state: State, _place: Place) -> Text:
    return literal(state.old_cwd) if state.old_cwd else unknown("previous directory")


def _temp(_state: State, place: Place) -> Text:
    return literal(place.temps[0] if place.temps else "/tmp")  # noqa: S108 - the value of $TMPDIR


def _user(_state: State, place: Place) -> Text | None:
    return literal(place.user) if place.user else None


def _system(_state: State, place: Place) -> Text:
    return literal("darwin" if place.platform == "darwin" else "linux-gnu")


_AMBIENT: dict[str, Callable[[State, Place], Text | None]] = {
    "HOME": lambda _state, place: literal(place.home),
    "PWD": _pwd,
    "OLDPWD": _old_pwd,
    "TMPDIR": _temp,
    "USER": _user,
    "LOGNAME": _user,
    "PATH": lambda _state, place: literal(":".join(place.path)),
    "IFS": lambda _state, _place: literal(" \t\n"),
    "SHELL": lambda _state, _place: literal("/bin/bash"),
    "BASH": lambda _state, _place: literal("/bin/bash"),
    "OSTYPE": _system,
    "OPTIND": lambda _state, _place: literal("1"),
    "PS4": lambda _state, _place: literal("+ "),
    "SHELLOPTS": lambda _state, _place: literal("braceexpand:hashall:interactive-comments"),
    "CLAUDE_PROJECT_DIR": lambda _state, place: literal(place.project),
    "BASH_SOURCE": lambda state, _place: literal(state.name),
}
EMPTY_ITEMS: Mapping[str, Text] = EMPTY
"""No elements."""
