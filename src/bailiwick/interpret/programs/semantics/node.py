"""node: `-e`, `-p`, a script, or a program on standard input; `-r` and `--import` load more."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunFile, RunWords, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.code import announce
from bailiwick.interpret.programs.dumping import shows_environment
from bailiwick.interpret.programs.semantics.inline import launch_code
from bailiwick.interpret.programs.semantics.remote_code import run_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_DOTENV = "dotenv/config"
"""The module that loads `.env` into the environment."""


def run(call: Call, arguments: Arguments) -> None:
    """`-p` takes the next word as text unless `-e` gave it (`node -pe TEXT`)."""
    for word in arguments.values("require", "import", "loader", "experimental-loader"):
        if word.prefix.startswith(("./", "../", "/")):
            call.launch(RunFile(call.path(word).value, "javascript", f"{call.program} -r"))
        elif run_address(call, word):
            continue
        elif word.prefix.startswith("data:"):
            announce(call, word)
            call.launch(RunCode("javascript", word, f"{call.program} --import"))
    if arguments.operands and "/@anthropic-ai/claude-code/" in texts.pattern(arguments.operands[0]):
        call.launch(RunWords((literal("claude"), *arguments.operands[1:]), call.program, call.stdin))
    script = arguments.known("run")
    if script is not None:
        call.launch(RunWords((literal("npm"), literal("run"), literal(script)), "node --run"))
        return
    inline = arguments.values("eval")
    shown = arguments.values("print")
    inline += tuple(join(literal("console.log("), text, literal(")")) for text in shown)
    if not inline and arguments.has("print", "eval") and arguments.operands:
        text = arguments.operands[0]
        shows = arguments.has("print")
        inline = (join(literal("console.log("), text, literal(")")) if shows else text,)
    if arguments.has("test", "check") and not inline:
        return
    if shows_environment(inline) and any(word.prefix == _DOTENV for word in arguments.values("require", "import")):
        call.read(literal(".env"))
    launch_code(call, arguments, "javascript", inline)
