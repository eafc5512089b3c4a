"""openssl s_client: standard input goes to the other side, and what it answers comes out."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """A look at a certificate sends nothing; anything on standard input leaves."""
    place = arguments.value("connect", "host") or (arguments.operands[0] if arguments.operands else None)
    if place is None:
        return
    host = texts.partition(place, ":")[0]
    text = call.stdin.text
    quiet = (text is not None and (text.known or "").strip() in {"", "Q", "QUIT"}) and not call.stdin.labels
    kind = Kind.NET_FETCH if quiet else Kind.NET_SEND
    call.network(kind, host, data=call.stdin, channel="socket")
    call.stdout = Data(None, frozenset({Label.NETWORK}))
