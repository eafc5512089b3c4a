"""getent: entries of a database of the name service; `shadow` holds password hashes, `hosts` asks the network."""

from __future__ import annotations

from bailiwick.interpret.effects import literal
from bailiwick.interpret.programs.semantics import dns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The first operand is the database."""
    database = arguments.text(0)
    if database in ("shadow", "gshadow"):
        call.read(literal(f"/etc/{database}"))
    elif database.endswith("hosts"):
        dns.run(call, arguments.replace(operands=arguments.operands[1:]))
