"""gzip and its kin: a file is replaced by its packed or unpacked form, or a stream is filtered."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs.call import label_of
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-c`, or no operand, filters."""
    unpacks = arguments.has("decompress") or call.program.startswith(("un", "gun", "bun", "lun"))
    extra = frozenset({Label.DECODED}) if unpacks else frozenset()
    words = [word for word in arguments.operands if word.known != "-"]
    if arguments.has("list", "test"):
        for word in words:
            call.read(word)
        call.stdout = Data(None, frozenset({Label.COMMAND}))
        return
    labels = call.stdin.labels if not words else extra
    for word in words:
        labels |= label_of(call.read(word, recursive=arguments.has("recursive"), through="archive"))
        if not arguments.has("stdout", "output"):
            call.file(Kind.FILE_WRITE, word, recursive=arguments.has("recursive"))
    call.stdout = Data(None, labels | extra)
