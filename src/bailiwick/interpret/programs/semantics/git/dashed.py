"""git-reset, git-clean: the programs below git's exec path are its subcommands under their own names."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`git-reset --hard` is `git reset --hard`."""
    words = (literal("git"), literal(call.program.removeprefix("git-")), *arguments.operands)
    call.launch(RunWords(words, call.program, call.stdin))
