"""git submodule foreach: its words are a shell command."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell
from bailiwick.interpret.programs import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Once in every submodule."""
    if arguments.operands:
        call.launch(RunShell(texts.words_joined(arguments.operands), "git submodule foreach", cwd=""))
