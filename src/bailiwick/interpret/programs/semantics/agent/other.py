"""Other coding agents: a child agent with approvals switched off is one without hooks."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_OFF = (
    "yolo",
    "dangerously-bypass-approvals-and-sandbox",
    "dangerously-allow-all",
    "full-auto",
    "dangerously-skip-permissions",
    "skip-permissions-unsafe",
    "allow-all-tools",
    "allow-all",
    "trust-all-tools",
    "no-confirm",
    "auto-approve",
    "no-hooks",
    "disable-hooks",
    "ignore-rules",
    "yes-always",
)
_MODES = ("never", "yolo", "danger-full-access", "bypassPermissions", "full-auto")
_QUIET = frozenset(
    {
        "login",
        "logout",
        "auth",
        "mcp",
        "help",
        "update",
        "upgrade",
        "version",
        "models",
        "config",
        "completion",
        "doctor",
        "whoami",
        "status",
    }
)


def run(call: Call, arguments: Arguments) -> None:
    """Every start of an agent is one, with or without a prompt."""
    if arguments.has("version", "help", "V") or arguments.text(0) in _QUIET:
        return
    off = arguments.has(*_OFF) or any(
        value.known in _MODES for value in arguments.values("ask-for-approval", "sandbox", "approval-mode")
    )
    off = off or any("hooks" in value.shown() for value in arguments.values("config"))
    off = off or (call.program == "cursor-agent" and arguments.has("force"))
    call.emit(Kind.AGENT_SPAWN, call.name(call.program), role=call.program, hooks_off=off)
    if off:
        call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, hooks_off=True)
