"""chroot: needs and gives the rights of root over another tree."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The argv is launched by its role."""
    call.emit(Kind.PRIV_ESCALATE, call.name("chroot"), by="chroot")
