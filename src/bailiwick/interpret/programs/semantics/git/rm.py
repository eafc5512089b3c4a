"""git rm: refuses changed files unless forced; what is committed stays in history."""

from __future__ import annotations

from bailiwick.interpret.programs.semantics.git.pathspecs import is_everything, path_of
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`--cached` leaves the files alone."""
    if arguments.has("cached", "dry-run"):
        call.emit(Kind.VCS_COMMIT, call.name("rm"), verb="rm")
        return
    for word in arguments.operands:
        path = path_of(word)
        if path is not None:
            call.file(Kind.FILE_DELETE, path, recursive=arguments.has("r"), tracked=True)
    everything = any(is_everything(word) for word in arguments.operands)
    if arguments.has("force") or everything:
        call.emit(Kind.VCS_DISCARD, call.name("rm"), what="paths", all=everything, forced=arguments.has("force"))
    else:
        call.emit(Kind.VCS_COMMIT, call.name("rm"), verb="rm")
