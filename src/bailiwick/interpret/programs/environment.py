"""Variables set for a program that change what runs."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.call import Call

LOADS_CODE = frozenset(
    {
        "LD_PRELOAD",
        "LD_AUDIT",
        "LD_LIBRARY_PATH",
        "DYLD_INSERT_LIBRARIES",
        "DYLD_LIBRARY_PATH",
        "BASH_ENV",
        "ENV",
        "ZDOTDIR",
        "PROMPT_COMMAND",
        "PYTHONSTARTUP",
        "PYTHONHOME",
        "PERL5OPT",
        "PERL5DB",
        "RUBYOPT",
        "JAVA_TOOL_OPTIONS",
        "GCONV_PATH",
        "GIT_EXEC_PATH",
        "GIT_TEMPLATE_DIR",
    }
)
"""Variables through which another program or library is loaded into the one that starts."""

_ONLY_WITH = {"NODE_OPTIONS": ("--require", "-r ", "--import", "--loader", "--experimental-loader")}


def dangerous_variables(call: Call) -> tuple[str, ...]:
    """Names of the dangerous variables that the call itself sets, sorted."""
    return tuple(sorted(name for name, value in call.invocation.environment.items() if _dangerous(name, value)))


def _dangerous(name: str, value: Text) -> bool:
    if name in LOADS_CODE:
        return value.parts != ()
    markers = _ONLY_WITH.get(name)
    if markers is None:
        return False
    shown = value.shown()
    return value.known is None or any(marker in shown for marker in markers)
