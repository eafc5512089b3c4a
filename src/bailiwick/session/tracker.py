"""Trackers: small automata that remember just enough of the past for one rule.

A cell is a tuple of whole numbers and one reference, never longer than its definition says:

- SEEN: number of the call, satisfied calls so far, decision entry;
- ROW: length of the row, number of its last call, length of the longest row so far, what its calls have in common;
- SUM over task or session: the total; over seconds: pairs of bucket and amount, oldest first;
- PATH: decision entry of the last step, then for each prefix of the sequence the call number at which the
  latest way through it began (0: there is none). So "complete" and "complete within N calls" are one look.

Calls are numbered from 1, blocked attempts included. Moving a cell costs the same after a hundred
thousand calls as after one.

Time comes with the update. After a clock went back by less than a window, what was counted in its future
still counts; what lies further ahead was counted by a clock that was wrong, and does not: a total neither
shrinks by a small correction nor stays for ever after a large one.
"""

from __future__ import annotations

from bailiwick.model.tracker import SESSION, TASK, How
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.model.tracker import Cell, Update

BUCKETS = 60
"""Most parts of a window of time: a call leaves the total at most one part after the window is over, never before."""


class Moment(Value):
    """Where in a session a call is."""

    calls: int = 0
    """Number of the call, blocked attempts included."""
    done: int = 0
    """Calls that were satisfied so far: executed and not failed."""
    reference: str = ""
    """Entry of its decision."""


def moved(cell: Cell, update: Update, moment: Moment) -> Cell:
    """The cell after `update`; an unknown tracker has the empty cell."""
    return _MOVES[update.how](cell, update, moment)


def total(cell: Cell, window: str, at: int) -> int:
    """What a SUM cell holds at `at`, seconds since 1970; the time matters only for windows of seconds."""
    if window in (TASK, SESSION):
        return _number(cell[0]) if cell else 0
    width, parts = _split(window)
    now = at // width
    return sum(amount for bucket, amount in _pairs(cell) if abs(bucket - now) <= parts)


def row(cell: Cell, calls: int, mark: str = "") -> int:
    """How many calls in a row with `mark` in common matched up to call number `calls`, which is the last one."""
    return _number(cell[0]) if cell and cell[1] == calls and cell[3] == mark else 0


def longest_row(cell: Cell) -> int:
    """The most calls in a row that ever matched."""
    return _number(cell[2]) if cell else 0


def began(cell: Cell) -> int:
    """The call number at which the latest complete way through a PATH began; 0 when it is not complete."""
    return _number(cell[-1]) if len(cell) > 1 else 0


def _seen(_cell: Cell, _update: Update, moment: Moment) -> Cell:
    return (moment.calls, moment.done, moment.reference)


def _row(cell: Cell, update: Update, moment: Moment) -> Cell:
    length = row(cell, moment.calls - 1, update.mark) + 1
    return (length, moment.calls, max(length, longest_row(cell)), update.mark)


def _sum(cell: Cell, update: Update, _moment: Moment) -> Cell:
    if update.window in (TASK, SESSION):
        return (total(cell, update.window, 0) + update.amount,)
    width, parts = _split(update.window)
    now = update.at // width
    amounts: dict[int, int] = {}
    for bucket, amount in _pairs(cell):
        if abs(bucket - now) <= parts:
            place = min(bucket, now)
            amounts[place] = amounts.get(place, 0) + amount
    amounts[now] = amounts.get(now, 0) + update.amount
    return tuple(number for pair in amounts.items() for number in pair)


def _path(cell: Cell, update: Update, moment: Moment) -> Cell:
    known = len(cell) == update.length + 1
    starts = [_number(start) for start in cell[1:]] if known else [0] * update.length
    before = list(starts)
    for numbers in update.matched:
        if 0 in numbers:
            starts = [0] * update.length
        for number in sorted(numbers, reverse=True):  # backwards: one operation is one step of the way
            if number == 1:
                starts[0] = moment.calls
            elif 1 < number <= update.length:
                starts[number - 1] = max(starts[number - 1], starts[number - 2])
    reference = moment.reference if starts != before or not known else cell[0]
    return (reference, *starts)


def _pairs(cell: Cell) -> list[tuple[int, int]]:
    numbers = [_number(number) for number in cell]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _split(window: str) -> tuple[int, int]:
    """Seconds of one bucket, and how many of them make the window; both rounded up."""
    width = -(-int(window) // BUCKETS)
    return width, -(-int(window) // width)


def _number(part: int | str) -> int:
    return part if isinstance(part, int) else 0


_MOVES: Mapping[How, Callable[[Cell, Update, Moment], Cell]] = {
    How.SEEN: _seen,
    How.ROW: _row,
    How.SUM: _sum,
    How.PATH: _path,
}
