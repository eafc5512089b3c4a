"""git worktree add: another working tree of the same repository."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The first operand is the directory; git refuses one that exists and is not empty."""
    call.emit(Kind.VCS_COMMIT, call.name("worktree"), verb="worktree")
    for word in arguments.operands[:1]:
        call.write(word, worktree=True)
