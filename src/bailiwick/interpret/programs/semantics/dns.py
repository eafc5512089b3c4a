"""dig, nslookup, ping: a name is looked up, and a name built from data carries it out."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, Text
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import carried
from bailiwick.model.operation import Certainty, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_LEAKING = frozenset({Label.SECRET, Label.ENVIRONMENT, Label.FILE, Label.COMMAND})


def run(call: Call, arguments: Arguments) -> None:
    """Only a name that holds data of this machine counts as sent."""
    for word in arguments.operands:
        if word.prefix.startswith(("-", "+")):
            continue
        if word.prefix.startswith("@"):
            word = texts.drop(word, 1)  # noqa: PLW2901 - the server without its mark
        if "." in texts.pattern(word) or word.known is None:
            _look_up(call, word)
    for word in arguments.values("p", "data"):
        if call.program.startswith(("ping", "nping")) and word.labels & _LEAKING:
            call.emit(Kind.NET_SEND, call.name(word), channel="socket", carries=carried(word.labels, None))
    call.stdout = Data(None, frozenset({Label.NETWORK}))


def _look_up(call: Call, word: Text) -> None:
    if word.labels & _LEAKING:
        call.network(Kind.NET_SEND, word, channel="dns", certainty=Certainty.LIKELY)
    else:
        call.network(Kind.NET_FETCH, word, channel="dns")
