"""fuser -k and the process viewers: only `-k` does something."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Hole, Label, Text, literal
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`fuser -k` sends SIGKILL."""
    if call.program == "fuser" and arguments.has("kill"):
        call.emit(Kind.PROC_KILL, call.name("fuser -k"), hard=True, signal="KILL")
    if call.program in ("pgrep", "pidof") and arguments.operands:
        call.stdout = Data(Text((Hole(f"process {arguments.text(0)}"), "\n")), frozenset({Label.COMMAND}))
    if call.program == "ps" and arguments.operands and _is_cluster(arguments.text(0)):
        call.read(literal("/proc/1/environ"))


def _is_cluster(word: str) -> bool:
    """BSD options without a dash, `e` among them: the environment is shown after the command."""
    return "e" in word and set(word) <= set("aAceghjlmnrsStTuvwxX")
