"""electron-builder: `--publish always` uploads what was built, `--publish never` does not."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Without the option it publishes in continuous integration only."""
    if arguments.has("publish") and arguments.known("publish") != "never":
        call.emit(Kind.PKG_PUBLISH, call.name(call.program), manager=call.program, what="app")
