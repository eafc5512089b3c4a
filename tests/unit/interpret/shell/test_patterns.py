"""Shell patterns, compared with bash itself, and their cost."""

from __future__ import annotations

import subprocess
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.interpret.shell.patterns import Pattern, escape, has_pattern, unescaped

CASES = [
    ("abc", "abc"), ("abc", "a*"), ("abc", "*c"), ("abc", "a?c"), ("abc", "[a-c]bc"), ("abc", "[!x]bc"), ("abc", "[^a]bc"),
    ("a*c", "a\\*c"), ("abc", "a\\*c"), ("]", "[]]"), ("a-b", "a[-x]b"), ("5", "[[:digit:]]"), ("x", "[[:digit:]]"), ("", "*"),
    ("", "?"), ("ab", "@(ab|cd)"), ("abab", "+(ab)"), ("", "*(ab)"), ("ab", "?(ab)"), ("x", "!(y)"), ("y", "!(y)"), ("ac", "a!(b)c"),
    ("[", "["), ("[a", "[a"), ("a/b", "*"), ("aXb", "a[[:upper:]]b"), ("a b", "a b"), ("a.b", "*.@(a|b|c)"), ("foo.tar.gz", "*.tar.*"),
]  # fmt: skip


def bash_matches(text: str, pattern: str) -> bool:
    script = "shopt -s extglob; [[ $1 == $2 ]]"
    return subprocess.run(["bash", "-c", script, "_", text, pattern], check=False).returncode == 0


@pytest.mark.parametrize(("text", "pattern"), CASES)
def test_a_pattern_matches_as_in_bash(text: str, pattern: str) -> None:
    assert Pattern(pattern).matches(text) is bash_matches(text, pattern)


@given(st.text("ab*?[]-!\\", max_size=5), st.text("ab-", max_size=4))
@settings(max_examples=150, deadline=None)
def test_generated_patterns_match_as_in_bash(pattern: str, text: str) -> None:
    if pattern.count("[") or pattern.endswith("\\"):
        return
    assert Pattern(pattern).matches(text) is bash_matches(text, pattern)


@given(st.text(max_size=20))
def test_an_escaped_text_matches_only_itself(text: str) -> None:
    assert Pattern(escape(text)).matches(text)
    assert unescaped(escape(text)) == text
    assert not Pattern(escape(text)).matches(text + "x")


def test_prefixes_and_suffixes_are_all_found() -> None:
    assert Pattern("*/").prefixes("a/b/c") == [2, 4]
    assert Pattern(".*").suffixes("a.b.c") == [1, 3]


def test_a_quoted_star_is_no_pattern() -> None:
    assert has_pattern("a*")
    assert not has_pattern("a\\*")
    assert not has_pattern("a[b")


def test_many_stars_take_no_exponential_time() -> None:
    start = time.perf_counter()
    assert not Pattern("*a" * 30 + "b").matches("a" * 2000)
    assert time.perf_counter() - start < 5
