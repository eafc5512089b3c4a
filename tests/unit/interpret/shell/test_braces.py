"""Brace expansion as bash does it."""

from __future__ import annotations

import pytest

from bailiwick.interpret.shell.braces import EXPANSIONS, brace_words
from bailiwick.interpret.shell.parser import parse
from bailiwick.interpret.shell.syntax import Literal, Simple, Word


def expanded(text: str) -> list[str]:
    command = parse(text).items[0].command
    assert isinstance(command, Simple)
    word = command.words[0]
    assert isinstance(word, Word)
    return ["".join(part.text for part in item.parts if isinstance(part, Literal)) for item in brace_words(word)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x{a,b}y", ["xay", "xby"]),
        ("{a,b{c,d}}", ["a", "bc", "bd"]),
        ("{a,b}{1,2}", ["a1", "a2", "b1", "b2"]),
        ("{1..4}", ["1", "2", "3", "4"]),
        ("{4..1..2}", ["4", "2"]),
        ("{08..10}", ["08", "09", "10"]),
        ("{-1..1}", ["-1", "0", "1"]),
        ("{a..e..2}", ["a", "c", "e"]),
        ("{c..a}", ["c", "b", "a"]),
        ("{a}", ["{a}"]),
        ("{}", ["{}"]),
        ("{a,", ["{a,"]),
        ("a}b,c{", ["a}b,c{"]),
        ("{,x}", ["", "x"]),
        ("{a..bb}", ["{a..bb}"]),
        ("'{a,b}'{c,d}", ["{a,b}c", "{a,b}d"]),
    ],
)
def test_braces_expand(text: str, words: list[str]) -> None:
    assert expanded(text) == words


def test_a_long_sequence_is_cut_and_keeps_its_end() -> None:
    members = expanded("{1..1000000}")
    assert len(members) == EXPANSIONS
    assert members[-1] == "1000000"


def test_products_stay_within_the_bound() -> None:
    assert len(expanded("{1..100}{1..100}{1..100}")) <= EXPANSIONS
