"""m4: macros of its files, or of standard input; `syscmd` and `esyscmd` in them run commands."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, RunCode
from bailiwick.interpret.programs.code import announce, from_stdin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Files are read as text; only what comes from elsewhere, or names a command, is code."""
    files = [word for word in arguments.operands if word.known != "-"]
    for word in files:
        call.read(word)
    text = from_stdin(call)
    if not files and text.parts:
        if text.labels & {Label.NETWORK, Label.DECODED}:
            announce(call, text)
        elif "syscmd" in (text.known or ""):
            call.launch(RunCode("m4", text, call.program))
    call.stdout = Data(None, call.labels | call.stdin.labels)
