"""hub: a subcommand that git has is git's."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Only hub stands for git; the other clients have no such subcommands."""
    if call.program == "hub":
        call.launch(RunWords((literal("git"), *(literal(name) for name in call.command), *arguments.operands), "hub"))
