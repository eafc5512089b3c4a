"""chown, chgrp: the first operand is the owner unless `--reference` gives it."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """One `file.meta` for each path."""
    words = arguments.operands if arguments.has("reference") else arguments.operands[1:]
    owner = "" if arguments.has("reference") else arguments.text(0)
    for word in words:
        call.file(Kind.FILE_META, word, owner=owner, recursive=arguments.may("recursive"))
