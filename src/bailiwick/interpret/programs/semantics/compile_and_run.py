"""tcc: a C compiler; `-run FILE` compiles and runs in one go, `-run -` what standard input holds."""

from __future__ import annotations

from bailiwick.interpret.effects import RunFile
from bailiwick.interpret.programs.code import announce, from_stdin
from bailiwick.interpret.programs.semantics.remote_code import run_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Without `-run` nothing is started."""
    if not arguments.has("run") or not arguments.operands:
        return
    word = arguments.operands[0]
    if word.known == "-":
        announce(call, from_stdin(call))
    elif not run_address(call, word):
        call.launch(RunFile(call.path(word).value, "c", call.program, call.stdin, arguments.operands[1:]))
