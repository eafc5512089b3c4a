"""Commands that print a whole environment, wherever they run."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Text

_PRINTERS = frozenset({"env", "printenv", "export", "set"})
_SHELLS = frozenset({"sh", "bash", "zsh", "ash", "dash", "ksh"})
_ENVIRONMENTS = ("os.environ", "process.env", "Deno.env", "Bun.env", "import.meta.env", "$_ENV", "%ENV")
"""How languages name the environment."""
_ENDS = ("|", ";", "&", ">", "-")
"""How the word behind a printer begins when nothing is named that it should print or start."""


def dumps_environment(words: Sequence[Text]) -> bool:
    """True for `env`, `printenv -0`, `sh -c 'env | sort'`; not for `printenv NODE_ENV` or `env A=1 program`."""
    names = [word.known or "?" for word in words]
    program = names[0].rpartition("/")[2] if names else ""
    if program in _SHELLS and len(names) > 2 and names[1].startswith("-") and names[1].endswith("c"):
        return dumps_in_shell(words[2])
    return _prints_all(names)


def shows_environment(words: Sequence[Text]) -> bool:
    """True when a program prints the whole environment, or code among its words names it."""
    return dumps_environment(words) or any(mark in (word.known or "") for word in words for mark in _ENVIRONMENTS)


def dumps_in_shell(command: Text) -> bool:
    """The same for a command line that is one text."""
    return _prints_all((command.known or "?").split())


def _prints_all(names: Sequence[str]) -> bool:
    program = names[0].rpartition("/")[2] if names else ""
    return program in _PRINTERS and all(name.startswith(_ENDS) for name in names[1:2])
