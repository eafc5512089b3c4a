"""plutil and PlistBuddy: property lists are shown, or changed in place."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_CHANGES = ("replace", "insert", "remove", "create", "convert")
_VERBS = ("add ", "set ", "delete ", "copy ", "clear", "merge ", "import ")


def run(call: Call, arguments: Arguments) -> None:
    """Without `-o` a change is written where it was read; PlistBuddy saves what its `-c` commands change."""
    changes = arguments.has(*_CHANGES) and not arguments.has("o")
    if call.program.lower() == "plistbuddy":
        changes = any(text.prefix.lower().lstrip().startswith(_VERBS) for text in arguments.values("c"))
    for word in arguments.operands:
        call.read(word)
        if changes:
            call.file(Kind.FILE_WRITE, word)
