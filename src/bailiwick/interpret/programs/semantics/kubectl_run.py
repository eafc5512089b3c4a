"""kubectl run: overrides may ask for rights over the node; the words after `--` run in the pod."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_RIGHTS = (
    '"privileged":true', '"hostpid":true', '"hostnetwork":true', '"hostipc":true', '"hostpath":',
    '"allowprivilegeescalation":true',
)  # fmt: skip


def run(call: Call, arguments: Arguments) -> None:
    """What the overrides say is read as text without spaces."""
    overrides = "".join(texts.pattern(value) for value in arguments.values("overrides")).replace(" ", "").lower()
    if any(right in overrides for right in _RIGHTS):
        call.emit(Kind.CONTAINER_RUN, call.name(arguments.text(0)), privileged=True)
    inner = arguments.operands[arguments.dashes :] if arguments.dashes is not None else ()
    if inner:
        call.launch(RunShell(texts.words_quoted(inner), via="kubectl run", stdin=call.stdin, remote=True))
