"""rm: several operands may be all that the project holds (`rm -rf *`, which the shell has already expanded)."""

from __future__ import annotations

import posixpath

from bailiwick.interpret.effects import literal
from bailiwick.model.fact import GlobQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The operands are deleted one by one; together they may be the whole project."""
    if not arguments.may("recursive") or len(arguments.operands) < 2:
        return
    gone = {call.path(word, follow=False).value for word in arguments.operands if word.known is not None}
    root = call.place.project
    if sum(posixpath.dirname(path) == root for path in gone) < 2:
        return
    fact = call.inquiry.ask(GlobQuery(f"{posixpath.join(root, '')}*"))
    if fact is not None and fact.complete and fact.paths and gone.issuperset(fact.paths):
        call.file(Kind.FILE_DELETE, literal(root), recursive=True, many=True)
