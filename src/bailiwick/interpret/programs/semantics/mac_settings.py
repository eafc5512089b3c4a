"""Settings programs of macOS: those that set, and those that only show."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SETTERS = frozenset(
    {"pmset", "systemsetup", "scutil", "networksetup", "tccutil", "profiles", "softwareupdate", "mdutil"}
)


def run(call: Call, arguments: Arguments) -> None:
    """`-set...`, `reset`, `install` and the like change something."""
    words = [texts.pattern(word).lower().lstrip("-") for word in arguments.operands]
    changes = any(
        word.startswith(("set", "reset", "install", "remove", "add", "create", "delete", "erase")) for word in words
    )
    if call.program in _SETTERS and (changes or (call.program == "pmset" and len(words) > 2)):
        what = "mandatory-access" if call.program in ("tccutil", "profiles") else "global"
        call.emit(Kind.SYS_CONFIG, call.name(call.program), what=what, disables=call.program == "tccutil")
