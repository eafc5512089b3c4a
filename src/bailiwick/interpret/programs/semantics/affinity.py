"""chrt, taskset: a priority or mask, then an argv, unless `-p` names a running process."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The mask is an operand only when no option gives it."""
    words = arguments.operands
    if words and (words[0].prefix[:1].isdigit() and not arguments.has("cpu-list")):
        words = words[1:]
    if words and not arguments.has("pid"):
        call.launch(RunWords(words, call.program, call.stdin))
