"""Globs: what matches, and that no pattern runs away."""

from __future__ import annotations

import fnmatch
import re
import time
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bailiwick.policy.glob import matches, may_extend


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("main", "main"),
        ("release/*", "release/1.0"),
        ("release/**", "release/1.0/hotfix"),
        ("*.example.com", "a.example.com"),
        ("src/**/*.py", "src/a.py"),
        ("src/**/*.py", "src/a/b/c.py"),
        ("**/secrets/**", "a/b/secrets/c/d"),
        ("**", ""),
        ("*", ""),
        ("a?c", "abc"),
        ("/a/**", "/a/b"),
        ("*a*b", "xaxbxb"),
    ],
)
def test_it_matches(pattern: str, text: str) -> None:
    assert matches(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("main", "mainline"),
        ("release/*", "release/1.0/hotfix"),
        ("release/*", "release"),
        ("a?c", "a/c"),
        ("src/**/*.py", "src/a.txt"),
        ("src/**/*.py", "lib/a.py"),
        ("", "x"),
        ("x", ""),
    ],
)
def test_it_does_not_match(pattern: str, text: str) -> None:
    assert not matches(pattern, text)


def test_a_hostile_text_does_not_make_it_slow() -> None:
    started = time.perf_counter()
    matches("*a*a*a*a*a*a*b", "a" * 4000)
    matches("**a**a**a**a**b", "a" * 4000)
    assert time.perf_counter() - started < 2


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=8))
def test_without_slashes_it_agrees_with_the_shell(pattern: str, text: str) -> None:
    assert matches(pattern, text) == fnmatch.fnmatchcase(text, pattern)


def expression(pattern: str) -> str:
    """The glob as a regular expression; `**/` may stand for nothing at the start of a segment."""
    parts = re.findall(r"\*\*/?|\*|\?|[^*?]+", pattern)
    words = {"**": ".*", "**/": "(?:.*/|(?<![^/]))", "*": "[^/]*", "?": "[^/]"}
    return "".join(words.get(part) or re.escape(part) for part in parts)


@given(st.text("ab/*?", max_size=7), st.text("ab/", max_size=7))
def test_it_agrees_with_a_regular_expression(pattern: str, text: str) -> None:
    assume("***" not in pattern)
    assert matches(pattern, text) == bool(re.fullmatch(expression(pattern), text, re.DOTALL))


@pytest.mark.parametrize(
    ("pattern", "start"),
    [
        ("/p/data/x/**", "/p/"),
        ("/p/data/x/**", "/p/data/x/"),
        ("/p/data/x/**", "/p/data/x/deep/er/"),
        ("/p/**/*.key", "/p/src/"),
        ("/p/**/a.csv", "/p/"),
        ("/p/*/secret", "/p/b/"),
        ("/p/*.pem", "/p/ke"),
        ("**", "/anything"),
    ],
)
def test_a_start_that_can_go_on_to_match(pattern: str, start: str) -> None:
    assert may_extend(pattern, start)


@pytest.mark.parametrize(
    ("pattern", "start"),
    [("/p/data/x/**", "/p/src/"), ("/p/data/x", "/p/data/x/"), ("/p/*/secret", "/p/b/c/"), ("/p/*.pem", "/p/keys/")],
)
def test_a_start_that_cannot(pattern: str, start: str) -> None:
    assert not may_extend(pattern, start)


@given(st.text("a/*?", max_size=8), st.text("ab/", max_size=8), st.integers(0, 8))
def test_every_beginning_of_a_match_can_go_on_to_match(pattern: str, text: str, cut: int) -> None:
    if matches(pattern, text):
        assert may_extend(pattern, text[:cut])


@given(st.text("a/*?", max_size=5), st.text("a/", max_size=3))
def test_what_can_go_on_does(pattern: str, start: str) -> None:
    endings = ("".join(end) for size in range(6) for end in product("a/", repeat=size))
    assert may_extend(pattern, start) == any(matches(pattern, start + end) for end in endings)
