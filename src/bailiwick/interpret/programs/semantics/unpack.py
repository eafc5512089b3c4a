"""unzip, 7z x, unrar x: files are written below a directory."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, literal
from bailiwick.interpret.programs import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-d DIR` or `-oDIR` says where; `-p` and `-so` print instead; `-l`, `-t`, `-v` only look."""
    if arguments.has("stdout", "so"):
        return
    if arguments.has("l", "t", "v", "Z"):
        return
    folder = arguments.value("d") or arguments.value("o")
    last = texts.pattern(arguments.operands[-1]) if len(arguments.operands) > 1 else ""
    if folder is None and call.program in {"rar", "unrar"} and last.endswith("/"):
        folder = arguments.operands[-1]
    call.write(folder or literal("."), data=Data(None, call.labels), many=True)
