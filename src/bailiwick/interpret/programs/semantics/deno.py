"""deno: subcommands that run a file, text, or a task."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunFile, RunWords, literal
from bailiwick.interpret.programs.arguments import read_arguments
from bailiwick.interpret.programs.code import announce, from_stdin
from bailiwick.interpret.programs.dumping import shows_environment
from bailiwick.interpret.programs.packages import package
from bailiwick.interpret.programs.semantics.remote_code import run_address
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_OPTIONS = """
    -c --config =; --import-map =; -r --reload =?; --lock =?; --cert =; --seed =; --location =; -p --print; --ext =
    --env-file =?read; --preload =; -g --global; -n --name =; --root =
    --cwd =; -o --output =output; --target =; -I --include =; --watch =?; -L =; -q; -A --allow-all; -D --dev
"""
_QUIET = (
    "fmt",
    "lint",
    "test",
    "check",
    "doc",
    "info",
    "types",
    "bench",
    "coverage",
    "lsp",
    "upgrade",
    "completions",
    "init",
    "cache",
    "vendor",
    "outdated",
    "jupyter",
)


def run(call: Call, arguments: Arguments) -> None:
    """`deno x.ts` is `deno run x.ts`."""
    words = arguments.operands
    verb = words[0].known if words else ""
    inner, _ = read_arguments(words[1:], _OPTIONS, style="posix")
    if verb == "eval":
        if inner.has("env-file") and shows_environment(inner.operands[:1]):
            call.read(inner.value("env-file") or literal(".env"))
        for text in inner.operands[:1]:
            announce(call, text)
            call.launch(RunCode("javascript", text, "deno eval", call.stdin))
    elif verb in ("run", "serve"):
        _run(call, inner.operands)
    elif verb == "task":
        call.launch(RunWords((literal("npm"), literal("run"), *inner.operands), "deno task"))
    elif verb in ("install", "add", "i"):
        for word in inner.operands:
            package(call, inner, word)
        if not inner.operands:
            call.emit(Kind.PKG_INSTALL, call.name("deno"), manager="deno", locked=True)
    elif verb == "deploy":
        call.emit(Kind.INFRA_APPLY, call.name("deno deploy"), system="deno")
    elif verb == "publish":
        call.emit(Kind.PKG_PUBLISH, call.name("deno publish"), manager="deno", what="package")
    elif words and verb not in _QUIET:
        _run(call, words)


def _run(call: Call, words: tuple[Text, ...]) -> None:
    if not words:
        return
    if words[0].known == "-":
        text = from_stdin(call)
        announce(call, text)
        call.launch(RunCode("javascript", text, "deno run"))
    elif not run_address(call, words[0]):
        call.launch(RunFile(call.path(words[0]).value, "javascript", "deno run", call.stdin, words[1:]))
