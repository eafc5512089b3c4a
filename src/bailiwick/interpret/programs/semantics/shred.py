"""shred, srm, wipe: the content is overwritten, and with `-u` the name removed."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Every operand is destroyed."""
    for word in arguments.operands:
        call.file(Kind.FILE_DELETE, word, shred=True, recursive=arguments.may("recursive"))
