"""Downloaders whose operands are URLs and whose results are files."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs.semantics.curl import remote_name
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """One file for each URL."""
    for url in arguments.operands:
        call.network(Kind.NET_FETCH, url, to_file=True)
        if not arguments.has("out", "O", "output"):
            call.write(remote_name(url), data=Data(None, frozenset({Label.NETWORK})), download=True)
