"""at, batch: standard input or `-f` runs later."""

from __future__ import annotations

from bailiwick.interpret.effects import RunFile, RunShell
from bailiwick.interpret.programs.code import from_stdin
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-l` and `-c` only show, `-d` and `-r` delete."""
    if arguments.has("l", "c", "V"):
        return
    if arguments.has("d", "r"):
        call.emit(Kind.SCHEDULE_DELETE, call.name(call.program), by=call.program)
        return
    call.emit(Kind.SYS_PERSIST, call.name(call.program), by="at")
    file = arguments.value("f")
    if file is not None:
        call.launch(RunFile(call.path(file).value, "bash", call.program))
    else:
        call.launch(RunShell(from_stdin(call), call.program))
