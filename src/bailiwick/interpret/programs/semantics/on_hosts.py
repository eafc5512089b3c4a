"""pssh, pdsh, clush, dsh: the same command line on many machines."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """All words that are no option are joined and run by a shell there, as with ssh(1)."""
    if arguments.operands:
        call.emit(Kind.INFRA_APPLY, call.name(call.program), system=call.program)
        call.launch(RunShell(texts.words_joined(arguments.operands), via=call.program, stdin=call.stdin, remote=True))
