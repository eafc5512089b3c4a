"""busctl: the address of a bus can be a program (`unixexec:path=/bin/sh,argv1=-c,argv2=...`, D-Bus specification)."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_ARGUMENTS = 16
"""Most arguments of a bus program that are followed."""


def run(call: Call, arguments: Arguments) -> None:
    """Everything else only talks to services that run."""
    from urllib.parse import unquote  # rare

    for address in arguments.values("address"):
        scheme, _, rest = (address.known or "").partition(":")
        if scheme != "unixexec":
            continue
        pairs = dict(piece.partition("=")[::2] for piece in rest.split(","))
        given = [pairs.get("path", ""), *(pairs[key] for at in range(1, _ARGUMENTS) if (key := f"argv{at}") in pairs)]
        call.launch(RunWords(tuple(literal(unquote(word)) for word in given), call.program, call.stdin))
