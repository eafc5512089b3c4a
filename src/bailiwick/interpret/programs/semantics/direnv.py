"""direnv allow: from now on `.envrc` runs whenever a shell enters the directory, so its content is judged."""

from __future__ import annotations

from bailiwick.interpret.effects import RunFile, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The operand is the file or its directory."""
    word = arguments.operands[0] if arguments.operands else literal(".envrc")
    resource = call.path(word)
    path = f"{resource.value}/.envrc" if call.directory(resource) else resource.value
    call.launch(RunFile(path, "bash", "direnv"))
