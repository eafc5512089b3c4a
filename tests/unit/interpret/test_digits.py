"""Numbers in foreign text: those of ASCII digits and of sensible length, and nothing else."""

from __future__ import annotations

import pytest

from bailiwick.interpret.digits import whole_number
from bailiwick.model import bounds


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("9" * bounds.NUMBER_DIGITS, 10**18 - 1)])
def test_ascii_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", [None, "", "-1", "+1", "1 ", "0x1", "\u00b2", "\u0663", "9" * 5000])
def test_anything_else_is_none(text: str | None) -> None:
    assert whole_number(text) is None
