"""echo: prints its words."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.escapes import unescape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-n` no newline, `-e` escapes; other words, dashes or not, are text."""
    words = list(arguments.operands)
    newline, escapes = True, False
    while words and _is_option(words[0].known):
        letters = words.pop(0).prefix
        newline = newline and "n" not in letters
        escapes = ("e" in letters or escapes) and "E" not in letters
    text = texts.words_joined(words)
    hidden = False
    if escapes:
        text, hidden = unescape(text, octal_needs_zero=True)
    labels = text.labels | ({Label.DECODED} if hidden else frozenset())
    call.stdout = Data(join(text, literal("\n")) if newline else text, labels)


def _is_option(word: str | None) -> bool:
    return word is not None and len(word) > 1 and word[0] == "-" and set(word[1:]) <= set("neE")
