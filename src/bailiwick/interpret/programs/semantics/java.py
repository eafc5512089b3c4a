"""java: a class, a jar, or a single source file."""

from __future__ import annotations

from bailiwick.interpret.effects import RunFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`java X.java` compiles and runs the file."""
    for word in arguments.operands[:1]:
        if word.suffix.endswith(".java"):
            call.launch(RunFile(call.path(word).value, "java", call.program, call.stdin, arguments.operands[1:]))
