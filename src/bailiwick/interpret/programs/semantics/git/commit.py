"""git commit and merge."""

from __future__ import annotations

from bailiwick.interpret.programs.semantics.git.remotes import repository
from bailiwick.interpret.programs.semantics.git.verification import skips_hooks
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """A commit of what is staged or named."""
    if arguments.has("dry-run"):
        call.emit(Kind.VCS_READ, call.name("commit"), verb="commit")
        return
    amend = arguments.has("amend")
    fact = repository(call) if amend else None
    call.emit(
        Kind.VCS_COMMIT,
        call.name(call.verb),
        verb=call.verb,
        no_verify=skips_hooks(call, arguments),
        amend=amend,
        pushed=fact is not None and fact.pushed,
    )
