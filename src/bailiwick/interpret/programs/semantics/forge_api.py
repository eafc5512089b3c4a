"""glab, tea: a raw request to a forge's interface."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The method DELETE removes what the path names."""
    if (arguments.known("method") or "").upper() == "DELETE":
        call.emit(Kind.INFRA_DESTROY, call.name(arguments.text(0)), system=call.program, what="api")
