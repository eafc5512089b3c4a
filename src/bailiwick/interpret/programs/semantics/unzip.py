"""unzip: an archive is read and its members are written, or printed with `-p`."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, literal
from bailiwick.interpret.programs.call import label_of
from bailiwick.interpret.programs.unknown import secret_operand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-l`, `-t`, `-v` and `-Z` only list."""
    if not arguments.operands:
        return
    labels = label_of(call.read(arguments.operands[0]))
    if arguments.has("p", "c"):
        for member in arguments.operands[1:]:
            secret_operand(call, member)
        call.stdout = Data(None, labels | {Label.DECODED})
    elif not arguments.has("l", "t", "v", "Z", "z") and call.program != "zipinfo":
        call.write(arguments.value("d") or literal("."), data=Data(None, labels), recursive=True, many=True)
