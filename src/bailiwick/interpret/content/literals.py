"""Literals that program text puts together, read as one: `"ab" + "cd"`, `"ab" "cd"`, `["ab", "cd"].join("")`.

Only text between two quotes of one kind is taken out, so that whatever stands around a credential stays.
"""

from __future__ import annotations

import re

from bailiwick.model.value import Value

_SEAMS = tuple(
    re.compile(
        rf"{quote}(?<=[\w+/=.~-]{quote})[ \t\r\n\\]{{0,40}}[+.&,]?[ \t\r\n\\]{{0,40}}{quote}(?=[\w+/=.~-])", re.ASCII
    )
    for quote in ('"', "'")
)
"""From the end of one literal to the beginning of the next, between letters that credentials have.

The quote stands first, because the engine finds a pattern's first letter fast.
"""


class Joined(Value):
    """A text without its seams."""

    text: str
    ends: tuple[int, ...]
    """Where in `text` each seam was; ascending."""
    removed: tuple[int, ...]
    """Characters taken out up to and with that seam."""

    def place(self, position: int) -> int:
        """Where the character at `position` stands in the original text."""
        seam = _after(self.ends, position)
        return position + (self.removed[seam - 1] if seam else 0)

    def across(self, start: int, end: int) -> bool:
        """True when a seam lies between `start` and `end`."""
        return _after(self.ends, start) < _after(self.ends, end - 1)


def join(text: str) -> Joined | None:
    """`text` with its literals joined; None when there is nothing to join."""
    pieces, ends, removed = [], [], []
    behind = gone = 0
    seams = [seam.span() for pattern in _SEAMS for seam in pattern.finditer(text)]
    for start, end in sorted(seams):
        pieces.append(text[behind:start])
        behind = end
        gone += end - start
        ends.append(behind - gone)
        removed.append(gone)
    if not ends:
        return None
    return Joined("".join((*pieces, text[behind:])), tuple(ends), tuple(removed))


def _after(ends: tuple[int, ...], position: int) -> int:
    from bisect import bisect_right  # not loaded before a credential is found

    return bisect_right(ends, position)
