"""entr: the words run when a file changes; with `-s` the first is shell text."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, RunWords

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """It runs again and again."""
    words = arguments.operands
    if words and arguments.has("s"):
        call.launch(RunShell(words[0], call.program))
    elif words:
        call.launch(RunWords(words, call.program, many=True))
