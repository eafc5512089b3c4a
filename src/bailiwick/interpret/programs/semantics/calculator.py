"""dc and gnuplot: small languages that mostly compute; some of their words start a shell or read a file."""

from __future__ import annotations

from bailiwick.interpret.effects import Label, RunShell, literal
from bailiwick.interpret.programs.code import announce, from_stdin
from bailiwick.interpret.programs.unknown import secret_operand
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_STARTING = ("!", "`", "system", "popen", "'<", '"<', "shell")


def run(call: Call, arguments: Arguments) -> None:
    """Expressions are looked at for what starts something; files of commands are read."""
    for text in arguments.values("e", "eval", "expression"):
        _expression(call, text)
    for word in (*arguments.operands, *arguments.values("f", "file")):
        call.read(word)
    if not arguments.operands and call.stdin.labels & {Label.NETWORK, Label.DECODED}:
        announce(call, from_stdin(call))


def _expression(call: Call, text: Text) -> None:
    known = text.known
    if known is None or any(mark in known for mark in _STARTING):
        call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, opaque=True)
    pieces = (known or "").replace('"', "'").split("'")
    for before, piece in zip(pieces[::2], pieces[1::2], strict=False):
        _string(call, before.rstrip(" (").lower(), piece)
    for line in (known or "").splitlines():
        if line.lstrip().startswith("!"):
            call.launch(RunShell(literal(line.lstrip()[1:]), call.program))


def _string(call: Call, before: str, text: str) -> None:
    """A string of gnuplot, and the words before it."""
    if before.endswith(("system", "shell")) or text.startswith("<"):
        call.launch(RunShell(literal(text.lstrip("< ")), call.program))
    elif before.endswith(("output", "table", "print", "save")):
        call.file(Kind.FILE_WRITE, literal(text), truncates=True)
    else:
        secret_operand(call, literal(text))
