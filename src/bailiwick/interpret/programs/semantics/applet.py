"""busybox, toybox: the first word names the program."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The applet takes the rest as it is."""
    if arguments.operands:
        call.launch(RunWords(arguments.operands, call.program, call.stdin))
