"""fdisk, parted, diskutil: partition tables; `-l` and `print` only show."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SHOWS = frozenset(
    {
        "print",
        "list",
        "info",
        "activity",
        "version",
        "help",
        "unit",
        "align-check",
        "listFilesystems",
        "apfs",
        "verifyVolume",
        "verifyDisk",
    }
)
_SHOWS_THEN = frozenset({"list", "listSnapshots"})


def run(call: Call, arguments: Arguments) -> None:
    """Anything that may write the table destroys what it described."""
    words = [texts.pattern(word) for word in (*arguments.values("delete", "wipe"), *arguments.operands)]
    if arguments.has("list", "print", "version", "dump", "help", "x") or not words:
        return
    verbs = words if call.program == "diskutil" else words[1:]
    if verbs[:1] == ["apfs"] and not set(verbs[1:2]) <= _SHOWS_THEN:
        call.emit(Kind.SYS_CONFIG, call.name("diskutil apfs"), what="device", destroys=True)
    elif not (verbs and set(verbs) & _SHOWS) and call.program != "partprobe":
        call.emit(Kind.SYS_CONFIG, call.name(words[0]), what="device", destroys=True)
