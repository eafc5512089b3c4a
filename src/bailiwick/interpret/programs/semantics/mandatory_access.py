"""SELinux, AppArmor, auditd: showing is quiet, switching off takes protection away."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SHOWS = frozenset(
    ["getenforce", "sestatus", "aa-status", "getsebool", "seinfo", "sesearch", "ausearch", "aureport", "aa-unconfined"]
)
_OFF = frozenset(["aa-disable", "aa-complain", "aa-teardown", "aa-remove-unknown"])


def run(call: Call, arguments: Arguments) -> None:
    """`setenforce 0`, `auditctl -e 0`, `apparmor_parser -R`, `semanage permissive`."""
    words = [texts.pattern(word) for word in arguments.operands]
    if call.program in _SHOWS or "-l" in words[:2] or words[:1] == ["list"]:
        return
    disables = call.program in _OFF
    disables = disables or (call.program == "setenforce" and words[:1] != ["1"] and words[:1] != ["Enforcing"])
    disables = disables or (call.program == "auditctl" and ("-D" in words or words[:2] == ["-e", "0"]))
    disables = disables or (call.program == "apparmor_parser" and ("-R" in words or "--remove" in words))
    disables = disables or (call.program == "semanage" and "permissive" in words)
    if call.program not in ("restorecon", "chcon") or disables:
        call.emit(Kind.SYS_CONFIG, call.name(call.program), what="mandatory-access", disables=disables)
