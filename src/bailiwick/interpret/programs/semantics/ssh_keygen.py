"""ssh-keygen: makes a key pair, or shows the public or the private part of one."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, join, literal
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-l`, `-y`, `-B` show public facts; `-p` changes the passphrase in place; else a new file."""
    file = arguments.value("f")
    call.stdout = Data(None, frozenset({Label.COMMAND}))
    if arguments.has("R"):
        call.file(Kind.FILE_WRITE, file or literal("~/.ssh/known_hosts"))
        return
    if arguments.has("y") and file is not None:
        call.read(file)
    if arguments.has("l", "y", "B", "F", "e", "i", "L", "Q", "Y", "H", "D", "r", "M", "K") or file is None:
        return
    call.file(Kind.FILE_WRITE, file)
    call.file(Kind.FILE_WRITE, join(file, literal(".pub")))
