"""Backslash escapes of echo -e and printf."""

from __future__ import annotations

from bailiwick.interpret.effects import Text

_SIMPLE = {
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    '"': '"',
    "'": "'",
}
_NUMERIC = {
    "x": (16, 2, "0123456789abcdefABCDEF"),
    "u": (16, 4, "0123456789abcdefABCDEF"),
    "U": (16, 8, "0123456789abcdefABCDEF"),
}
_OCTAL = "01234567"


def unescape(text: Text, *, octal_needs_zero: bool = False, octal_may_have_zero: bool = False) -> tuple[Text, bool]:
    r"""The text with escapes replaced, and whether numeric escapes hid printable characters.

    Args:
        text: the text with escapes.
        octal_needs_zero: `\0nnn` as in echo, not `\nnn` as in a printf format.
        octal_may_have_zero: `\nnn`, and `\0nnn` too, as in a word for `%b`.
    """
    hidden = False
    parts = []
    for part in text.parts:
        if isinstance(part, str):
            part, found = _piece(part, needs_zero=octal_needs_zero, may_have_zero=octal_may_have_zero)  # noqa: PLW2901
            hidden = hidden or found
        if part:
            parts.append(part)
    return Text(tuple(parts), text.labels), hidden


def _piece(part: str, *, needs_zero: bool, may_have_zero: bool) -> tuple[str, bool]:
    out: list[str] = []
    hidden = False
    at = 0
    while at < len(part):
        character = part[at]
        if character != "\\" or at + 1 >= len(part):
            out.append(character)
            at += 1
            continue
        escape = part[at + 1]
        at += 2
        if escape in _SIMPLE:
            out.append(_SIMPLE[escape])
            continue
        base, most, digits = _numeric(escape, octal_needs_zero=needs_zero)
        if escape in _OCTAL and base and not needs_zero and not (may_have_zero and escape == "0"):
            at -= 1
        end = at
        while end < len(part) and end - at < most and part[end] in digits:
            end += 1
        if base == 0 or (end == at and escape != "0"):
            out.append("\\" + escape)
            continue
        value = int(part[at:end] or "0", base)
        at = end
        hidden = hidden or value > 0x20
        out.append(chr(value) if value <= 0x10FFFF else "")
    return "".join(out), hidden


def _numeric(escape: str, *, octal_needs_zero: bool) -> tuple[int, int, str]:
    """(base, most digits, digits) of a numeric escape; base 0 when it is none."""
    if escape in _NUMERIC:
        return _NUMERIC[escape]
    if escape == "0" or (escape in _OCTAL and not octal_needs_zero):
        return 8, 3, _OCTAL
    return 0, 0, ""
