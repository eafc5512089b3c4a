"""wodim and its kin: `blank=` erases a disc that can be written again."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Operands are `key=value`; a file that is burnt is read."""
    for word in call.words:
        head = word.prefix
        if head.startswith(("blank=", "-blank", "-format", "-force")) or call.program == "dvd+rw-format":
            call.emit(Kind.SYS_CONFIG, call.name(call.program), what="device", destroys=True)
            return
        if head.endswith((".iso", ".img", ".bin")):
            call.read(word)
