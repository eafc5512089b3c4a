"""`Store`: reading and setting variables in a state, with arrays, name references and attributes."""

from __future__ import annotations

from bailiwick.interpret.digits import whole_number
from bailiwick.interpret.effects import NO_LABELS, Hole, Text, join, literal, unknown
from bailiwick.interpret.shell.state import EMPTY_ITEMS, UNSET, Variable, ambient, environment_hole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.interpret.effects import Label
    from bailiwick.interpret.shell.state import State
    from bailiwick.interpret.shell.world import World

REFERENCES = 8
"""Longest chain of name references."""

ELEMENTS = 4096
"""Most elements of one array; further ones are dropped."""


class Store:
    """Variables of any state; `string_value` expands a text as between double quotes."""

    def __init__(self, world: World, string_value: Callable[[str, State], Text]) -> None:
        self._world = world
        self.string_value = string_value

    # Reading

    def value(self, name: str, state: State) -> Text | None:
        """What `$name` gives: a text, or None when it is known to be unset."""
        special = _SPECIAL.get(name)
        if special is not None:
            return special(state)
        if name[:1].isdigit():
            number = whole_number(name)
            if number == 0:
                return literal(state.name)
            return None if number is None or number > len(state.arguments) else state.arguments[number - 1]
        return self.scalar(name, state)

    def scalar(self, name: str, state: State) -> Text | None:
        """The scalar value of a variable, or its first element."""
        name = self.resolve(name, state)
        variable = state.variables.get(name)
        if variable is None:
            known = ambient(name, state, self._world.place)
            return environment_hole(name) if known is None else known
        if variable.items is not None:
            return variable.items.get("0")
        if variable.others:
            labels = NO_LABELS.union(*(text.labels for text in (variable.text, *variable.others) if text is not None))
            return unknown(f"value of ${name}", labels)
        return variable.text

    def find(self, name: str, state: State) -> Variable | None:
        """The variable that `name` stands for; None when the script did not touch it."""
        return state.variables.get(self.resolve(name, state))

    def resolve(self, name: str, state: State) -> str:
        """`name`, or what it refers to."""
        for _ in range(REFERENCES):
            variable = state.variables.get(name)
            if variable is None or not variable.reference or variable.text is None:
                break
            target = variable.text.known
            if not target:
                break
            name = target.partition("[")[0]
        return name

    def associative(self, name: str, state: State) -> bool:
        """True for an associative array."""
        variable = self.find(name, state)
        return variable is not None and variable.associative

    def elements(self, name: str, state: State) -> list[Text]:
        """All elements of an array; a scalar is an array of one."""
        variable = self.find(name, state)
        if variable is None:
            value = ambient(name, state, self._world.place)
            return [environment_hole(name) if value is None else value]
        if variable.items is not None:
            return list(variable.items.values())
        return [] if variable.text is None else [variable.text]

    def keys(self, name: str, state: State) -> list[str]:
        """Indexes or keys of an array."""
        variable = self.find(name, state)
        if variable is not None and variable.items is not None:
            return list(variable.items)
        return ["0"] if self.elements(name, state) else []

    def element(self, name: str, key: str | None, state: State) -> Text | None:
        """One element; None when it is known to be missing."""
        variable = self.find(name, state)
        if variable is None or variable.items is None:
            return self.scalar(name, state) if key == "0" else None
        if key is None:
            return unknown(f"element of {name}", _labels(variable.items))
        if key.startswith("-") and not variable.associative:
            position = int(key) + len(variable.items)
            key = list(variable.items)[position] if position >= 0 else key
        return variable.items.get(key)

    # Setting

    def assign(self, name: str, key: str | None, value: Text, state: State, *, append: bool = False) -> None:
        """Set a scalar, or the element `key` of an array."""
        target = self.resolve(name, state)
        old = state.variables.get(target) or self._untouched(target, state, append=append)
        if key is None and old.items is not None:
            key = "0"
        if key is not None:
            self._assign_element(target, key, value, state, old, append=append)
            return
        if append and old.text is not None:
            plus = literal("+") if old.integer else literal("")
            value = join(old.text, plus, value)
        state.variables[target] = old.replace(text=self._shaped(old, value, state), others=())

    def assign_named(self, given: str, value: Text, state: State, *, append: bool = False) -> None:
        """Set what a builtin is given as the name of a variable, which may be `array[index]`."""
        name, bracket, _ = given.partition("[")
        if name.isidentifier():
            key = self.subscript(given, state) if bracket else None
            self.assign(name, key, value, state, append=append)

    def subscript(self, given: str, state: State) -> str:
        """The index in `array[index]`; the shell expands it even when it was quoted, commands included."""
        index = given.partition("[")[2].removesuffix("]")
        if "$" not in index and "`" not in index:
            return index
        return self.string_value(index, state).known or "?"

    def _untouched(self, name: str, state: State, *, append: bool) -> Variable:
        exported = ambient(name, state, self._world.place) is not None and name not in ("IFS", "OPTIND", "PS4")
        text = self.scalar(name, state) if append else None
        return Variable(text, exported=exported)

    def _assign_element(self, name: str, key: str, value: Text, state: State, old: Variable, *, append: bool) -> None:
        items = dict(old.items or EMPTY_ITEMS)
        if old.items is None and old.text is not None:
            items["0"] = old.text
        if append and key in items:
            value = join(items[key], value)
        if len(items) < ELEMENTS or key in items:
            items[key] = self._shaped(old, value, state)
        state.variables[name] = old.replace(text=None, items=items, others=())

    def assign_array(
        self, name: str, items: list[tuple[str | None, Text]], state: State, *, append: bool = False
    ) -> None:
        """Set an array; items without a key follow the one before."""
        target = self.resolve(name, state)
        old = state.variables.get(target) or Variable()
        kept: dict[str, Text] = {}
        if append:
            kept.update(old.items if old.items is not None else {"0": old.text} if old.text is not None else {})
        following = _following(kept)
        for key, value in items[:ELEMENTS]:
            chosen = str(following) if key is None else key
            kept[chosen] = value
            number = whole_number(chosen)
            following = (following if number is None else number) + 1
        state.variables[target] = old.replace(text=None, items=kept, others=())

    def unset(self, name: str, state: State) -> None:
        """Remove a variable or one element."""
        base, bracket, rest = name.partition("[")
        target = self.resolve(base, state)
        variable = state.variables.get(target)
        if bracket and variable is not None and variable.items is not None:
            items = {key: value for key, value in variable.items.items() if key != rest.removesuffix("]")}
            state.variables[target] = variable.replace(items=items)
        else:
            state.variables[target] = UNSET

    def _shaped(self, variable: Variable, value: Text, state: State) -> Text:
        """The value as the attributes of the variable make it."""
        if variable.integer:
            from bailiwick.interpret.shell.numbers import calculate

            number = calculate(value, self, state)
            return unknown("a number", value.labels) if number is None else literal(str(number), value.labels)
        if variable.case:
            from bailiwick.interpret.shell.parameters import cased

            return cased(value, "^^" if variable.case == "u" else ",,", None)
        return value


def _following(items: Mapping[str, Text]) -> int:
    return max((number for key in items if (number := whole_number(key)) is not None), default=-1) + 1


def _labels(items: Mapping[str, Text]) -> frozenset[Label]:
    return frozenset(label for value in items.values() for label in value.labels)


def _status(state: State) -> Text:
    return Text((Hole("exit status"),)) if state.status is None else literal(str(state.status))


_SPECIAL: dict[str, Callable[[State], Text]] = {
    "#": lambda state: literal(str(len(state.arguments))),
    "?": _status,
    "$": lambda _state: unknown("process id"),
    "!": lambda _state: unknown("process id of the last background job"),
    "-": lambda _state: literal("hBc"),
    "_": lambda state: state.last,
}
