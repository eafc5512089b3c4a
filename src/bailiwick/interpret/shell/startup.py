"""Files that a shell reads before it does what it was started for: `BASH_ENV`, `ENV`, `--rcfile`."""

from __future__ import annotations

import posixpath
from itertools import pairwise

from bailiwick.interpret.effects import RunFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Invocation

_SHELLS = frozenset(("bash", "sh", "dash", "zsh", "ksh", "ash"))


def startup_files(invocation: Invocation) -> list[RunFile]:
    """Launches of the start files that the call itself names."""
    program = (invocation.words[0].known or "").rpartition("/")[2]
    if program not in _SHELLS:
        return []
    named = [
        (option.known, value.known)
        for option, value in pairwise(invocation.words[1:])
        if option.known in ("--rcfile", "--init-file")
    ]
    for name in ("BASH_ENV", "ENV"):
        value = invocation.environment.get(name)
        if value is not None:
            named.append((name, value.known))
    return [
        RunFile(posixpath.normpath(posixpath.join(invocation.cwd, path)), "bash", via)
        for via, path in named
        if path and via and (invocation.cwd or path.startswith("/"))
    ]
