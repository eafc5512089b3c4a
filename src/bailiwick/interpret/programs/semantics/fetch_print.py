"""fetch (FreeBSD): `-o -` prints, otherwise a file."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, Text
from bailiwick.interpret.programs.semantics.curl import remote_name
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The operands are URLs."""
    output = arguments.value("output")
    prints = output is not None and output.known == "-"
    data = Data(None, frozenset({Label.NETWORK}))
    for url in arguments.operands:
        call.network(Kind.NET_FETCH, url, to_file=not prints)
        if not prints:
            call.write(output or remote_name(url), data=data, truncates=True, download=True)
    call.stdout = data if prints else Data(Text())
