"""`$'...'` quoting (bash manual 3.1.2.4)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMED: Mapping[str, str] = {
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
    "'": "'",
    '"': '"',
    "?": "?",
}
_HEXADECIMAL = "0123456789abcdefABCDEF"
_OCTAL = "01234567"
_WIDTH = {"x": 2, "u": 4, "U": 8}


def decode(text: str) -> str:
    """What the inside of `$'...'` stands for; it ends at a null character."""
    out = bytearray()
    position = 0
    while position < len(text):
        at = text.find("\\", position)
        if at < 0 or at + 1 >= len(text):
            out += text[position:].encode("utf-8", "surrogatepass")
            break
        out += text[position:at].encode("utf-8", "surrogatepass")
        piece, position = _escape(text, at + 1)
        out += piece
    return out.decode("utf-8", "replace").partition("\0")[0]


def _escape(text: str, at: int) -> tuple[bytes, int]:
    """The bytes of the escape whose letter is at `at`, and where it ends."""
    letter = text[at]
    if letter in _NAMED:
        return _NAMED[letter].encode(), at + 1
    if letter in _OCTAL:
        end = _run(text, at, at + 3, _OCTAL)
        return bytes((int(text[at:end], 8) & 0xFF,)), end
    if letter in _WIDTH:
        end = _run(text, at + 1, at + 1 + _WIDTH[letter], _HEXADECIMAL)
        if end > at + 1:
            code = int(text[at + 1 : end], 16)
            return bytes((code,)) if letter == "x" else _character(code), end
    if letter == "c" and at + 1 < len(text):
        return bytes((ord(text[at + 1]) & 0x1F,)), at + 2
    return ("\\" + letter).encode("utf-8", "surrogatepass"), at + 1


def _character(code: int) -> bytes:
    return chr(code).encode("utf-8", "surrogatepass") if code < 0x110000 else b"\xef\xbf\xbd"


def _run(text: str, start: int, limit: int, alphabet: str) -> int:
    end = start
    while end < min(limit, len(text)) and text[end] in alphabet:
        end += 1
    return end
