"""`config get NAME`: a value whose name says that it is a credential is printed."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs.call import SECRET_WORDS
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Only reading by name is looked at; listings hide such values."""
    named = (word.known or "" for word in arguments.operands)
    if any(
        piece.replace("_", "") in name.upper().replace("_", "") for name in named for piece in (*SECRET_WORDS, "AUTH")
    ):
        call.emit(Kind.INFRA_READ, call.name(f"{call.program} config"), system=call.program, secret=True)
        call.stdout = Data(None, frozenset({Label.SECRET}))
