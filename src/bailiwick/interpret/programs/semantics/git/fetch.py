"""git fetch, pull, ls-remote: talk to a remote, perhaps one given by address."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs.semantics.git.remotes import host_of, transport
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """A pull also merges."""
    for word in arguments.operands[:1]:
        transport(call, word)
        if "://" in word.prefix or host_of(word.prefix):
            call.network(Kind.NET_FETCH, word)
    if call.verb == "pull":
        call.emit(Kind.VCS_COMMIT, call.name("pull"), verb="pull", no_verify=arguments.has("no-verify"))
    else:
        call.emit(Kind.VCS_READ, call.name(call.verb), verb=call.verb)
    call.stdout = Data(None, frozenset({Label.COMMAND}))
