"""sed: the first operand is the script unless `-e` or `-f` gives one; `-i` edits in place."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, RunCode
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The script itself can write files and run commands, so it is code."""
    operands = arguments.operands
    scripts = list(arguments.values("expression"))
    if not scripts and not arguments.has("file"):
        scripts, operands = list(operands[:1]), operands[1:]
    if call.place.platform == "darwin" and arguments.has("in-place") and operands and not operands[0].parts:
        operands = operands[1:]
    for script in scripts:
        call.launch(RunCode("sed", script, call.program, call.stdin, operands))
    for word in operands:
        call.read(word)
        if arguments.has("in-place", "I"):
            call.file(Kind.FILE_WRITE, word, truncates=True)
    call.stdout = Data(None, call.labels | call.stdin.labels, call.origin)
