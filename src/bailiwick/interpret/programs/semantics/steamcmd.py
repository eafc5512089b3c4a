"""steamcmd: its commands are words that begin with a plus."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_UPLOADS = frozenset({"+run_app_build", "+workshop_build_item", "+app_build"})


def run(call: Call, arguments: Arguments) -> None:
    """A build that is run is uploaded."""
    if not _UPLOADS.isdisjoint(word.known for word in call.words):
        call.emit(Kind.PKG_PUBLISH, call.name("steamcmd"), manager="steamcmd", what="app")
