"""java: a class, a jar, or a single source file."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, RunWords, literal
from bailiwick.interpret.programs import index, texts
from bailiwick.interpret.programs.semantics.inline import run_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`java X.java` compiles and runs the file; a jar that is named like a known program is that program."""
    for word in call.words:
        if word.prefix.startswith(("-XX:OnError=", "-XX:OnOutOfMemoryError=")):
            _, command = texts.partition(word, "=")
            if command is not None:
                call.launch(RunShell(command, via=call.program))
    for word in arguments.operands[:1]:
        if word.suffix.endswith(".java") or word.known == "/dev/stdin":
            run_file(call, word, "java", arguments.operands[1:])
    for jar in arguments.values("jar"):
        name = _stem(texts.pattern(jar))
        if index.family_of(name):
            call.launch(RunWords((literal(name), *arguments.operands), via=call.program, stdin=call.stdin))


def _stem(path: str) -> str:
    """`lib/bfg-1.14.0.jar` is `bfg`."""
    return path.rpartition("/")[2].removesuffix(".jar").rstrip("0123456789.-_")
