"""telnet and its kin: a host and a port."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, join, literal
from bailiwick.interpret.programs.semantics.netcat import connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """What comes in on standard input is typed at the other end."""
    words = arguments.operands
    if words:
        connect(call, join(words[0], literal(":"), words[1]) if len(words) > 1 else words[0])
    call.stdout = Data(None, frozenset({Label.NETWORK}))
