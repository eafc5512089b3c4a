"""Octal escapes in words that printf fills in for `%b` (bash(1), printf)."""

from __future__ import annotations

import pytest

from bailiwick.interpret.effects import literal
from bailiwick.interpret.programs.escapes import unescape


@pytest.mark.parametrize("word", ["\\143", "\\0143", "\\x63"])
def test_a_word_for_percent_b_takes_octal_with_and_without_a_leading_zero(word: str) -> None:
    text, hidden = unescape(literal(word), octal_may_have_zero=True)
    assert (text.known, hidden) == ("c", True)
