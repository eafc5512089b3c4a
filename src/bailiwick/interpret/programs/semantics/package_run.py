"""npx, uvx, pipx run, pnpm dlx: run a program of a package, fetched when it is not installed."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.packages import package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_REMOTE = ("git+", "git:", "github:", "gitlab:", "bitbucket:", "gist:")


def run(call: Call, arguments: Arguments) -> None:
    """A URL or repository as package is code from the network; a name is the program of that name."""
    for source in arguments.values("package", "from", "with", "spec"):
        if _is_remote(source):
            package(call, arguments, source)
    if not arguments.operands:
        return
    first, *rest = arguments.operands
    if _is_remote(first):
        package(call, arguments, first)
        return
    known = first.known
    name = literal(_program(known)) if known is not None else first
    call.launch(RunWords((name, *rest), via=call.program, stdin=call.stdin))


def _is_remote(word: Text) -> bool:
    given = texts.pattern(word)
    return "://" in given or given.startswith(_REMOTE) or given.endswith(".git")


def _program(spec: str) -> str:
    """The program that a package specification names: `@scope/tool@1.2` runs `tool`."""
    name = spec.rpartition("/")[2] if spec.startswith("@") else spec
    return name.partition("@")[0].partition("==")[0].partition("[")[0] or spec
