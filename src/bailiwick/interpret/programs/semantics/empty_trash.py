"""gio trash, trash-empty: what a person threw away can be had back until the trash is emptied."""

from __future__ import annotations

import posixpath

from bailiwick.interpret.effects import literal
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_TRASH = ".local/share/Trash"
"""Below the home directory (freedesktop.org trash specification 1.0)."""


def run(call: Call, arguments: Arguments) -> None:
    """`gio trash` empties only when told to."""
    if arguments.has("dry-run") or (call.program == "gio" and not arguments.has("empty")):
        return
    call.file(Kind.FILE_DELETE, literal(posixpath.join(call.place.home, _TRASH)), recursive=True, many=True)
