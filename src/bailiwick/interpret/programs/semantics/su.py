"""su, runuser: a shell of another user, with `-c` text, or for runuser an argv."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, RunWords
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Standard input feeds the shell when there is no command."""
    call.emit(Kind.PRIV_ESCALATE, call.name(call.program), by=call.program)
    text = arguments.value("command", "session-command")
    if text is not None:
        call.launch(RunShell(text, call.program, call.stdin))
    elif call.program == "runuser" and arguments.has("user") and arguments.operands:
        call.launch(RunWords(arguments.operands, call.program, call.stdin))
    elif call.stdin.text is None or call.stdin.text.parts:
        from bailiwick.interpret.programs.code import from_stdin

        call.launch(RunShell(from_stdin(call), call.program))
