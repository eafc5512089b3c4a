"""Whole numbers in texts that others wrote."""

from __future__ import annotations

from bailiwick.model import bounds


def whole_number(text: str | None) -> int | None:
    """The number that a text of at most `bounds.NUMBER_DIGITS` ASCII digits spells; None for any other text."""
    if not text or len(text) > bounds.NUMBER_DIGITS or not (text.isascii() and text.isdigit()):
        return None
    return int(text)
