"""docker inspect: a format that asks for a container's environment prints what it was given, credentials too."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_ENVIRONMENT = (".Config.Env", ".ContainerConfig.Env", "json .Config}", "json .}", "json .Config }", "json . }")


def run(call: Call, arguments: Arguments) -> None:
    """Only the format tells; without one the whole object is shown to look at it."""
    formats = [texts.pattern(word) for word in arguments.values("format")]
    if any(mark in given for given in formats for mark in _ENVIRONMENT):
        call.emit(Kind.INFRA_READ, call.name(f"{call.program} inspect"), system=call.program, unmasked=True)
