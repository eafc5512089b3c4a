"""Whether a call skips the repository's hooks."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SWITCHES = {
    "HUSKY": ("0", "false"),
    "HUSKY_SKIP_HOOKS": ("1", "true"),
    "LEFTHOOK": ("0", "false"),
    "SKIP_SIMPLE_GIT_HOOKS": ("1", "true"),
    "OVERCOMMIT_DISABLE": ("1",),
}
"""Variables by which hook managers skip all hooks, and the values that do."""


def skips_hooks(call: Call, arguments: Arguments) -> bool:
    """`--no-verify`, another hooks path for this call, or a hook manager's switch."""
    if arguments.has("no-verify") and not arguments.has("verify"):
        return True
    if "core.hookspath" in call.settings:
        return True
    environment = call.invocation.environment
    return any(environment[name].known in values for name, values in _SWITCHES.items() if name in environment)
