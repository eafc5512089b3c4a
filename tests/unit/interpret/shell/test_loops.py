"""Loops run as often as is known, and end."""

from __future__ import annotations

import pytest

from bailiwick.model.errors import BoundError


def shown(shell, text: str) -> list[str]:  # type: ignore[no-untyped-def]  # fixture of conftest
    return [" ".join(word.shown() for word in argv[1:]) for argv in shell.invocations(text)]


def test_each_word_is_one_round(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert shown(shell, "for x in a b c; do show $x; done") == ["a", "b", "c"]


def test_a_counter_is_counted(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert shown(shell, "i=0; while [ $i -lt 4 ]; do show $((i++)); done") == ["0", "1", "2", "3"]


def test_lines_of_known_input_are_read_one_by_one(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert shown(shell, "printf 'a\\nb\\n' | while read -r l; do show $l; done") == ["a", "b"]


def test_a_long_list_keeps_what_its_words_have_in_common(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    found = shown(shell, "for x in dir/{1..500}; do show $x; done")
    assert len(found) < 100
    assert found[-1].startswith("dir/")
    assert "<" in found[-1]


@pytest.mark.parametrize(
    "text",
    [
        "while true; do show x; done",
        "until false; do show x; done",
        "for ((;;)); do show x; done",
        "while read -r x; do show $x; done",
        "while one; do show x; done",
        "i=0; while true; do i=$((i+1)); show $i; done",
        "x=a; while true; do x=$x$x; show $x; done",
        "f() { one; while true; do f; done; }; f",
        "while true; do while true; do while true; do show x; done; done; done",
        "select x in a b; do show $x; done",
        "for a in {1..99}; do for b in {1..99}; do for c in {1..99}; do show x; done; done; done",
    ],
)
def test_every_loop_ends(text: str, shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    try:
        assert shell.invocations(text)
    except BoundError:
        pytest.fail("a plain loop must not exceed a bound")


def test_what_a_loop_builds_beyond_the_bound_is_unknown(shell, flags) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert "opaque" in flags("c=; i=0; while [ $i -lt 5000 ]; do c=${c}x; i=$((i+1)); done; $c -rf /")
