"""GNU parallel: a shell command line for each item after `:::` or of standard input."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, Text, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.xargs import ITEMS, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SOURCES = (":::", ":::+", "::::", "::::+")


def run(call: Call, arguments: Arguments) -> None:
    """The items are appended unless `{}` stands in the command."""
    words = arguments.operands
    at = next((index for index, word in enumerate(words) if word.known in _SOURCES), len(words))
    command, rest = words[:at], words[at:]
    items = _items(call, rest)
    if not command:
        for item in items:
            call.launch(RunShell(item, "parallel", remote=arguments.has("sshlogin")))
        return
    line = texts.words_joined(command)
    for item in items:
        text = replaced(line, "{}", item)
        if text == line and not arguments.has("pipe", "pipepart"):
            text = join(line, literal(" "), item)
        call.launch(RunShell(text, "parallel", call.stdin, remote=arguments.has("sshlogin")))


def _items(call: Call, rest: tuple[Text, ...]) -> list[Text]:
    if rest and rest[0].known in (":::", ":::+"):
        items = [word for word in rest if word.known not in _SOURCES]
        if len(items) <= ITEMS:
            return items
    elif rest:
        for word in rest[1:]:
            call.read(word)
    elif call.stdin.text is not None:
        items = [item for item in texts.separate(call.stdin.text, "\n") if item.parts]
        if len(items) <= ITEMS:
            return items
    from bailiwick.interpret.effects import unknown

    return [unknown("item of parallel", call.stdin.labels)]
