"""truncate: growing a file by `+N` or creating a new one loses nothing."""

from __future__ import annotations

from bailiwick.model.fact import FileType, PathQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Every operand is cut, unless the size only grows it; an unknown name (`find -exec`, `xargs`) stands for many."""
    size = arguments.value("size")
    grows = size is not None and size.prefix.startswith(("+", ">", "%"))
    for word in arguments.operands:
        resource = call.path(word)
        fact = call.inquiry.ask(PathQuery(resource.value)) if word.known is not None else None
        new = fact is not None and fact.type is FileType.MISSING
        many = word.known is None
        call.file(Kind.FILE_WRITE, word, truncates=not grows and not new, appends=grows, many=many)
