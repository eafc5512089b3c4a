"""guix shell, devbox run: what stands behind `--` is a program; the words before it name packages or a script."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords
from bailiwick.interpret.programs import index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_RUNS_WORDS = frozenset({"devbox", "devenv"})
"""`devbox run NAME` runs a script of the project, or the program of that name."""


def run(call: Call, arguments: Arguments) -> None:
    """Without dashes the first word of a runner may still be a program."""
    words = arguments.operands
    if arguments.dashes is not None:
        words = words[arguments.dashes :]
    elif call.program not in _RUNS_WORDS or not words or not index.family_of(words[0].known or ""):
        return
    if words:
        call.launch(RunWords(words, via=call.program, stdin=call.stdin))
