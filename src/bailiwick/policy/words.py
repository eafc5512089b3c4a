"""The words of a command, for rules that look at them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request

SHOWN_WORDS = 200
"""Characters that interpreters keep of a command's words in `Operation.source`; longer ones are cut."""


def was_cut(operation: Operation) -> bool:
    """True when `source` may lack words of the command, and the operation is not about the whole call."""
    return len(operation.source) >= SHOWN_WORDS and not operation.attributes.get("shell")


def texts_of(operation: Operation, request: Request) -> tuple[str, ...]:
    """What a test on words looks at: one command's words, or the text of the whole shell call.

    For words that were cut, both: what is missing is somewhere in the whole.
    """
    whole = request.input.get("command")
    if not isinstance(whole, str):
        return (operation.source,)
    if operation.attributes.get("shell"):
        return (whole,)
    return (operation.source, whole) if was_cut(operation) else (operation.source,)
