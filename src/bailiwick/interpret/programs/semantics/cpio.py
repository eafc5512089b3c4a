"""cpio, pax: names on standard input are packed, copied, or members unpacked."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label, Text, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import label_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-o` and pax `-w` pack, `-p` copies, `-i` and pax `-r` unpack."""
    packs = arguments.has("create", "pass-through", "w")
    archive = arguments.value("file", "O", "I", "f")
    labels = call.stdin.labels
    if packs:
        names: tuple[Text, ...] = arguments.operands if call.program == "pax" else ()
        if call.stdin.text is not None:
            names = (*names, *(name for name in texts.separate(call.stdin.text, "\n") if name.parts))
        labels = NO_LABELS
        for name in names:
            labels |= label_of(call.read(name, recursive=call.program == "pax", through="archive"))
        if arguments.has("pass-through") and arguments.operands:
            call.write(arguments.operands[-1], data=Data(None, labels), recursive=True)
        elif archive is not None:
            call.write(archive, data=Data(None, labels), truncates=True)
        else:
            call.stdout = Data(None, labels or frozenset({Label.FILE}))
    elif arguments.has("extract", "r"):
        if archive is not None:
            labels = label_of(call.read(archive))
        call.write(arguments.value("directory") or literal("."), data=Data(None, labels), recursive=True, many=True)
