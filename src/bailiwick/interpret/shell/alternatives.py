"""Commands that use something with several possible values are interpreted once for each.

A variable may have alternatives after a branch, and the shell may be in one of several directories
after a `cd` that may have failed. What such a command changes is merged afterwards; what it
prints counts once when all readings print the same.
"""

from __future__ import annotations

import math
from itertools import product

from bailiwick.interpret.effects import NO_LABELS, unknown
from bailiwick.interpret.shell.flow import End, Stream
from bailiwick.interpret.shell.references import names_in
from bailiwick.interpret.shell.state import merge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.interpret.effects import Label
    from bailiwick.interpret.shell.state import State, Variable
    from bailiwick.interpret.shell.world import World

COMBINATIONS = 16
"""Most combinations of alternative values that one command is interpreted for; beyond it they count as unknown."""


def run_each(run: Callable[[State], None], syntax: object, state: State, world: World, *, moves: bool = False) -> None:
    """Run something for each possible value of what `syntax` mentions.

    Args:
        run: interprets it in a state.
        syntax: what it mentions.
        state: left as the readings merged leave it.
        world: counts readings other than the first as conditional.
        moves: it changes the directory itself, from the likeliest one.
    """
    varying = _varying(syntax, state) if state.varied else {}
    elsewhere = () if moves else state.elsewhere
    if not varying and not elsewhere and not state.other_arguments:
        run(state)
        return
    others = [
        *_with_values(varying, state, min(COMBINATIONS, world.room)),
        *_in_places(elsewhere, state),
        *_with_arguments(state),
    ]
    for name, variable in varying.items():
        state.variables[name] = variable.replace(others=())
    if elsewhere:
        state.elsewhere = ()
    state.other_arguments = ()
    outputs = _outputs(state)
    run(state)
    _restore(varying, state)
    world.conditional += 1
    for other in others:
        world.step()
        copies = _own_outputs(other)
        before = {name: other.variables[name] for name in varying}
        run(other)
        _restore(varying, other, before)
        _add_outputs(copies, outputs)
        state.take(merge(state, other))
    world.conditional -= 1


def _varying(syntax: object, state: State) -> dict[str, Variable]:
    names = sorted(names_in(syntax) & state.variables.keys())
    return {name: state.variables[name] for name in names if state.variables[name].others}


def _with_values(varying: dict[str, Variable], state: State, most: int) -> list[State]:
    """States for all combinations but the first; when there are more than `most`, one with unknown values instead."""
    found: list[State] = []
    choices = [[variable.text, *variable.others] for variable in varying.values()]
    if math.prod(map(len, choices)) > most:
        choices = [[unknown(f"value of ${name}", _labels(variable))] for name, variable in varying.items()]
        combinations = product(*choices)
    else:
        combinations = product(*choices)
        next(combinations)
    for combination in combinations:
        other = state.copy()
        other.elsewhere, other.other_arguments = (), ()
        for (name, variable), text in zip(varying.items(), combination, strict=True):
            other.variables[name] = variable.replace(text=text, others=())
        found.append(other)
    return found


def _with_arguments(state: State) -> list[State]:
    found: list[State] = []
    for arguments in state.other_arguments:
        other = state.copy()
        other.arguments, other.other_arguments = arguments, ()
        found.append(other)
    return found


def _labels(variable: Variable) -> frozenset[Label]:
    return NO_LABELS.union(*(text.labels for text in (variable.text, *variable.others) if text is not None))


def _in_places(places: tuple[str, ...], state: State) -> list[State]:
    found: list[State] = []
    for place in places:
        other = state.copy()
        other.cwd, other.elsewhere, other.other_arguments = place, (), ()
        found.append(other)
    return found


def _restore(varying: dict[str, Variable], state: State, before: dict[str, Variable] | None = None) -> None:
    """Give variables that were not assigned their alternatives back."""
    for name, variable in varying.items():
        now = state.variables.get(name)
        fixed = before[name] if before is not None else variable.replace(others=())
        if now == fixed:
            state.variables[name] = variable


def _outputs(state: State) -> dict[int, int]:
    """How much each pipe holds before the first reading writes to it."""
    return {id(stream): len(stream.written) for stream in state.streams.values() if stream.end is End.PIPE}


def _own_outputs(state: State) -> list[tuple[Stream, Stream]]:
    """Pipes of a further reading, each with the real one."""
    copies: dict[int, tuple[Stream, Stream]] = {}
    for descriptor, stream in list(state.streams.items()):
        if stream.end is not End.PIPE:
            continue
        own, _real = copies.setdefault(id(stream), (Stream(End.PIPE, data=stream.data), stream))
        state.streams[descriptor] = own
    return list(copies.values())


def _add_outputs(copies: list[tuple[Stream, Stream]], before: dict[int, int]) -> None:
    """What a further reading printed is added unless the first one printed the same."""
    for own, real in copies:
        if own.written and own.written != real.written[before.get(id(real), 0) :]:
            real.written.extend(own.written)
