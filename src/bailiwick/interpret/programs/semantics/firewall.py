"""iptables, nft, ufw, firewall-cmd, pfctl: listing is quiet, flushing and disabling takes protection away."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SHOWS = frozenset(
    [
        "-L",
        "--list",
        "-S",
        "--list-rules",
        "-n",
        "-nL",
        "-nvL",
        "-vnL",
        "-Ln",
        "-Lvn",
        "-Lnv",
        "status",
        "show",
        "list",
        "app",
        "--state",
        "--list-all",
        "--get-zones",
        "--get-default-zone",
        "--list-ports",
        "--list-services",
        "--get-active-zones",
        "--query-port",
        "-s",
        "-sr",
        "-sa",
        "--version",
        "-V",
        "--help",
        "-h",
        "version",
        "ruleset",
    ]
)
_DISABLES = frozenset(
    [
        "-F",
        "--flush",
        "-X",
        "disable",
        "reset",
        "stop",
        "flush",
        "--panic-off",
        "-d",
        "-P",
        "--policy",
        "destroy",
        "-Fa",
        "delete",
    ]
)


def run(call: Call, arguments: Arguments) -> None:
    """The first words tell."""
    words = [texts.pattern(word) for word in arguments.operands]
    shows = [word for word in words if word in _SHOWS]
    disables = any(word in _DISABLES for word in words) and not (call.program == "nft" and "list" in words[:1])
    if disables and "-P" in words and "DROP" in words:
        disables = False
    if disables or not (shows or not words):
        call.emit(Kind.SYS_CONFIG, call.name(call.program), what="firewall", disables=disables)
