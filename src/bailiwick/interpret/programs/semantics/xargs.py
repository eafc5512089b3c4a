"""xargs: the words of standard input become operands of an argv."""

from __future__ import annotations

from bailiwick.interpret.effects import Hole, RunWords, Text, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.splitting import split_words
from bailiwick.interpret.programs.texts import separate
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

ITEMS = 256
"""Most input items that are followed one by one; beyond it they count as unknown."""


def run(call: Call, arguments: Arguments) -> None:
    """With `-I` the items replace a mark, else they are appended."""
    command = arguments.operands or (literal("echo"),)
    items = _items(call, arguments)
    mark = _mark(arguments)
    if items is not None and not items and arguments.has("no-run-if-empty"):
        return
    if mark:
        for item in items or ():
            _everything(call, command, item)
        for item in items if items is not None else [_unknown(call)]:
            call.launch(RunWords(tuple(replaced(word, mark, item) for word in command), "xargs", many=True))
        return
    for item in items or ():
        _everything(call, command, item)
    rest = tuple(items) if items is not None else (_unknown(call),)
    call.launch(RunWords((*command, *rest), "xargs", many=True))


def _everything(call: Call, command: tuple[Text, ...], item: Text) -> None:
    """All that a search found below a place, without a name that it must have, is removed: so is the place."""
    if item.known is not None or len(item.parts) != 2 or texts.base(command) not in REMOVING:
        return
    place, found = item.parts
    if isinstance(found, Hole) and found.why == FOUND and isinstance(place, str) and place.endswith("/"):
        call.file(Kind.FILE_DELETE, literal(place.rstrip("/") or "/"), recursive=True, many=True)


FOUND = "found by find"
"""Why a piece of a path is not known when a search of a whole tree prints it."""

REMOVING = frozenset({"rm", "shred", "unlink", "srm"})
"""Programs that remove the files they are given."""


def _mark(arguments: Arguments) -> str:
    value = arguments.value("I", "J")
    if value is not None:
        return value.shown()
    if arguments.has("replace"):
        replace = arguments.value("replace")
        return replace.shown() if replace is not None else "{}"
    return ""


def _unknown(call: Call) -> Text:
    return Text((Hole(f"item of {call.stdin.origin or 'standard input'}"),), call.stdin.labels)


def _items(call: Call, arguments: Arguments) -> list[Text] | None:
    """The items when the input is known."""
    text = call.stdin.text
    if text is None or arguments.has("arg-file"):
        return None
    text = Text(text.parts, text.labels | call.stdin.labels)
    if arguments.has("null"):
        items = [item for item in separate(text, "\0") if item.parts]
    elif arguments.has("delimiter"):
        delimiter = {"\\n": "\n", "\\0": "\0", "\\t": "\t"}.get(
            arguments.known("delimiter") or "", arguments.known("delimiter")
        )
        items = [item for item in separate(text, delimiter or "\n") if item.parts]
    elif _mark(arguments):
        items = [item for item in separate(text, "\n") if item.parts]
    else:
        items = split_words(text)
    return items if len(items) <= ITEMS else None


def replaced(word: Text, mark: str, item: Text) -> Text:
    """`word` with every known `mark` replaced by `item`."""
    from bailiwick.interpret.effects import join

    pieces = separate(word, mark)
    out = pieces[0]
    for piece in pieces[1:]:
        out = join(out, item, piece)
    return out
