"""dscl: accounts of the directory service."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_CHANGES = frozenset(
    {
        "-create",
        "-append",
        "-merge",
        "-delete",
        "-change",
        "-passwd",
        "create",
        "append",
        "merge",
        "delete",
        "change",
        "passwd",
        "-changei",
    }
)


def run(call: Call, arguments: Arguments) -> None:
    """Reading is quiet."""
    words = {texts.pattern(word) for word in call.words}
    if words & _CHANGES or call.program in ("dsenableroot", "dsconfigad"):
        call.emit(Kind.SYS_CONFIG, call.name(call.program), what="user")
        if any("admin" in word for word in words) or call.program == "dsenableroot":
            call.emit(Kind.PRIV_ESCALATE, call.name(call.program), by=call.program)
