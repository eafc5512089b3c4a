"""Text browsers: fetch a page and print it, or show a local file."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """An operand with a scheme or a dot and no file is a URL."""
    labels = frozenset({Label.NETWORK})
    for word in arguments.operands:
        if (
            word.prefix.startswith(("/", "./", "~", "../", "file:"))
            or (word.suffix.endswith((".html", ".htm", ".txt")) and "://" not in word.prefix)
            or call.is_file(word)
            or ResourceClass.SECRET in call.path(word).classes
        ):
            call.read(word)
        elif arguments.has("post_data", "post-data"):
            call.network(Kind.NET_SEND, word, data=call.stdin, method="POST")
        else:
            call.network(Kind.NET_FETCH, word)
    call.stdout = Data(None, labels | call.labels)
