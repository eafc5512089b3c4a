"""yarn workspace NAME SCRIPT: a script of one of the project's packages, or a yarn command there."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """What follows the package's name is given to yarn again."""
    words = arguments.operands[1:] if call.command[-1:] == ("workspace",) else arguments.operands
    if words:
        call.launch(RunWords((literal("yarn"), *words), via="yarn workspace", stdin=call.stdin))
