"""sudo, doas, pkexec: an argv or a shell with the rights of another user."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, RunWords
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-l`, `-v`, `-k` and `-V` run nothing."""
    if arguments.has("version", "k", "K") and not arguments.operands:
        return
    call.emit(Kind.PRIV_ESCALATE, call.name(call.program), by=call.program)
    words = list(arguments.operands)
    while words and "=" in words[0].prefix and "/" not in words[0].prefix.partition("=")[0]:
        words.pop(0)
    if call.program in ("gosu", "su-exec"):
        words = words[1:]
    if arguments.has("edit"):
        for word in words:
            call.file(Kind.FILE_WRITE, word)
    elif arguments.has("shell", "login") and words:
        call.launch(RunShell(texts.words_joined(words), call.program, call.stdin))
    elif words and not arguments.has("list"):
        call.launch(RunWords(tuple(words), call.program, call.stdin))
