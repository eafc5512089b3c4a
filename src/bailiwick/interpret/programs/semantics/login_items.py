"""defaults write: some domains run programs at login."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Login items and login hooks."""
    words = " ".join(texts.pattern(word) for word in arguments.operands).lower()
    if "loginwindow" in words or "loginitems" in words or "loginhook" in words or "launchagents" in words:
        call.emit(Kind.SYS_PERSIST, call.name("defaults"), by="launchd")
    elif "com.apple.security" in words or "lsquarantine" in words or "gatekeeper" in words:
        call.emit(Kind.SYS_CONFIG, call.name("defaults"), what="mandatory-access", disables=True)
