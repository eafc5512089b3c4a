"""less and more: `+!COMMAND` runs a command when the file is shown."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell
from bailiwick.interpret.programs import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The files are read by their role."""
    for word in call.words:
        if word.prefix.startswith("+!"):
            call.launch(RunShell(texts.drop(word, 2), call.program))
