"""Text that a person does not see and a model reads: decoded from invisible characters and from encodings.

What a layer holds is scanned like what stands open. Markup that hides (comments, styles, attributes) is no layer: its
text stands in the text itself, and `is_hidden_at` says so of a place.
"""

from __future__ import annotations

import re
from binascii import a2b_base64, unhexlify

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEAST_LETTERS = 12
"""Decoded texts with fewer letters say nothing."""

RUNS = 2000
"""Most runs of one encoding that are decoded."""

INVISIBLE_RUNS = 16
"""Most runs of invisible characters that are decoded: one says enough."""

RUN_CHARACTERS = 16 * 1024
"""Longest part of one run that is decoded."""

_BACK = 2000
"""How far before a place the beginning of what hides it is looked for, characters."""

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u180e\u00ad"

_TAGS = re.compile("(?<!\U0001f3f4)[\U000e0020-\U000e007e]{4,4096}")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{6,4096}")
_ZERO_WIDTH_RUN = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u180e]{16,4096}")
_REVERSED = re.compile("\u202e([^\u202c\n]{4,2000})")
_BASE64_LINE = r"[A-Za-z0-9+/_-]{40}[A-Za-z0-9+/_-]*"
_BASE64 = rf"{_BASE64_LINE}(?:={{0,2}}\r?\n{_BASE64_LINE})*={{0,2}}"
_HEX = r"(?:[0-9a-fA-F]{2}){24}(?:[0-9a-fA-F]{2})*"
_ENCODED = (_BASE64, _HEX)


class Layer(Value):
    """A text that was hidden in another."""

    kind: str
    """`invisible-text` or `encoded-text`."""
    start: int
    """Where it is hidden."""
    text: str


def layers(text: str, runs: Callable[[str, str], Iterator[tuple[int, str]]]) -> Iterator[Layer]:
    """What is hidden in `text`.

    Args:
        text: the text.
        runs: finds a pattern in a text in linear time, as (start, match) pairs.
    """
    if not text.isascii():
        yield from _invisible(text)
    for pattern, decode in zip(_ENCODED, (_from_base64, _from_hex), strict=True):
        for number, (start, run) in enumerate(runs(pattern, text)):
            if number >= RUNS:
                break
            decoded = _legible(decode(run[:RUN_CHARACTERS]))
            if decoded:
                yield Layer("encoded-text", start, decoded)


def _invisible(text: str) -> Iterator[Layer]:
    data = text.encode("utf-8", "replace")
    for signs, pattern, decode in _SMUGGLED:
        if not any(sign in data for sign in signs):
            continue
        for number, found in enumerate(pattern.finditer(text)):
            if number >= INVISIBLE_RUNS:
                break
            yield Layer("invisible-text", found.start(), _legible(decode(found[0])))
    for found in _REVERSED.finditer(text):
        yield Layer("reversed-text", found.start(), found[1][::-1])


def _from_tags(run: str) -> bytes:
    return bytes(ord(character) - 0xE0000 for character in run)


def _from_selectors(run: str) -> bytes:
    return bytes(ord(one) - 0xFE00 if ord(one) <= 0xFE0F else ord(one) - 0xE0100 + 16 for one in run)


def _from_bits(run: str) -> bytes:
    """The run as bits of the two characters that it has most of."""
    signs = sorted(set(run), key=run.count, reverse=True)[:2]
    if len(signs) < 2:
        return b""
    best = b""
    for zero in signs:
        bits = "".join("0" if one == zero else "1" for one in run if one in signs)
        data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))
        if len(_legible(data)) > len(_legible(best)):
            best = data
    return best


_SMUGGLED = (
    ((b"\xf3\xa0\x80", b"\xf3\xa0\x81"), _TAGS, _from_tags),
    ((b"\xef\xb8\x80", b"\xef\xb8\x8f", b"\xf3\xa0\x84", b"\xf3\xa0\x85"), _SELECTORS, _from_selectors),
    ((b"\xe2\x80\x8b", b"\xe2\x81\xa0", b"\xe2\x80\x8d", b"\xef\xbb\xbf"), _ZERO_WIDTH_RUN, _from_bits),
)
"""Bytes that a run has, what a run is, how it is read."""


def _from_base64(run: str) -> bytes:
    run = "".join(run.split()).rstrip("=").replace("-", "+").replace("_", "/")
    run = run[: len(run) - (len(run) % 4 == 1)]
    try:
        return a2b_base64(run + "=" * (-len(run) % 4))
    except ValueError:
        return b""


def _from_hex(run: str) -> bytes:
    return unhexlify(run)


def _legible(data: bytes) -> str:
    """The text of `data`, empty unless it is text with letters."""
    if len(data) < LEAST_LETTERS or len(data[:64].translate(None, _CONTROLS)) < min(len(data), 64):
        return ""
    text = data.decode("utf-8", "ignore")
    letters = sum(one.isalpha() or one == " " for one in text)
    return text if letters >= LEAST_LETTERS and letters * 10 >= len(text) * 6 else ""


_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])


_STYLE = re.compile(
    r"<[a-z][a-z0-9]{0,20}[^>]{0,600}(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}[01](?:px|pt|em|%)?[;\"' ]"
    r"|opacity\s{0,3}:\s{0,3}0(?:\.0\d?)?[;\"' ]|[^-]color\s{0,3}:\s{0,3}(?:#fff(?:fff)?|white|transparent)|(?:left|top|text-indent)\s{0,3}:\s{0,3}-\d{3,5}"
    r"|\shidden[\s>=]|width\s{0,3}:\s{0,3}0)[^>]{0,600}>[^<]{0,2000}\Z",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"\s(?:alt|title|aria-label|aria-description|content|placeholder|data-[\w-]{1,30})\s?=\s?(?:\"[^\"]{0,2000}|'[^']{0,2000})\Z",
    re.IGNORECASE,
)
_MARKDOWN_COMMENT = re.compile(r"\n?\[(?://|comment|_|\^_\^)\]:\s?(?:#|<>)\s?[(\"'][^\n]{0,2000}\Z")


def is_hidden_at(text: str, place: int) -> bool:
    """Whether markup keeps a reader of the rendered page from seeing what stands at `place`."""
    before = text[max(0, place - _BACK) : place + 1]
    if before.rfind("<!--") > before.rfind("-->"):
        return True
    if before.rfind("[") >= 0 and _MARKDOWN_COMMENT.search(before[before.rfind("\n") + 1 :]):
        return True
    opened = before.rfind("<")
    if opened < 0:
        return False
    last = before[opened:]
    return bool(_STYLE.search(last) or (">" not in last and _ATTRIBUTE.search(last)))
