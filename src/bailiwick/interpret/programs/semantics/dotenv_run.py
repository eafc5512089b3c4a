"""dotenv and its kin: a program is started with the variables of a file; printing them prints the file."""

from __future__ import annotations

from bailiwick.interpret.effects import literal
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_PRINTS = frozenset({"env", "printenv", "set", "export", "list", "get"})


def run(call: Call, arguments: Arguments) -> None:
    """`dotenv list` and `-p NAME` print by themselves; `envchain` names what it takes out of the keychain first."""
    if call.program == "envchain":
        prints = texts.base(arguments.operands[1:]) in _PRINTS
        call.emit(Kind.INFRA_READ, call.name("envchain"), system="envchain", secret=prints)
        return
    words = arguments.operands
    if call.program == "dotenvx" and arguments.text(0) == "run":
        words = words[2:] if arguments.text(1) == "--" else words[1:]
    if arguments.has("p") or texts.base(words) in _PRINTS:
        call.read(arguments.value("file", "env") or literal(".env"))
