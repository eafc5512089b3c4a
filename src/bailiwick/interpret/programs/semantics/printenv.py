"""printenv: one named variable is a value like any other; all of them are the environment."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_PLAIN = frozenset(
    {
        "PATH",
        "HOME",
        "USER",
        "SHELL",
        "PWD",
        "LANG",
        "TERM",
        "TMPDIR",
        "EDITOR",
        "HOSTNAME",
        "NODE_ENV",
        "CI",
        "VIRTUAL_ENV",
        "OLDPWD",
        "LOGNAME",
    }
)
"""Variables that hold no credential."""


def run(call: Call, arguments: Arguments) -> None:
    """Only well-known plain variables are harmless."""
    names = [word.known for word in arguments.operands]
    if names and all(name in _PLAIN for name in names):
        call.stdout = Data(None, frozenset({Label.COMMAND}))
