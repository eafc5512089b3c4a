"""fuser -k and the process viewers: only `-k` does something."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`fuser -k` sends SIGKILL."""
    if call.program == "fuser" and arguments.has("kill"):
        call.emit(Kind.PROC_KILL, call.name("fuser -k"), hard=True, signal="KILL")
