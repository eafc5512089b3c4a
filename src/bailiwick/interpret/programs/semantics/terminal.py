"""Terminals of X: what stands behind `-e` runs; a display elsewhere gives a shell to whoever sits there."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, RunWords
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_HERE = ("", "unix", "localhost", "127.0.0.1")


def run(call: Call, arguments: Arguments) -> None:
    """`-display HOST:N` and the variable `DISPLAY` name the screen."""
    words = call.words
    at = next((index for index, word in enumerate(words) if word.known in ("-e", "-x", "--")), len(words))
    display = next(
        (
            words[index + 1]
            for index in range(min(at, len(words) - 1))
            if words[index].known in ("-display", "--display")
        ),
        call.invocation.environment.get("DISPLAY"),
    )
    if display is not None and display.shown().rpartition(":")[0] not in _HERE:
        call.emit(Kind.EXEC_RUN, call.name(display), program=call.program, known=True, reverse_shell=True)
    argv = words[at + 1 :]
    if len(argv) == 1:
        call.launch(RunShell(argv[0], via=call.program))
    elif argv:
        call.launch(RunWords(argv, via=call.program))
