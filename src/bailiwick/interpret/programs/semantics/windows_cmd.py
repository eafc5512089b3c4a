"""cmd.exe: what follows `/c`, `/k` or `/r` is a command line."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.code import announce

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Switches come first."""
    words = arguments.operands
    for index, word in enumerate(words):
        if word.prefix.lower()[:2] in ("/c", "/k", "/r"):
            head = texts.drop(word, 2)
            rest = (*((head,) if head.parts else ()), *words[index + 1 :])
            text = texts.words_joined(rest)
            announce(call, text)
            call.launch(RunShell(text, "cmd /c", call.stdin, language="cmd"))
            return
