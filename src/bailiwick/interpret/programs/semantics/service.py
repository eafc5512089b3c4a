"""service NAME VERB and its kin."""

from __future__ import annotations

from bailiwick.interpret.programs.guard import touches_guard
from bailiwick.interpret.programs.semantics.guard_service import PROTECTIVE
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_STOPS = frozenset({"stop", "disable", "off", "remove", "down", "exit"})
_SHOWS = frozenset({"status", "list", "show", "tail", "pid", "help", "version", "avail"})


def run(call: Call, arguments: Arguments) -> None:
    """Starting and stopping is configuration of a service."""
    words = [word.known or "*" for word in arguments.operands]
    if not words or _SHOWS & set(words):
        return
    call.emit(Kind.SYS_CONFIG, call.name(" ".join(words)), what="service")
    for word in words:
        what = PROTECTIVE.get(word)
        if what and _STOPS & set(words):
            call.emit(Kind.SYS_CONFIG, call.name(word), what=what, disables=True)
    if any(touches_guard(word) for word in words):
        call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, stops_guard=True)
