"""git checkout and restore: switching branches keeps work, checking out paths discards it."""

from __future__ import annotations

from bailiwick.interpret.programs.semantics.git import recreate
from bailiwick.interpret.programs.semantics.git.pathspecs import is_everything, path_of
from bailiwick.model.fact import FileType, PathQuery
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Only what overwrites changed files in the tree counts."""
    if call.verb == "restore":
        if not arguments.has("staged") or arguments.has("worktree"):
            _paths(call, arguments, arguments.operands)
        else:
            call.emit(Kind.VCS_COMMIT, call.name("restore"), verb="restore")
        return
    recreate.run(call, arguments)
    paths = _checkout_paths(call, arguments)
    if paths or arguments.has("pathspec-from-file"):
        _paths(call, arguments, paths)
    elif arguments.has("force"):
        call.emit(Kind.VCS_DISCARD, call.name("checkout"), what="tree", all=True, forced=True)
    else:
        call.emit(Kind.VCS_COMMIT, call.name("checkout"), verb="checkout")


def _paths(call: Call, arguments: Arguments, paths: tuple[Text, ...]) -> None:
    for word in paths:
        overwritten(call, word, Kind.FILE_WRITE)
    everything = any(is_everything(word) for word in paths) or arguments.has("pathspec-from-file")
    call.emit(Kind.VCS_DISCARD, call.name(call.verb), what="paths", all=everything, forced=arguments.has("force"))


def overwritten(call: Call, word: Text, kind: Kind) -> None:
    """A file that governs agents or runs by itself is named, whatever git does to it."""
    path = path_of(word)
    if path is not None and not call.path(path).classes.isdisjoint(
        {ResourceClass.GOVERNANCE, ResourceClass.PERSISTENCE, ResourceClass.SECRET}
    ):
        call.file(kind, path)


def _checkout_paths(call: Call, arguments: Arguments) -> tuple[Text, ...]:
    """The operands that are paths: all after `--`, else those behind a revision, else a lone existing file."""
    operands = arguments.operands
    if arguments.has("b", "B", "orphan", "detach", "track"):
        return ()
    if arguments.dashes is not None:
        return operands[arguments.dashes :]
    if not operands:
        return ()
    first = operands[0]
    if _is_path(call, first):
        return operands
    return operands[1:]


def _is_path(call: Call, word: Text) -> bool:
    if is_everything(word) or word.prefix.startswith(("./", "../", ":/", ":(", "/")):
        return True
    path = path_of(word)
    if path is None or word.known is None:
        return False
    fact = call.inquiry.ask(PathQuery(call.path(path).value))
    return fact is not None and fact.type is not FileType.MISSING
