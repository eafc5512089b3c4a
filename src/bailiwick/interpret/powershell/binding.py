"""Which words of a command are values of which parameter of a cmdlet."""

from __future__ import annotations

from bailiwick.interpret.effects import literal
from bailiwick.interpret.powershell import cmdlets, values
from bailiwick.interpret.powershell.syntax import String, Variable
from bailiwick.interpret.powershell.values import Array, Hash

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.powershell.machine import PowerShell
    from bailiwick.interpret.powershell.syntax import Expression
    from bailiwick.interpret.powershell.values import Datum

_POSIX = frozenset("rm rmdir cp mv ls cat curl wget kill ps sort tee sleep man mount diff echo mkdir start".split())  # noqa: SIM905 - names
"""Names that are also programs, with options of their own."""


def bound(
    shell: PowerShell, name: str, cmdlet: cmdlets.Cmdlet, arguments: Sequence[Expression]
) -> dict[str, Datum] | None:
    """Values by the full name of their parameter; None when the words are those of a program with this name."""
    given: dict[str, Datum] = {}
    loose: list[Datum] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        short = _parameter(argument)
        if not short:
            value = shell.evaluate(argument)
            if isinstance(argument, Variable) and argument.splat and isinstance(value, Hash):
                for key, item in value.items.items():
                    given[cmdlets.parameter(cmdlet, key)[0]] = item
            elif isinstance(argument, Variable) and argument.splat:
                loose.extend(values.items_of(value))
            else:
                loose.append(value)
            continue
        if _is_program_option(name, cmdlet, short):
            return None
        plain, colon, rest = short.partition(":")
        full, takes = cmdlets.parameter(cmdlet, plain.lower())
        if colon:
            given[full] = _attached(shell, argument, rest, waiting)
        elif takes is not False and waiting and not _parameter(waiting[0]):
            value = shell.evaluate(waiting.pop(0))
            given[full] = value
            if takes is None:
                loose.append(value)
        else:
            given[full] = literal("True")
    free = [place for place in cmdlets.positions(cmdlet) if cmdlets.SAME.get(place, place) not in given]
    for index, value in enumerate(loose):
        if free:
            place = free[min(index, len(free) - 1)]
            given[place] = Array((*values.items_of(given[place]), value)) if place in given else value
        else:
            given.setdefault("rest", value)
    return given


def _attached(shell: PowerShell, argument: Expression, rest: str, waiting: list[Expression]) -> Datum:
    """The value behind the colon of `-Name:value`."""
    assert isinstance(argument, String)  # noqa: S101 - it is a parameter
    if len(argument.parts) > 1:
        return shell.evaluate(String((*((rest,) if rest else ()), *argument.parts[1:])))
    if rest or not waiting:
        return literal(rest)
    return shell.evaluate(waiting.pop(0))


def _parameter(argument: Expression) -> str:
    """`Name` or `Name:value` of an argument that is a parameter."""
    if not isinstance(argument, String) or not argument.bare or not argument.parts:
        return ""
    first = argument.parts[0]
    if not isinstance(first, str) or len(first) < 2 or first[0] != "-":
        return ""
    return first[1:] if first[1].isalpha() or first[1] == "-" else ""


def _is_program_option(name: str, cmdlet: cmdlets.Cmdlet, short: str) -> bool:
    """True when `-short` makes the words those of the program `name`, not of the cmdlet with that alias."""
    lowered = name.lower()
    if lowered not in _POSIX:
        return False
    if short.startswith("-"):
        return True
    if lowered in ("curl", "wget"):
        return (
            len(short.partition(":")[0]) <= 2 or cmdlets.parameter(cmdlet, short.partition(":")[0].lower())[1] is None
        )
    return cmdlets.parameter(cmdlet, short.partition(":")[0].lower())[1] is None
