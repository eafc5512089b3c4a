"""git rebase: rewrites the commits of the current branch."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.git.push import is_protected
from bailiwick.interpret.programs.semantics.git.remotes import repository
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Going on with or ending a rebase begins none."""
    if arguments.has("abort", "continue", "skip", "quit", "edit-todo", "show-current-patch"):
        call.emit(Kind.VCS_COMMIT, call.name("rebase"), verb="rebase")
        return
    fact = repository(call)
    current = arguments.text(1) or (fact.branch if fact is not None else "")
    if arguments.text(0).startswith(("HEAD", "@")) or arguments.has("root"):
        current = ""
    if fact is not None and fact.pushed and not arguments.text(1):
        call.emit(Kind.VCS_REWRITE, call.name("rebase"), what="pushed")
    names = [current, *(_local(texts.pattern(word)) for word in arguments.operands), _local(_onto(arguments))]
    call.emit(Kind.VCS_REWRITE, call.name("rebase"), what="rebase", shared=any(is_protected(name) for name in names))


def _onto(arguments: Arguments) -> str:
    onto = arguments.value("onto")
    return "" if onto is None else texts.pattern(onto)


def _local(name: str) -> str:
    """`origin/main` and `upstream/main` are the shared branch `main`."""
    first, slash, rest = name.partition("/")
    return rest if slash and first in ("origin", "upstream") else name
