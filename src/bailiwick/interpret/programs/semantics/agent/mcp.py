"""Programs that serve or call MCP tools: an argv behind `--` is the server."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The words behind `--` are started."""
    if arguments.dashes is not None and arguments.operands[arguments.dashes :]:
        call.launch(RunWords(arguments.operands[arguments.dashes :], call.program, call.stdin))
