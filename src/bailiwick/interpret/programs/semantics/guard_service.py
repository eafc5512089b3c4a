"""systemctl and launchctl on Bailiwick's own service."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.guard import touches_guard
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Stopping or changing it stops the guard; protective services count as protection disabled."""
    verb = call.command[-1] if call.command else ""
    names = [texts.pattern(word) for word in arguments.operands]
    if any(touches_guard(name) for name in names):
        call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, stops_guard=True)
    stops = verb in ("stop", "disable", "mask", "kill", "unload", "bootout", "remove")
    for name in names:
        what = PROTECTIVE.get(name.removesuffix(".service").lower())
        if stops and what:
            call.emit(Kind.SYS_CONFIG, call.name(name), what=what, disables=True)


PROTECTIVE = {
    "ufw": "firewall",
    "firewalld": "firewall",
    "iptables": "firewall",
    "nftables": "firewall",
    "fail2ban": "firewall",
    "apparmor": "mandatory-access",
    "auditd": "mandatory-access",
    "falco": "mandatory-access",
    "clamav-daemon": "mandatory-access",
    "crowdstrike": "mandatory-access",
    "falcon-sensor": "mandatory-access",
}
