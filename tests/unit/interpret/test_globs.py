"""Glob patterns of search tools."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.interpret.effects import Hole
from bailiwick.interpret.globs import aims_at_secrets, alternatives, as_text
from bailiwick.model import bounds


@pytest.mark.parametrize("pattern", ["*.{ts,tsx}", "{a,b}{c,d}", "x{a,{b,c}}y", "{a,}z", "plain", "{single}", "a}b{c"])
def test_braces_are_written_out_as_bash_does(pattern: str) -> None:
    theirs = subprocess.run(
        ["bash", "--norc", "-c", f"set -f; printf '%s\\n' {pattern}"], capture_output=True, text=True, check=True
    ).stdout.split("\n")[:-1]
    assert list(alternatives(pattern)) == sorted(theirs)


def test_too_many_alternatives_stay_one_pattern() -> None:
    pattern = "{a,b}" * 20
    assert alternatives(pattern) == (pattern,)
    assert len(alternatives("x" * 1_000_000 + "{" + "a," * 1000 + "b}")) == 1
    assert len(alternatives("{a,b}" * 5)) <= bounds.GLOB_ALTERNATIVES


@given(st.text(alphabet="a{},*", max_size=20))
def test_any_pattern_has_alternatives(pattern: str) -> None:
    assert 1 <= len(alternatives(pattern)) <= bounds.GLOB_ALTERNATIVES


def test_the_known_ends_of_a_pattern_are_kept() -> None:
    assert as_text("src/**/*.ts").parts == ("src/", Hole("**/*"), ".ts")
    assert as_text("plain.txt").parts == ("plain.txt",)
    assert as_text("").parts == ()


@pytest.mark.parametrize("pattern", [".env", ".e*", ".en?", "[.]env", "*.pem", "id_*", "*.key", "**/.netrc", ".ENV"])
def test_patterns_for_credentials_aim_at_them(pattern: str) -> None:
    assert aims_at_secrets(pattern)


@pytest.mark.parametrize("pattern", ["*", "**", "*.*", "*.json", "*.ts", ".*", "**/*.yaml", "src/**", "*env*.ts", "?*"])
def test_patterns_for_files_in_general_do_not(pattern: str) -> None:
    assert not aims_at_secrets(pattern)
