"""C compilers: code on standard input is there to be seen; tcc's `-run` starts what it compiles."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunFile
from bailiwick.interpret.programs.code import announce, from_stdin
from bailiwick.interpret.programs.semantics.remote_code import run_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Without `-run` nothing is started, but what is compiled from standard input will be."""
    if any(word.known in ("-", "/dev/stdin") for word in arguments.operands):
        text = from_stdin(call)
        announce(call, text)
        if text.known is not None:
            call.launch(RunCode("compiled", text, call.program))
        return
    if not arguments.has("run") or not arguments.operands:
        return
    word = arguments.operands[0]
    if not run_address(call, word):
        call.launch(RunFile(call.path(word).value, "compiled", call.program, call.stdin, arguments.operands[1:]))
