"""Disk maintenance: some of these tools only look, some write the device itself."""

from __future__ import annotations

from bailiwick.interpret.effects import literal
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_DESTROY = frozenset({"blkdiscard", "ddrescue", "flashrom", "partclone.ext4"})
_COPY = frozenset({"dcfldd", "dc3dd"})
_BOOT = frozenset({"grub-install", "grub2-install", "update-grub", "grub-mkconfig", "efibootmgr", "bootctl-install"})


def run(call: Call, arguments: Arguments) -> None:
    """`nvme format`, `hdparm --security-erase`, `badblocks -w` erase."""
    if call.program in _COPY:
        from bailiwick.interpret.programs.semantics.dd import run as copy

        copy(call, arguments)
        return
    words = [texts.pattern(word) for word in arguments.operands]
    erases = call.program in _DESTROY
    erases = erases or arguments.has(
        "security-erase", "security-erase-enhanced", "trim-sector-ranges", "yes-i-know-what-i-am-doing"
    )
    erases = erases or (
        call.program == "nvme" and bool({"format", "sanitize", "write-zeroes", "delete-ns"} & set(words))
    )
    erases = erases or (call.program == "badblocks" and arguments.has("w"))
    erases = erases or (call.program == "debugfs" and arguments.has("w"))
    if erases:
        call.emit(Kind.SYS_CONFIG, call.name(words[-1] if words else call.program), what="device", destroys=True)
    elif call.program in _BOOT:
        call.emit(Kind.SYS_CONFIG, call.name(call.program), what="kernel")
    elif (
        call.program.startswith(("fsck", "e2fsck", "xfs_", "tune2fs", "resize2fs", "ntfsfix"))
        and words
        and not arguments.has("n", "l")
    ):
        call.emit(Kind.SYS_CONFIG, call.path(literal(words[-1])), what="device")
