"""Variables set for a program that change what runs."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell
from bailiwick.interpret.programs.harmless import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

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
        "GCONV_PATH",
        "GIT_EXEC_PATH",
        "GIT_TEMPLATE_DIR",
    }
)
"""Variables through which another program or library is loaded into the one that starts."""

_CARGO = ("_RUNNER", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "_LINKER", "RUSTC", "RUSTDOC")
"""How names of variables end whose value cargo runs."""

_PAGED = ("PAGER", "EDITOR", "VISUAL", "BROWSER")
RUNS_COMMAND: Mapping[str, tuple[str, ...]] = {
    "man": ("PAGER", "MANPAGER", "MANROFFOPT"),
    "less": ("LESSOPEN", "LESSCLOSE", "LESSEDIT"),
    "psql": ("PAGER", "PSQL_PAGER", "PSQL_EDITOR", "EDITOR"),
    "mysql": ("PAGER",),
    "crontab": ("EDITOR", "VISUAL"),
    "visudo": ("EDITOR", "VISUAL", "SUDO_EDITOR"),
    "sudo": ("SUDO_ASKPASS", "SUDO_EDITOR", "EDITOR", "VISUAL"),
    "sudoedit": ("SUDO_EDITOR", "EDITOR", "VISUAL"),
    "systemctl": ("SYSTEMD_PAGER", "SYSTEMD_EDITOR", "PAGER", "EDITOR", "VISUAL"),
    "journalctl": ("SYSTEMD_PAGER", "PAGER"),
    "gh": ("GH_PAGER", "GH_EDITOR", "GH_BROWSER", *_PAGED),
    "bat": ("BAT_PAGER", "PAGER"),
    "delta": ("PAGER", "DELTA_PAGER"),
    "aws": ("AWS_PAGER", "PAGER"),
    "kubectl": ("KUBE_EDITOR", "EDITOR", "KUBECTL_EXTERNAL_DIFF"),
    "fzf": ("FZF_DEFAULT_COMMAND",),
    "rsync": ("RSYNC_RSH", "RSYNC_CONNECT_PROG"),
    "ssh": ("SSH_ASKPASS",),
    "svn": ("SVN_SSH", "SVN_EDITOR"),
    "hg": ("HGEDITOR", "HGMERGE"),
    "cvs": ("CVS_RSH", "CVSEDITOR"),
    "xdg-open": ("BROWSER",),
    "su": ("SHELL",),
    "vipw": ("EDITOR", "VISUAL"),
    "script": ("SHELL",),
}
"""Variables whose value a program runs as a command; git has its own in `semantics.git.settings`."""

_JAVA = (
    "-javaagent",
    "-agent",
    "-XX:On",
    "-XX:Flags",
    "-XX:VMOptionsFile",
    "-Xbootclasspath",
    "-Xrun",
    "@",
    "-Djava.system.class",
)
_ONLY_WITH = {
    "NODE_OPTIONS": ("--require", "-r ", "--import", "--loader", "--experimental-loader"),
    **dict.fromkeys(("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"), _JAVA),
}


def dangerous_variables(call: Call) -> tuple[str, ...]:
    """Names of the dangerous variables that the call itself sets, sorted."""
    environment = call.invocation.environment
    return tuple(sorted(name for name, value in environment.items() if _dangerous(name, value))) if environment else ()


def run_variables(call: Call) -> None:
    """Launch what the variables of the call make the program run, unless it is a common viewer or editor."""
    environment = call.invocation.environment
    if not environment:
        return
    names = RUNS_COMMAND.get(call.program, ())
    if call.program == "cargo":
        names = tuple(name for name in environment if name.endswith(_CARGO) and name.startswith(("CARGO_", "RUST")))
    for name in names:
        value = environment.get(name)
        if value is not None and not harmless(value):
            call.launch(RunShell(value, name))


def _dangerous(name: str, value: Text) -> bool:
    if name in LOADS_CODE:
        return value.parts != ()
    markers = _ONLY_WITH.get(name)
    if markers is None:
        return False
    shown = value.shown()
    return value.known is None or any(marker in shown for marker in markers)
