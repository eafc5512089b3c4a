"""flock FILE -c TEXT: the option may also follow the file."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-c` after the lock file stands among the operands."""
    words = arguments.operands
    if len(words) >= 3 and words[1].known in ("-c", "--command"):
        call.launch(RunShell(words[2], "flock", call.stdin))
