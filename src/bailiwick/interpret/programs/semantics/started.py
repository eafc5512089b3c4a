"""start-stop-daemon: `--exec` names the program, the words after `--` are its arguments."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Starting runs it, stopping kills."""
    program = arguments.value("startas", "exec")
    if arguments.has("stop"):
        call.emit(Kind.PROC_KILL, call.name(program or ""), name=program.shown() if program is not None else "")
    elif program is not None and not arguments.has("status"):
        call.launch(RunWords((program, *arguments.operands), call.program, call.stdin))
