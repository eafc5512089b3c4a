"""git delete-branch (git-extras): the branch goes here and at origin, merged or not."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """What git itself would be told."""
    for word in arguments.operands:
        for start in (("git", "branch", "-D"), ("git", "push", "origin", "--delete")):
            call.launch(RunWords((*map(literal, start), word), via="git"))
