"""Shells of another syntax: read as bash as far as it goes, since their simple commands are alike."""

from __future__ import annotations

from bailiwick.interpret.effects import RunFile, RunShell
from bailiwick.interpret.programs.code import announce, from_stdin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-c` text, a file, or standard input."""
    text = arguments.value("c", "command")
    if text is None and arguments.has("no-execute") and arguments.operands:
        call.read(arguments.operands[0])
        return
    if text is None and not arguments.operands and (call.stdin.text is None or call.stdin.text.parts):
        text = from_stdin(call)
    if text is not None:
        announce(call, text)
        call.launch(RunShell(text, f"{call.program} -c", call.stdin, arguments=arguments.operands))
    elif arguments.operands:
        path = call.path(arguments.operands[0]).value
        call.launch(RunFile(path, "bash", call.program, call.stdin, arguments.operands[1:]))
