"""crontab: `-l` lists, `-r` removes, anything else installs a table that runs by itself."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """A file operand, `-`, or standard input."""
    if arguments.has("l", "T"):
        call.stdout = Data(None, frozenset({Label.FILE}))
        return
    if arguments.has("r"):
        call.emit(Kind.SCHEDULE_DELETE, call.name("crontab -r"), by="crontab")
        call.emit(Kind.SYS_CONFIG, call.name("crontab -r"), what="global")
        return
    for word in arguments.operands:
        call.read(word)
    call.emit(Kind.SYS_PERSIST, call.name("crontab"), by="cron")
