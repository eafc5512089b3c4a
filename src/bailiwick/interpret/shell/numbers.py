"""Arithmetic on the variables of a state: what `$((...))`, `((...))`, `let` and integer variables compute."""

from __future__ import annotations

from bailiwick.interpret.effects import Text, literal, unknown
from bailiwick.interpret.shell.arithmetic import evaluate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.shell.state import State
    from bailiwick.interpret.shell.variables import Store

RECURSIONS = 8
"""Longest chain of variables that name each other in arithmetic."""


def calculate(expression: Text, store: Store, state: State) -> int | None:
    """The value of an expression, with its assignments made; None when it is not known."""
    known = expression.known
    if known is not None and ("$" in known or "`" in known):
        known = store.string_value(known, state).known  # in `a[$(command)]` even a quoted command runs
    return None if known is None else evaluate(known, Arithmetics(store, state))


class Arithmetics:
    """A state's variables as arithmetic sees them."""

    def __init__(self, store: Store, state: State, depth: int = 0) -> None:
        self._store = store
        self._state = state
        self._depth = depth

    def number(self, name: str, index: str | None) -> int | None:
        """The numeric value; a text is itself an expression, and may run commands when it is evaluated."""
        store, state = self._store, self._state
        text = store.element(name, index, state) if index is not None else store.scalar(name, state)
        if text is None or not text.parts:
            return 0
        known = text.known
        if known is None or self._depth > RECURSIONS:
            return None
        if known.isdigit() and not known.startswith("0"):
            return int(known) if len(known) < 19 else None
        if "$" in known or "`" in known:
            expanded = store.string_value(known, state).known
            if expanded is None:
                return None
            known = expanded
        return evaluate(known, Arithmetics(store, state, self._depth + 1))

    def assign(self, name: str, index: str | None, value: int | None) -> None:
        """Set a variable to a number."""
        text = unknown("a number") if value is None else literal(str(value))
        self._store.assign(name, index, text, self._state)
