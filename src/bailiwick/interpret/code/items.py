"""Code that deletes what its standard input names, as `xargs rm` does."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.code.emit import Emitter
    from bailiwick.interpret.effects import Data


def delete_what_is_read(stdin: Data, emitter: Emitter) -> None:
    """A deleted path of which nothing is known is each item of standard input.

    Args:
        stdin: what the code is given, its text known at least in part.
        emitter: holds what the code was found to do.
    """
    if stdin.text is None or not stdin.text.parts:
        return
    removed = [
        operation
        for operation in emitter.effects().operations
        if operation.kind is Kind.FILE_DELETE and operation.resource is not None and operation.resource.value == "*"
    ]
    if not removed:
        return
    by_null = any(isinstance(part, str) and "\0" in part for part in stdin.text.parts)
    separator = ("-0",) if by_null else ("-d", "\\n")
    options = "-rf" if any(operation.attributes.get("recursive") for operation in removed) else "-f"
    words = ("xargs", *separator, "rm", options)
    emitter.launch(RunWords(tuple(literal(word) for word in words), emitter.language, stdin))
