"""`Update`: what one call means for one tracker, the vocabulary between rules and the session's fold.

A history rule compiles to trackers. When a call matches one of their conditions, the call's session
event carries an `Update` for it; the fold moves the tracker on and knows nothing of rules. So events
are complete: replaying them needs no policy, and a changed rule (a new key) starts afresh.
"""

from __future__ import annotations

from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value
from bailiwick.model.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    Cell: TypeAlias = tuple[int | str, ...]
    """State of one tracker; its form is the fold's (`bailiwick.session.tracker`)."""


class How(Words):
    """What a tracker remembers."""

    SEEN = "seen"
    """The last call that matched."""
    ROW = "row"
    """How many calls in a row matched."""
    SUM = "sum"
    """A total over a window."""
    PATH = "path"
    """How far a sequence of conditions has come."""


TASK = "task"
SESSION = "session"


HUMAN = "human"
"""The gate that a person passes by an accepted answer to a question."""

PASS = "pass"  # noqa: S105 - an answer, not a credential
DENY = "deny"


def gate_key(gate: str, answer: str) -> str:
    """The tracker that remembers when `gate` was last answered with `pass` or `deny`."""
    return f"gate:{gate}:{answer}"


class Update(Value):
    """One step of one tracker."""

    how: How
    amount: int = 1
    """SUM: what is added."""
    window: str = TASK
    """SUM: `task`, `session`, or a number of seconds."""
    at: int = 0
    """SUM over seconds: when, seconds since 1970 (UTC)."""
    length: int = 0
    """PATH: number of conditions."""
    matched: tuple[tuple[int, ...], ...] = ()
    """PATH: for each operation that matched, in order, the numbers of the conditions from 1; 0 breaks the sequence."""
    mark: str = ""
    """ROW: what calls of one row have in common besides, for example a fingerprint of their input."""


class Moves(Value):
    """What a call does to trackers, by what must become of it first."""

    attempt: Mapping[str, Update] = EMPTY
    let_through: Mapping[str, Update] = EMPTY
    """Unless it is denied."""
    ran: Mapping[str, Update] = EMPTY
    satisfied: Mapping[str, Update] = EMPTY
    """When it ran and did not fail."""
    shared_attempt: Mapping[str, Mapping[str, Update]] = EMPTY
    """By the scope that is shared with other sessions."""
    shared_let_through: Mapping[str, Mapping[str, Update]] = EMPTY


NO_MOVES = Moves()


def to_plain(update: Update) -> list[Any]:
    """JSON data of `update`."""
    if update.how is How.SUM:
        plain: list[Any] = [update.how.value, update.window, update.amount]
        return [*plain, update.at] if update.at else plain
    if update.how is How.PATH:
        return [update.how.value, update.length, *(list(numbers) for numbers in update.matched)]
    return [update.how.value, update.mark] if update.mark else [update.how.value]


def from_plain(plain: list[Any]) -> Update:
    """The update of JSON data that `to_plain` made."""
    how = How(plain[0])
    if how is How.SUM:
        return Update(how, window=plain[1], amount=plain[2], at=plain[3] if len(plain) > 3 else 0)
    if how is How.PATH:
        return Update(how, length=plain[1], matched=tuple(tuple(numbers) for numbers in plain[2:]))
    return Update(how, mark=plain[1] if len(plain) > 1 else "")
