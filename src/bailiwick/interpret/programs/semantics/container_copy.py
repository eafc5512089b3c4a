"""docker cp, kubectl cp: between this machine and a container."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The last operand is written, the others are read; `NAME:PATH` is inside the container."""
    for source in arguments.operands[:-1]:
        if not _inside(texts.pattern(source)):
            call.read(source, recursive=True, through="copy")
            continue
        there = call.path(texts.partition(source, ":")[1] or source)
        if ResourceClass.SECRET in there.classes:
            call.emit(Kind.FILE_READ, there, through="copy")
    for destination in arguments.operands[-1:]:
        if not _inside(texts.pattern(destination)):
            call.file(Kind.FILE_WRITE, destination)
    call.emit(Kind.CONTAINER_MANAGE, call.name(call.program), verb="cp")


def _inside(name: str) -> bool:
    head, colon, _ = name.partition(":")
    return bool(colon) and "/" not in head
