"""Puts a shell call into a sandbox: its command becomes the last word of our launcher's.

    LAUNCHER --write PLACE ... --hide PLACE ... --network KIND -- bash -c COMMAND

The command is one quoted word, so nothing in it can end it. A call that is in a sandbox of ours already is taken out
of it first, so that the sandbox is always the one that the policy demands, whoever wrote the call.
"""

from __future__ import annotations

import re

from bailiwick.interpret.resources import below
from bailiwick.interpret.resources.places import SHARED_MEMORY
from bailiwick.model import bounds
from bailiwick.model.errors import InputError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bailiwick.model.request import Place, Request
    from bailiwick.model.verdict import Obligation

CREDENTIALS = "credentials"
"""The word for the credential files of the home and the system, which the launcher knows."""

_SHELL_TOOLS = frozenset({"Bash", "Monitor"})
_NETWORKS = ("none", "loopback", "any")
_QUOTE = "'\"'\"'"
_QUOTED = f"'(?:[^']|{_QUOTE})*'"
_BEHIND_LAUNCHER = re.compile(rf"(?:--(?:write|hide|network) (?:[\w@%+=:,./-]+|{_QUOTED}) )*-- bash -c ({_QUOTED})")


class Cage(Value):
    """What a sandbox lets a command do, by absolute paths."""

    write: tuple[str, ...]
    """Files and directories that it may write, with all below."""
    hide: tuple[str, ...]
    """What it cannot read, with all below; `credentials` among them."""
    network: str
    """`none`, `loopback` (one of its own) or `any`."""


def cage(obligations: Iterable[Obligation], place: Place) -> Cage | None:
    """The sandbox that all `confine` obligations together demand; None when there is none among them."""
    united: Cage | None = None
    for one in obligations:
        if one.kind == "confine":
            write = tuple(dict.fromkeys(path for name in one.write for path in _paths(name, place)))
            hide = tuple(dict.fromkeys(path for name in one.hide for path in _paths(name, place)))
            found = Cage(write, hide, one.network)
            united = found if united is None else _united(united, found)
    return united


def confined(request: Request, cage: Cage, launcher: Sequence[str]) -> Request:
    """The call, to be run in the sandbox.

    Args:
        request: a call of a shell tool, in no sandbox of ours (`unconfined`).
        cage: the sandbox.
        launcher: the words that our launcher is started with.

    Raises:
        InputError: it cannot be done, and why.
    """
    command = _command(request)
    for hidden in cage.hide:
        outer = next((path for path in cage.write if below(hidden, path)), None)
        if outer is not None:
            raise InputError(f"expected `hide` outside of what may be written, got `{hidden}` below `{outer}`")
    if CREDENTIALS in cage.hide and any(below(request.place.home, path) for path in cage.write):
        raise InputError("expected a home whose credentials can be hidden, got one that may be written as a whole")
    options = [("--write", path) for path in cage.write]
    options += [("--hide", path) for path in cage.hide]
    words = (*launcher, *(word for option in options for word in option), "--network", cage.network)
    text = f"{_joined(words)} -- bash -c {_quoted(command)}"
    if len(text.encode("utf-8", "surrogatepass")) > bounds.CONFINED_BYTES:
        raise InputError(f"expected a confined command of at most {bounds.CONFINED_BYTES} bytes, got a longer one")
    return request.replace(input={**request.input, "command": text})


def unconfined(request: Request, launcher: Sequence[str]) -> Request:
    """The call outside of the sandbox that it is in; the same call when it is in none of ours."""
    command = request.input.get("command")
    start = f"{_joined(launcher)} "
    if not launcher or not isinstance(command, str) or not command.startswith(start):
        return request
    found = _BEHIND_LAUNCHER.fullmatch(command, len(start))
    if found is None:
        return request
    return request.replace(input={**request.input, "command": found[1][1:-1].replace(_QUOTE, "'")})


def _command(request: Request) -> str:
    command = request.input.get("command")
    if request.tool not in _SHELL_TOOLS or not isinstance(command, str) or "\0" in command:
        raise InputError(f"expected a shell call to confine, got one of `{request.tool}`")
    return command


def _joined(words: Iterable[str]) -> str:
    return " ".join(map(_shown, words))


def _shown(word: str) -> str:
    """The word, quoted where a shell would read it differently."""
    plain = word and all(letter.isascii() and (letter.isalnum() or letter in "@%+=:,./-_") for letter in word)
    return word if plain else _quoted(word)


def _quoted(word: str) -> str:
    return "'" + word.replace("'", _QUOTE) + "'"


def _paths(name: str, place: Place) -> tuple[str, ...]:
    """The absolute paths of a place that a policy names."""
    match name:
        case "project":
            return (place.project,)
        case "temp":
            return (*place.temps, *SHARED_MEMORY)
        case "home":
            return (place.home,)
        case "credentials":
            return (CREDENTIALS,)
    if name.startswith("~/"):
        return (f"{place.home}/{name[2:]}",)
    return (f"{place.project}/{name[2:]}",) if name.startswith("./") else (name,)


def _united(first: Cage, second: Cage) -> Cage:
    """What both let a command do."""
    narrower = [path for path in first.write if any(below(path, outer) for outer in second.write)]
    narrower += [path for path in second.write if any(below(path, outer) for outer in first.write)]
    network = min(first.network, second.network, key=_NETWORKS.index)
    return Cage(tuple(dict.fromkeys(narrower)), tuple(dict.fromkeys((*first.hide, *second.hide))), network)
