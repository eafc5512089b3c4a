"""cross-env: variable assignments, then an argv."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords
from bailiwick.interpret.programs import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The variables go to the program."""
    words = list(arguments.operands)
    variables = {}
    while words:
        name, value = texts.partition(words[0], "=")
        if value is None or name.known is None:
            break
        variables[name.known] = value
        words.pop(0)
    if words:
        call.launch(RunWords(tuple(words), via=call.program, stdin=call.stdin, environment=variables))
