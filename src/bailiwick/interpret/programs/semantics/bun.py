"""bun: a JavaScript runtime, package manager and script runner in one."""

from __future__ import annotations

from bailiwick.interpret.effects import RunFile, RunWords, literal
from bailiwick.interpret.programs.packages import package
from bailiwick.interpret.programs.semantics.inline import launch_code
from bailiwick.interpret.programs.semantics.remote_code import run_address
from bailiwick.interpret.programs.semantics.runner import run_package
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_QUIET = (
    "test",
    "build",
    "init",
    "link",
    "unlink",
    "outdated",
    "pm",
    "upgrade",
    "completions",
    "help",
    "patch",
    "info",
    "why",
    "audit",
    "repl",
)
_FILES = (".ts", ".js", ".tsx", ".jsx", ".mjs", ".cjs", ".mts")


def run(call: Call, arguments: Arguments) -> None:
    """The first operand is a subcommand, a script of package.json, or a file."""
    if call.program == "bunx":
        run_package(call, arguments.operands)
        return
    words = arguments.operands
    inline = arguments.values("eval", "print")
    verb = words[0].known if words else None
    if inline or not words:
        launch_code(call, arguments, "javascript", inline)
    elif verb in ("install", "i", "add", "a"):
        _install(call, arguments)
    elif verb in ("remove", "rm", "uninstall"):
        call.emit(Kind.PKG_INSTALL, call.name("bun remove"), manager="bun", removes=True)
    elif verb == "publish":
        call.emit(Kind.PKG_PUBLISH, call.name("bun publish"), manager="bun", what="package")
    elif verb in ("create", "x"):
        run_package(call, words[1:])
    elif verb not in _QUIET:
        rest = words[1:] if verb == "run" else words
        if rest and run_address(call, rest[0]):
            return
        if rest and rest[0].known == "-":
            launch_code(call, arguments.replace(operands=()), "javascript", ())
            return
        if rest and rest[0].suffix.endswith(_FILES):
            call.launch(RunFile(call.path(rest[0]).value, "javascript", "bun", call.stdin, rest[1:]))
        elif rest:
            call.launch(RunWords((literal("npm"), literal("run"), *rest), "bun run"))


def _install(call: Call, arguments: Arguments) -> None:
    from bailiwick.interpret.programs.arguments import read_arguments

    inner, _ = read_arguments(arguments.operands[1:], "-g --global; -d --dev; --cwd =; -c =; --registry =; -D; -E")
    for word in inner.operands:
        package(call, inner, word)
    if not inner.operands:
        call.emit(Kind.PKG_INSTALL, call.name("bun install"), manager="bun", locked=True)
