"""Formatters that print, or with an option write back what they read."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Every operand may be a file; with the option `inplace` it is written."""
    for word in arguments.operands:
        if call.may_be_file(word):
            call.read(word)
            if arguments.has("inplace"):
                call.file(Kind.FILE_WRITE, word)
