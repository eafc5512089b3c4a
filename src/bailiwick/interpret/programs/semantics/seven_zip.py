"""7z, rar: a command letter, switches, the archive, the members."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import label_of
from bailiwick.interpret.programs.unknown import secret_operand
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`a u m` pack, `x e` unpack, `l t` list, `d` deletes members."""
    words = [word for word in arguments.operands if not word.prefix.startswith("-")]
    switches = [word for word in arguments.operands if word.prefix.startswith("-")]
    if len(words) < 2:
        return
    command, archive, members = words[0].known or "", words[1], words[2:]
    if command in ("a", "u", "m", "mf"):
        labels = NO_LABELS
        for word in members:
            plain = texts.drop(word, 1) if word.prefix.startswith("@") else word
            labels |= label_of(call.read(plain, recursive=True, through="archive"))
            if command in ("m", "mf") or any(switch.known == "-sdel" for switch in switches):
                call.file(Kind.FILE_DELETE, word, recursive=True)
        call.write(archive, data=Data(literal(""), labels))
    elif command in ("x", "e", "p"):
        labels = label_of(call.read(archive))
        if command == "p" or any(switch.known == "-so" for switch in switches):
            for member in members:
                secret_operand(call, member)
            call.stdout = Data(None, labels | {Label.DECODED})
            return
        target = next((texts.drop(switch, 2) for switch in switches if switch.prefix.startswith("-o")), literal("."))
        if call.program in {"rar", "unrar"}:
            target = next((word for word in members if word.suffix.endswith("/")), literal("."))
        call.write(target, data=Data(None, labels), recursive=True, many=True)
    else:
        call.read(archive)
