"""bleachbit: `--shred` destroys the files it is given, `--clean` what cleaners name."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """A preview and a list change nothing."""
    if arguments.has("preview", "list"):
        return
    for word in arguments.operands if arguments.has("shred") else ():
        call.file(Kind.FILE_DELETE, word, recursive=True, many=word.known is None)
    if arguments.has("clean", "wipe-free-space"):
        call.emit(Kind.SYS_CONFIG, call.name("bleachbit"), what="global")
