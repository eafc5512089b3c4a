"""Globs: what matches, and that no pattern runs away."""

from __future__ import annotations

import fnmatch
import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bailiwick.policy.glob import matches


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
