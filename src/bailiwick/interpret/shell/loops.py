"""Loops: every round that is known to happen, up to a bound, then one with all that changed taken as unknown."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Hole, Text, literal
from bailiwick.interpret.shell.state import merge
from bailiwick.interpret.shell.syntax import CountingFor, For, While
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.interpret.shell.state import State
    from bailiwick.interpret.shell.syntax import Script

    Loop: TypeAlias = For | CountingFor | While

QUIET_ROUNDS = 12
"""Rounds without a new operation after which a loop counts as doing nothing else."""

UNSURE_ROUNDS = 2
"""Rounds of a loop whose condition is not known: the second sees what the first one changed."""


def run_loop(command: Loop, state: State, machine: Machine) -> None:
    """Run a loop in `state`."""
    loops = _Loops(machine)
    match command:
        case For():
            loops.for_(command, state)
        case CountingFor():
            loops.counting(command, state)
        case While():
            loops.while_(command, state)


class _Loops:
    """Handlers of `for`, `while`, `until`, `select`."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._world = machine.world

    def for_(self, command: For, state: State) -> None:
        """`for name in words`; `select` may run its body any number of times."""
        machine = self._machine
        items = list(state.arguments) if command.words is None else machine.expander.words(command.words, state)
        room = self._world.room
        if len(items) > room:
            items = [*items[: room - 1], _similar(items[room - 1 :])]
        exits: list[State] = []
        for item in items:
            sure = not command.select and item.known is not None
            if not sure:
                exits.append(state.copy())
            machine.store.assign(command.name, None, item, state)
            machine.conditionally(command.body, state, sure=sure)
            if _ends(state, exits):
                break
        _leave(state, exits)

    def counting(self, command: CountingFor, state: State) -> None:
        """`for ((...))`."""
        expander = self._machine.expander
        expander.calculate(command.start, state)

        def goes_on() -> bool | None:
            value = 1 if command.test.plain == "" else expander.calculate(command.test, state)
            return None if value is None else value != 0

        self._rounds(goes_on, command.body, state, lambda: expander.calculate(command.step, state))

    def while_(self, command: While, state: State) -> None:
        """`while` and `until`."""

        def goes_on() -> bool | None:
            self._machine.run(command.condition, state)
            if state.flow:
                return False
            return None if state.status is None else (state.status == 0) is not command.until

        self._rounds(goes_on, command.body, state, lambda: None)

    def _rounds(
        self, goes_on: Callable[[], bool | None], body: Script, state: State, step: Callable[[], object]
    ) -> None:
        rounds = quiet = 0
        room = self._world.room
        exits: list[State] = []
        while not state.flow:
            self._world.step()
            start = state.copy()
            going = goes_on()
            if going is False:
                break
            if going is None:
                exits.append(state.copy())
            operations, started = len(self._world.operations), (self._world.backgrounds, self._world.waits)
            self._machine.conditionally(body, state, sure=going is True)
            if _ends(state, exits):
                break
            step()
            rounds += 1
            quiet = quiet + 1 if len(self._world.operations) == operations else 0
            endless = going is True and (rounds >= room or _same(start, state))
            if endless and self._world.backgrounds > started[0] and self._world.waits == started[1]:
                source = "a loop without end starts processes"
                self._world.emit(Kind.EXEC_RUN, source=source, program="while", fork_bomb=True)
            if _same(start, state):
                break
            if rounds >= (room if going else UNSURE_ROUNDS) or quiet >= QUIET_ROUNDS:
                self._last_round(start, state, body, exits)
                break
        _leave(state, exits)
        state.status = None if state.status is None or rounds == 0 else state.status

    def _last_round(self, before: State, state: State, body: Script, exits: list[State]) -> None:
        """Once more, with everything that the last round changed taken as unknown."""
        for name, variable in list(state.variables.items()):
            old = before.variables.get(name)
            if old is not variable and old != variable and variable.text is not None:
                hole = Text((Hole(f"value of ${name}"),), variable.text.labels)
                state.variables[name] = variable.replace(text=hole, others=())
        self._machine.conditionally(body, state)
        _ends(state, exits)


def _ends(state: State, exits: list[State]) -> bool:
    """After a body: True when no reading goes on to the next round. Readings that broke out are put into `exits`."""
    if not state.flow and not state.departed:
        return False
    readings = [state.copy(), *state.departed]
    readings[0].departed = ()
    on: list[State] = []
    gone: list[State] = []
    for reading in readings:
        if reading.flow in ("break", "continue") and reading.levels <= 1:
            (exits if reading.flow == "break" else on).append(reading)
            reading.flow, reading.levels = "", 0
        else:
            (gone if reading.flow else on).append(reading)
    if on:
        state.take(_all(on))
        state.departed = (*state.departed, *gone)
        return False
    if gone:
        state.take(gone[0])
        state.departed = tuple(gone[1:])
    else:
        state.take(exits.pop())
    return True


def _leave(state: State, exits: list[State]) -> None:
    """The loop is over: readings that left it before rejoin, and outer loops are one level nearer."""
    for reading in (state, *state.departed):
        if reading.flow in ("break", "continue"):
            reading.levels -= 1
    if exits:
        state.take(merge(_all(exits), state) if state.flow else merge(state, _all(exits)))


def _all(states: list[State]) -> State:
    merged = states[0]
    for state in states[1:]:
        merged = merge(merged, state)
    return merged


def _same(before: State, after: State) -> bool:
    """True when a round changed nothing, so that every further one does the same."""
    return (
        before.variables == after.variables
        and before.arguments == after.arguments
        and before.cwd == after.cwd
        and before.functions == after.functions
        and _readable(after) is None
    )


def _readable(state: State) -> Text | None:
    """What is left to read on standard input, when that is known."""
    stream = state.streams.get(0)
    text = stream.data.text if stream is not None else None
    return text if text is not None and text.parts else None


def _similar(items: list[Text]) -> Text:
    """One text for many: what they have in common at the start, then a hole."""
    first, last = items[0].prefix, items[-1].prefix
    common = 0
    while common < min(len(first), len(last)) and first[common] == last[common]:
        common += 1
    prefix = first[:common]
    if not all(item.prefix.startswith(prefix) for item in items):
        prefix = ""
    labels = NO_LABELS.union(*(item.labels for item in items))
    return Text((*literal(prefix).parts, Hole("one of many words")), labels)
