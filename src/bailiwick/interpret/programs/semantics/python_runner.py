"""coverage run, profilers: a Python program under something that watches it."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The operands are what python would be given: a script, or behind `-m` a module, and its own words."""
    if arguments.operands:
        module = (literal("-m"),) if arguments.has("m", "module") else ()
        call.launch(RunWords((literal("python"), *module, *arguments.operands), via=call.program, stdin=call.stdin))
