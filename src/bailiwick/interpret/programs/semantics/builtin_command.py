"""command, builtin: runs the program of that name, or with `-v` only says where it is."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-v` and `-V` start nothing."""
    if arguments.operands and not arguments.has("v", "V"):
        call.launch(RunWords(arguments.operands, call.program, call.stdin))
