"""watch: its words joined are a shell command, with `-x` an argv."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, RunWords
from bailiwick.interpret.programs import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """It runs again and again."""
    if not arguments.operands:
        return
    if arguments.has("exec"):
        call.launch(RunWords(arguments.operands, call.program, many=True))
    else:
        call.launch(RunShell(texts.words_joined(arguments.operands), call.program))
