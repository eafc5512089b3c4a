"""awk: the first operand is the program unless `-f` or `-e` gives one; then files and assignments."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, RunCode
from bailiwick.interpret.programs.code import announce
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """What it prints comes from what it reads."""
    operands = arguments.operands
    if not arguments.has("file", "source", "exec"):
        if not operands:
            return
        announce(call, operands[0])
        call.launch(RunCode("awk", operands[0], call.program, call.stdin, operands[1:]))
        operands = operands[1:]
    in_place = any(name.known == "inplace" for name in arguments.values("include"))
    for word in operands:
        if in_place:
            call.file(Kind.FILE_WRITE, word)
        if "=" not in word.prefix or "/" in word.prefix.partition("=")[0]:
            call.read(word)
    origin = call.stdin.origin  # of a file's content only the words of the script remain
    call.stdout = Data(None, call.labels | call.stdin.labels, "" if origin.startswith("/") else origin)
