"""git remote add and set-url, git submodule add: another place to send to or get code from."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.git.remotes import resolve
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The address is the first operand of a submodule, the second of a remote."""
    submodule = call.verb == "submodule"
    addresses = arguments.operands[:1] if submodule else arguments.operands[1:2]
    for word in addresses:
        if submodule or arguments.has("delete"):
            call.emit(Kind.VCS_CONFIG, call.name(word), key=call.verb, host=resolve(call, word).host)
            continue
        remote = resolve(call, word)
        call.emit(
            Kind.VCS_CONFIG,
            call.name(texts.pattern(word)),
            key="remote",
            host=remote.host,
            new_remote=remote.new or word.known is None,
        )
