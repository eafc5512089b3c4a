"""ngrok and its kin: a port of this machine becomes reachable from the internet."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_QUIET = frozenset(
    [
        "version",
        "help",
        "login",
        "logout",
        "status",
        "config",
        "update",
        "service",
        "list",
        "info",
        "ip",
        "netcheck",
        "whoami",
        "ping",
        "switch",
        "up",
        "down",
        "set",
        "authtoken",
        "access",
        "credits",
        "diagnose",
        "completion",
        "api",
        "bugreport",
    ]
)


_OF_TUNNELS = frozenset(
    ("list", "info", "route", "vnet", "login", "cleanup", "token", "create", "delete", "ingress", "diag", "ready")
)
"""What cloudflared does with tunnels other than to run one."""


def run(call: Call, arguments: Arguments) -> None:
    """Administration opens nothing."""
    verb = arguments.operands[0].known if arguments.operands else ""
    if arguments.has("version", "help", "v", "h") or verb in _QUIET:
        if verb == "up" and call.program == "tailscale":
            call.emit(Kind.SYS_CONFIG, call.name("tailscale up"), what="network")
        return
    if call.program == "tailscale" and verb not in ("funnel", "serve", "file"):
        return
    if call.program == "cloudflared" and {"delete", "cleanup"} & {word.known for word in arguments.operands[1:]}:
        call.emit(Kind.INFRA_DESTROY, call.name("cloudflared"), system="cloudflare", what="tunnel")
        return
    if call.program == "cloudflared" and (
        verb not in ("tunnel", "access") or arguments.text(1) in _OF_TUNNELS or arguments.text(-1) == "help"
    ):
        _administered(call, arguments.text(1))
        return
    call.emit(Kind.NET_LISTEN, call.name(arguments.text(0) or call.program), tunnel=True, public=True)


def _administered(call: Call, verb: str) -> None:
    """`cloudflared tunnel VERB` removes a tunnel for all who use it, and prints what a connector logs in with."""
    if verb == "delete":
        call.emit(Kind.INFRA_DESTROY, call.name("cloudflared tunnel"), system="cloudflared", what="tunnel")
    elif verb == "token":
        call.emit(Kind.INFRA_READ, call.name("cloudflared tunnel token"), system="cloudflared", secret=True)
