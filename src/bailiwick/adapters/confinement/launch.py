"""Becomes a command in a sandbox: the best that this machine has, or nothing at all.

On Linux all of these together, on macOS `sandbox-exec`, elsewhere none:

- files: Landlock (`landlock`);
- sockets and other ways around: seccomp (`seccomp`);
- `network: loopback`: a network namespace (`namespaces`);
- root's powers (`privileges`), and every file that was open.
"""

from __future__ import annotations

import os
import sys

from bailiwick.adapters.confinement import landlock, namespaces, privileges, seatbelt, seccomp
from bailiwick.adapters.confinement.credentials import credential_paths
from bailiwick.interpret.confining import CREDENTIALS, Cage
from bailiwick.interpret.resources import below
from bailiwick.model.errors import EnvironmentFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from typing import NoReturn

_STANDARD = 3
"""Files that are open for every program: input, output, error."""
_LINKS = 40
"""Most links on the way to a place, as in the kernel."""


def launch(cage: Cage, words: Sequence[str], *, home: str) -> NoReturn:
    """Become the command `words` in the sandbox; this process is none of ours any more.

    Args:
        cage: what it may do.
        words: program and arguments; the program is looked up on PATH.
        home: whose credentials are hidden.

    Raises:
        EnvironmentFault: the sandbox cannot be made as demanded; nothing was started.
        OSError: the command cannot be started.
    """
    write = tuple(_resolved(path, cage.write) for path in cage.write if os.path.lexists(path))
    hide = _hidden(cage, write, home)
    if sys.platform == "darwin":
        if cage.network == "loopback":
            raise EnvironmentFault("expected Linux for `network: loopback`, got macOS")
        text = seatbelt.profile(write, hide, cage.network)
        os.execv(seatbelt.PROGRAM, [seatbelt.PROGRAM, "-p", text, *words])  # noqa: S606 - this is what it is for
    if sys.platform != "linux":
        raise EnvironmentFault(f"expected Linux or macOS, got `{sys.platform}`")
    try:
        _close_others()
        if cage.network == "loopback":
            namespaces.own_network()
        privileges.drop()
        landlock.restrict(write, hide)
        seccomp.restrict(sockets=cage.network != "none")
    except OSError as error:
        raise EnvironmentFault(f"the sandbox cannot be made: {error.strerror}") from error
    os.execvp(words[0], list(words))  # noqa: S606 - this is what it is for


def _resolved(path: str, write: Collection[str]) -> str:
    """The path without links.

    Raises:
        EnvironmentFault: one of them lies where a command may write: an earlier one could have made it, to widen this.
    """
    for _ in range(_LINKS):
        parts = [path[:at] for at in range(1, len(path)) if path[at] == "/"]
        link = next((part for part in [*parts, path] if part and os.path.islink(part)), None)
        if link is None:
            return path
        if any(below(os.path.dirname(link), os.path.realpath(place)) for place in write):
            raise EnvironmentFault(f"`{link}` is a link in a place that may be written: name what it points to")
        path = os.path.normpath(os.path.join(os.path.dirname(link), os.readlink(link), path[len(link) + 1 :]))
    raise EnvironmentFault(f"expected at most {_LINKS} links on the way to a place, got more")


def _hidden(cage: Cage, write: Collection[str], home: str) -> tuple[str, ...]:
    """Real paths of what is hidden.

    Raises:
        EnvironmentFault: some of it lies where the command may write.
    """
    found = tuple(dict.fromkeys(_hidden_paths(cage, home)))
    for path in found:
        outer = next((place for place in write if below(path, place)), None)
        if outer is not None:
            raise EnvironmentFault(f"`{path}` cannot be hidden below `{outer}`, which may be written")
    return found


def _hidden_paths(cage: Cage, home: str) -> Iterator[str]:
    for place in cage.hide:
        if place == CREDENTIALS:
            yield from credential_paths(os.path.realpath(home))
        elif os.path.lexists(place):
            yield os.path.realpath(place)


def _close_others() -> None:
    for name in os.listdir("/proc/self/fd"):
        if int(name) >= _STANDARD:
            try:
                os.close(int(name))
            except OSError:
                continue  # the listing itself
