"""docker build: the context is read by the engine; an image that is pushed is published."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`--push` publishes; a context given as URL is fetched."""
    call.emit(Kind.CONTAINER_MANAGE, call.name("build"), verb="build")
    if arguments.has("push"):
        call.emit(Kind.PKG_PUBLISH, call.name(arguments.text(0)), manager=call.program, what="image")
    for word in arguments.operands:
        if "://" in word.prefix:
            call.network(Kind.NET_FETCH, word)
