"""git add: a secret that is staged leaves with the next push."""

from __future__ import annotations

from bailiwick.interpret.programs.semantics.git.pathspecs import path_of
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """A path that is a secret by name is copied into the object store."""
    call.emit(Kind.VCS_COMMIT, call.name(call.verb), verb=call.verb)
    if arguments.has("dry-run"):
        return
    for word in arguments.operands:
        path = path_of(word)
        if path is not None and ResourceClass.SECRET in call.path(path).classes:
            call.read(path, through="git-object")
