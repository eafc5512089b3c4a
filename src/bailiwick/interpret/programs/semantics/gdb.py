"""gdb, lldb: commands given with -ex can run a shell, Python, or the program itself."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunShell, RunWords, Text
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SHELL = ("shell ", "!", "platform shell ", "make ", "pipe ")
_PYTHON = ("python ", "py ", "pi ", "script ", "python-interactive ")


def run(call: Call, arguments: Arguments) -> None:
    """The debugged program runs too."""
    for text in arguments.values("eval-command", "iex", "o", "O"):
        _command(call, text)
    words = arguments.operands
    given = [word.known for word in call.words]
    if "--args" in given:
        call.launch(RunWords(call.words[given.index("--args") + 1 :], call.program, call.stdin))
    elif words and words[0].known is not None and not arguments.has("core", "pid"):
        call.launch(RunWords(words[:1], call.program, call.stdin))
    if arguments.has("pid"):
        call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, interpreter=True)


def _command(call: Call, text: Text) -> None:
    head = text.prefix.lstrip()
    for start in _SHELL:
        if head.startswith(start):
            call.launch(RunShell(texts.drop(text, text.prefix.index(start) + len(start)), call.program))
    for start in _PYTHON:
        if head.startswith(start):
            call.launch(RunCode("python", texts.drop(text, text.prefix.index(start) + len(start)), call.program))
