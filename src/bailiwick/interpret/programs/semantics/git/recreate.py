"""git switch -C and git checkout -B: a branch that is made anew elsewhere loses what it had."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.git.push import is_protected
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Only a protected branch that gets another start point is rewritten history."""
    for name in arguments.values("B", "force-create"):
        if arguments.operands and is_protected(texts.pattern(name)):
            call.emit(Kind.VCS_REWRITE, call.name(name), what="ref")
