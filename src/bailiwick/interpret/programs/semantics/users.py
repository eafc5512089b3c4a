"""Accounts, groups, passwords: who may do what on this machine."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_POWERFUL = frozenset({"sudo", "wheel", "root", "admin", "docker", "lxd", "disk", "shadow", "adm"})

_SHOWING = {"chage": ("-l", "--list"), "passwd": ("-S", "--status"), "gpasswd": ("-h", "--help")}
"""Options with which a program only shows."""


def run(call: Call, arguments: Arguments) -> None:
    """Membership of a powerful group is a way to its rights."""
    if call.program == "htpasswd":
        for word in arguments.operands[:1]:
            call.file(Kind.FILE_WRITE, word)
        return
    if arguments.has("D", "S") and not arguments.operands and not arguments.given[1:]:
        return
    if any(word.known in _SHOWING.get(call.program, ()) for word in call.words):
        return
    call.emit(Kind.SYS_CONFIG, call.name(call.program), what="user")
    groups = [value.shown() for value in arguments.values("groups", "gid", "append")]
    words = [texts.pattern(word) for word in arguments.operands]
    named = {name for group in (*groups, *words) for name in group.split(",")}
    if named & _POWERFUL or arguments.known("uid") == "0":
        call.emit(Kind.PRIV_ESCALATE, call.name(call.program), by=call.program)
