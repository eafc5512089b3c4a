"""dc and gnuplot: small languages that mostly compute; some of their words start a shell or read a file."""

from __future__ import annotations

from bailiwick.interpret.effects import Label, literal
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
    for piece in (known or "").replace('"', "'").split("'")[1::2]:
        secret_operand(call, literal(piece))
