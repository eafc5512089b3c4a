"""Other coding agents: a child agent with approvals switched off is one without hooks."""

from __future__ import annotations

from bailiwick.interpret.effects import literal
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
_CHANGES = ("add", "remove", "rm", "install", "uninstall", "enable", "disable", "link", "set", "delete")
_WIRING = {"codex": "~/.codex/config.toml", "gemini": "~/.gemini/settings.json", "qwen": "~/.qwen/settings.json"}
"""Where agents keep which servers and hooks they start."""
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
    verb = arguments.text(0)
    if verb in ("mcp", "extensions", "hooks") and arguments.text(1) in _CHANGES:
        wiring = _WIRING.get(call.program)
        if wiring:
            call.file(Kind.FILE_WRITE, literal(wiring))
        else:
            call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, unsets_guard=True)
        return
    if arguments.has("version", "help", "V") or verb in _QUIET:
        return
    off = any((word.known or "").lstrip("-") in _OFF for word in call.words)
    off = (
        off
        or arguments.has(*_OFF)
        or any(value.known in _MODES for value in arguments.values("ask-for-approval", "sandbox", "approval-mode"))
    )
    off = off or any("hooks" in value.shown() for value in arguments.values("config"))
    off = off or (call.program == "cursor-agent" and any(word.known in ("--force", "-f") for word in call.words))
    call.emit(Kind.AGENT_SPAWN, call.name(call.program), role=call.program, hooks_off=off)
    if off:
        call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, hooks_off=True)
