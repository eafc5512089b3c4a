"""run-parts: every program of a directory runs."""

from __future__ import annotations

from bailiwick.model.operation import Certainty, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Which programs they are is not known."""
    if arguments.has("test", "list"):
        return
    for word in arguments.operands:
        call.read(word, recursive=True)
        call.emit(
            Kind.EXEC_RUN, call.name(word), certainty=Certainty.UNKNOWN, program=call.program, known=True, opaque=True
        )
