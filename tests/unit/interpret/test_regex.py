"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from bailiwick.interpret.regex import regex


@pytest.mark.parametrize("method", ["match", "fullmatch", "search", "finditer", "split"])
def test_a_pattern_finds_what_the_compiled_one_finds(method: str) -> None:
    lazy, compiled = regex("b+"), re.compile("b+")
    for text in ("bb", "abba", "", "aa"):
        for _ in range(2):
            found, expected = getattr(lazy, method)(text), getattr(compiled, method)(text)
            assert str(found).split(" at 0x")[0] == str(expected).split(" at 0x")[0]


def test_other_attributes_are_those_of_the_compiled_pattern() -> None:
    assert regex("(?P<name>b)").groupindex == {"name": 1}


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.match("")
