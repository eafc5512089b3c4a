"""open, xdg-open: hands a file or URL to the desktop."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """A URL is fetched, a file read."""
    for word in arguments.operands:
        if "://" in word.prefix:
            call.network(Kind.NET_FETCH, word)
        elif word.prefix.startswith(("/", ".", "~")) or "." in word.suffix:
            call.read(word)
