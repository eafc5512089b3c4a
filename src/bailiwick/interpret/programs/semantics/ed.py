"""ed: commands on standard input may run shells and write other files."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`!cmd`, `r !cmd`, `w !cmd`, `w file`, `e file`; `!cmd` as operand edits its output."""
    for word in arguments.operands:
        if word.prefix.startswith("!"):
            call.launch(RunShell(literal((word.known or "")[1:]), via="ed"))
    known = None if call.stdin.text is None else call.stdin.text.known
    for line in (known or "").splitlines():
        command = line.strip()
        if command.startswith("!"):
            call.launch(RunShell(literal(command[1:]), via="ed"))
        elif command[:3] in {"r !", "w !", "e !"}:
            call.launch(RunShell(literal(command[3:]), via="ed"))
        elif command[:2] in {"w ", "W "}:
            call.file(Kind.FILE_WRITE, literal(command[2:].strip()), truncates=True)
        elif command[:2] in {"r ", "e ", "E "}:
            call.read(literal(command[2:].strip()))
