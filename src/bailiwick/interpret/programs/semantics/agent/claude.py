"""claude: a child agent, perhaps without hooks, or a change of the agent's own configuration."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_HOOKS_OFF = (
    "bare",
    "safe-mode",
    "settings",
    "setting-sources",
    "dangerously-skip-permissions",
    "allow-dangerously-skip-permissions",
)
_VARIABLES = ("HOME", "CLAUDE_CONFIG_DIR", "CLAUDE_CODE_SIMPLE", "CLAUDE_CODE_SAFE_MODE")
_QUIET = frozenset(
    {
        "doctor",
        "update",
        "upgrade",
        "install",
        "auth",
        "setup-token",
        "agents",
        "auto-mode",
        "help",
        "login",
        "logout",
        "migrate-installer",
    }
)


def _leaves_hooks_out(variable: str) -> bool:
    return variable in _VARIABLES or (variable.startswith("CLAUDE") and "HOOK" in variable)


def run(call: Call, arguments: Arguments) -> None:
    """Options and variables that leave the hooks out (measured on the client; see the threat model)."""
    if arguments.has("version", "help"):
        return
    mode = arguments.known("permission-mode") or ""
    off = arguments.has(*_HOOKS_OFF) or mode == "bypassPermissions"
    off = off or any(_leaves_hooks_out(name) for name in call.invocation.environment)
    verb = arguments.text(0)
    if verb in ("mcp", "plugin", "config", "plugins"):
        changes = arguments.text(1) in (
            "add",
            "add-json",
            "add-from-claude-desktop",
            "remove",
            "install",
            "uninstall",
            "enable",
            "disable",
            "marketplace",
            "set",
            "unset",
            "reset-project-choices",
            "serve",
            "update",
        )
        if changes:
            call.emit(
                Kind.EXEC_RUN, call.name(f"claude {verb}"), program="claude", known=True, unsets_guard=verb != "mcp"
            )
            from bailiwick.interpret.effects import literal

            call.file(Kind.FILE_WRITE, literal("~/.claude.json" if verb == "mcp" else "~/.claude/settings.json"))
        return
    if verb in _QUIET:
        return
    call.emit(Kind.AGENT_SPAWN, call.name("claude"), role="claude", hooks_off=off)
    if "PATH" in call.invocation.environment:
        call.emit(Kind.EXEC_RUN, call.name("claude"), program="claude", known=True, environment=("PATH",))
    if off:
        call.emit(Kind.EXEC_RUN, call.name("claude"), program="claude", known=True, hooks_off=True)
