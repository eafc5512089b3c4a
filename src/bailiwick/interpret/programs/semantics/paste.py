"""Paste and file-drop programs: files and standard input are published."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, literal
from bailiwick.interpret.programs.call import carried, label_of
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`croc send`, `wormhole send` name the file second."""
    words = [*arguments.operands, *arguments.values("i", "f")]
    verb = words[0].known if words else ""
    if verb in ("receive", "recv") or arguments.has("help", "version"):
        return
    if verb in ("send", "upload", "put", "tx"):
        words = words[1:]
    labels = call.stdin.labels
    for word in words:
        labels |= label_of(call.read(word))
    data = call.stdin if not words else Data(literal(""), labels)
    call.emit(Kind.NET_SEND, call.name(call.program), channel="paste", paste=True, carries=carried(labels, data))
