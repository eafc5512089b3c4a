"""uv run, poetry run: an argv inside the project's own environment; a `.py` file is a script."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal
from bailiwick.interpret.programs.dumping import shows_environment
from bailiwick.interpret.programs.semantics.remote_code import run_address
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-m module` and `script.py` are Python's, anything else is a program."""
    words = arguments.operands
    if not words:
        return
    name = arguments.text(0)
    if shows_environment(words):
        for file in arguments.values("env-file"):
            call.read(file)
    for package in arguments.values("with", "with-editable"):
        if "://" in package.prefix:
            call.emit(Kind.EXEC_RUN, call.name(package), program=call.program, known=True, fetched_raw=True)
    if run_address(call, words[0]):
        return
    if name == "-":
        words = (literal("python3"), *words)
    elif arguments.has("module"):
        words = (literal("python3"), literal("-m"), *words)
    elif name.endswith(".py") or arguments.has("script"):
        words = (literal("python3"), *words)
    call.launch(RunWords(words, via=f"{call.program} run", stdin=call.stdin))
