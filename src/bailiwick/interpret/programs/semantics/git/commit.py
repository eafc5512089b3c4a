"""git commit and merge."""

from __future__ import annotations

from bailiwick.interpret import scanning
from bailiwick.interpret.programs import texts
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
        secret_content=_secrets(arguments),
    )


def _secrets(arguments: Arguments) -> tuple[str, ...]:
    """Kinds of credentials in the messages."""
    text = "\n".join(texts.pattern(message) for message in arguments.values("message"))
    return scanning.secret_kinds(text) if text else ()
