"""pipx runpip ENVIRONMENT ...: pip inside the environment of an application."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The first word names the environment."""
    call.launch(RunWords((literal("pip"), *arguments.operands[1:]), call.program, call.stdin))
