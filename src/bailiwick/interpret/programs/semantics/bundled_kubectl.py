"""minikube kubectl: the client that comes with it, called with the words behind it."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`minikube kubectl -- get pods`."""
    call.launch(RunWords((literal("kubectl"), *arguments.operands), call.program, call.stdin))
