"""git branch: deleting by force loses commits, the rest does not."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.git.remotes import repository
from bailiwick.model.fact import FileType, PathQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-d` refuses unmerged branches, `-D` does not."""
    if arguments.has("delete"):
        forced = arguments.has("force")
        for word in arguments.operands if forced else ():
            several = word.known is None
            call.emit(Kind.VCS_DISCARD, call.name(texts.pattern(word)), what="branch", forced=True, all=several)
        if not forced:
            call.emit(Kind.VCS_COMMIT, call.name("branch"), verb="branch")
    elif arguments.has("force") and len(arguments.operands) > 1:
        call.emit(Kind.VCS_REWRITE, call.name(arguments.text(0)), what="ref")
    elif arguments.has("M") and len(arguments.operands) > 1 and branch_exists(call, arguments.text(1)):
        call.emit(Kind.VCS_REWRITE, call.name(arguments.text(1)), what="ref")
    elif arguments.operands or arguments.has("edit-description", "set-upstream-to"):
        call.emit(Kind.VCS_COMMIT, call.name("branch"), verb="branch")
    else:
        call.emit(Kind.VCS_READ, call.name("branch"), verb="branch")


def branch_exists(call: Call, name: str) -> bool:
    """True when the repository has a branch of that name that is not packed."""
    fact = repository(call)
    if fact is None or not fact.git_dir:
        return False
    found = call.inquiry.ask(PathQuery(f"{fact.git_dir}/refs/heads/{name}"))
    return found is not None and found.type is FileType.FILE
