"""csrutil, spctl: system integrity protection and Gatekeeper."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`disable` in any spelling."""
    words = {word.known or "" for word in arguments.operands}
    disables = bool(words & {"disable", "clear"}) or arguments.has("master-disable", "global-disable")
    if disables or arguments.has("add"):
        call.emit(Kind.SYS_CONFIG, call.name(call.program), what="mandatory-access", disables=disables)
