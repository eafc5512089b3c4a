"""busybox, toybox: the first word names the program."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal
from bailiwick.interpret.programs.arguments import read_arguments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The applet takes the rest as it is."""
    if not arguments.operands:
        return
    name, rest = arguments.operands[0].known, arguments.operands[1:]
    if name == "httpd":
        inner, _ = read_arguments(rest, "-h =; -p =; -c =; -r =; -f; -v; -i; -u =; -m =; -d =; -e =")
        call.launch(RunWords((literal("darkhttpd"), inner.value("h") or literal(".")), call.program, call.stdin))
    elif name == "ftpput":
        call.launch(RunWords((literal("ncftpput"), *rest), call.program, call.stdin))
    else:
        call.launch(RunWords(arguments.operands, call.program, call.stdin))
