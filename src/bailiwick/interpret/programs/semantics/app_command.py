"""flatpak run, snap run: with `--command` or `--shell` another program than the application's own runs."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The operands are the application and the words that its program gets."""
    command = arguments.value("command") or (literal("bash") if arguments.has("shell") else None)
    if command is not None:
        call.launch(RunWords((command, *arguments.operands[1:]), via=call.program, stdin=call.stdin))
