"""git stash: what is stashed goes back to its committed content, or away."""

from __future__ import annotations

from bailiwick.interpret.programs.semantics.git.discard import overwritten
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Work is kept, so only the files that govern agents or run by themselves count, when they are named."""
    for word in arguments.operands:
        overwritten(call, word, Kind.FILE_WRITE)
