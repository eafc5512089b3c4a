"""docker inspect: a container's environment is what it was given, credentials too; a format or a filter asks for it."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_ENVIRONMENT = (".Config.Env", ".ContainerConfig.Env", "json .Config}", "json .}", "json .Config }", "json . }")


def run(call: Call, arguments: Arguments) -> None:
    """A format that names the environment tells; without one the whole object, with it, is the output."""
    formats = [texts.pattern(word) for word in arguments.values("format")]
    if not formats:
        call.stdout = Data(None, frozenset({Label.ENVIRONMENT, Label.COMMAND}))
    if any(mark in given for given in formats for mark in _ENVIRONMENT):
        call.emit(Kind.INFRA_READ, call.name(f"{call.program} inspect"), system=call.program, unmasked=True)
