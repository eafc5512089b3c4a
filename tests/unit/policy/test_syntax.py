"""Strict YAML: every form that could be read two ways is refused, with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.policy.syntax import Node, load


def plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [plain(value) for value in node.value]
    return node.value


def read(text: str) -> object:
    node, problems = load(text, "file")
    assert not problems
    assert node is not None
    return plain(node)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("on", "on"),
        ("No", "No"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("1:30", "1:30"),
        ("0x10", "0x10"),
        ("010", 10),
        ("'12'", "12"),
        ('"true"', "true"),
        ("2026-01-01", "2026-01-01"),
        ("1_000", "1_000"),
        ("|\n  a\n  b\n", "a\nb\n"),
    ],
)
def test_scalars_are_those_of_the_core_schema(text: str, value: object) -> None:
    assert read(f"key: {text}") == {"key": value}


def test_an_empty_value_is_nothing() -> None:
    assert read("key:") == {"key": None}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "given twice"),
        ("a: &x 1\nb: 2\n", 1, 4, "anchors"),
        ("a: 1\nb: *x\n", 2, 4, "aliases"),
        ("a: !!python/object:os.system x\n", 1, 4, "tags"),
        ("a: !custom x\n", 1, 4, "tags"),
        ("a: 1\n---\nb: 2\n", 2, 1, "second"),
        ("? [1, 2]\n: x\n", 1, 3, "plain key"),
        ("a: [1, 2\nb: 3\n", 2, 2, "not well-formed"),
        ("a: 'open\n", 2, 1, "not well-formed"),
        ("\ta: 1\n", 1, 1, "not well-formed"),
        ("", 1, 1, "empty"),
        ("# nothing\n", 1, 1, "empty"),
        ("a: \x00b\n", 1, 4, "not well-formed"),
        ("a: " + "[" * 40 + "]" * 40, 1, 19, "levels of nesting"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(text: str, line: int, column: int, words: str) -> None:
    node, problems = load(text, "file")
    assert node is None
    assert (problems[0].line, problems[0].column) == (line, column)
    assert words in problems[0].message
    assert str(problems[0]).startswith(f"file:{line}:{column}: ")


def test_a_merge_key_is_an_ordinary_key_and_never_merges() -> None:
    assert read("base: {a: 1}\nother:\n  '<<': {b: 2}\n") == {"base": {"a": 1}, "other": {"<<": {"b": 2}}}


def test_all_problems_are_collected() -> None:
    _, problems = load("a: 1\na: 2\nb: &x 3\nb: 4\n", "file")
    assert len(problems) == 3


def test_a_huge_file_is_refused_unread() -> None:
    node, problems = load("a: " + "x" * (2 * 1024 * 1024), "file")
    assert node is None
    assert "bytes" in problems[0].message


def test_deep_nesting_ends_before_it_costs_anything() -> None:
    node, problems = load("[" * 400_000, "file")
    assert node is None
    assert problems


@given(st.text(max_size=200))
def test_no_text_ever_raises(text: str) -> None:
    node, problems = load(text, "file")
    assert (node is None) == bool(problems)
