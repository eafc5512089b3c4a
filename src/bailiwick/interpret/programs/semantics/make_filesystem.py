"""mkfs and its kin: what was on the device or in the file is gone."""

from __future__ import annotations

from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The first path is the device (an option may take a number before it); an image file is only a file."""
    words = [word for word in arguments.operands if word.prefix.startswith("/")] or list(arguments.operands)
    for word in words[:1]:
        resource = call.path(word)
        inside = not resource.classes.isdisjoint({ResourceClass.PROJECT, ResourceClass.TEMP})
        call.file(Kind.FILE_WRITE, word, truncates=True)
        if not inside or word.known is None or word.prefix.startswith("disk"):
            call.emit(Kind.SYS_CONFIG, resource, what="device", destroys=True)
