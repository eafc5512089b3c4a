"""printf: the format with its words filled in, as far as known."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, Text, join, literal, unknown
from bailiwick.interpret.programs.escapes import unescape
from bailiwick.model import bounds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

PASSES = 256
"""Most reuses of the format for further words."""


def run(call: Call, arguments: Arguments) -> None:
    """The format is used again until the words are used up."""
    words = list(arguments.operands)
    if words and words[0].known == "-v":
        words = words[2:]
        call.stdout = Data(literal(""))
        return
    if words and words[0].known == "--":
        words.pop(0)
    if not words:
        return
    form, rest = words[0], words[1:]
    if form.known is None:
        labels = frozenset().union(*(word.labels for word in words))
        call.stdout = Data(unknown("printf", labels), labels)
        return
    pieces: list[Text] = []
    hidden = False
    for _ in range(PASSES):
        text, decoded, used = _once(form.known, rest)
        pieces.append(text)
        hidden = hidden or decoded
        rest = rest[used:]
        if not rest or not used:
            break
    labels = frozenset().union(*(word.labels for word in words))
    text = join(*pieces)
    extra = frozenset({Label.DECODED}) if hidden else frozenset()
    call.stdout = Data(Text(text.parts, labels | extra), labels | extra)


def _once(form: str, words: list[Text]) -> tuple[Text, bool, int]:
    """One pass: the text, whether escapes hid characters, and how many words it used."""
    pieces: list[Text] = []
    hidden, used, at, plain = False, 0, 0, ""
    while at < len(form):
        if form[at] != "%":
            plain += form[at]
            if form[at] == "\\" and at + 1 < len(form):
                at += 1
                plain += form[at]
            at += 1
            continue
        end = at + 1
        while end < len(form) and form[end] in "#0- +'.123456789*":
            end += 1
        letter, spec = form[end : end + 1], form[at + 1 : end]
        at = end + 1
        if letter == "%":
            plain += "%"
            continue
        text, found = unescape(literal(plain))
        pieces.append(text)
        plain, hidden = "", hidden or found
        word = words[used] if used < len(words) else literal("")
        used += 1
        filled, found = _filled(letter, spec, word)
        pieces.append(filled)
        hidden = hidden or found
    text, found = unescape(literal(plain))
    return join(*pieces, text), hidden or found, used


def _filled(letter: str, spec: str, word: Text) -> tuple[Text, bool]:
    if letter == "b":
        return unescape(word, octal_may_have_zero=True)
    if letter == "s" and not spec:
        return word, False
    known = word.known
    simple = "*" not in spec and "'" not in spec and all(len(width) < 4 for width in spec.split("."))
    if letter == "s" and known is not None and simple:
        return literal(f"%{spec}s" % known, word.labels), False
    if letter == "c" and known:
        return literal(known[0], word.labels), False
    number = _number(known) if letter in "diouxX" else None
    if number is not None and simple:
        return literal(f"%{spec}{letter}" % number, word.labels), False
    return unknown(f"printf %{letter}", word.labels), False


def _number(known: str | None) -> int | None:
    """A numeric word: decimal, `0x` hexadecimal, `0` octal, or a quote and the character whose code is meant."""
    if known is None:
        return None
    if known[:1] in ("'", '"') and len(known) > 1:
        return ord(known[1])
    if len(known) > bounds.NUMBER_DIGITS:
        return None
    try:
        return int(known, 8) if known.lstrip("+-")[:1] == "0" and known.lstrip("+-").isdigit() else int(known or "0", 0)
    except ValueError:
        return None
