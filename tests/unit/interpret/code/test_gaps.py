"""Code with small unknown pieces."""

from __future__ import annotations

import pytest

from bailiwick.interpret.code.gaps import PIECE, filled, runs_a_piece
from bailiwick.interpret.effects import Hole, Label, RunShell, RunWords, Text, literal

HOLE = Hole("$X")


def _code(*parts: str | Hole, labels: frozenset[Label] = frozenset()) -> Text:
    return Text(parts, labels)


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("sed", ("s/a/", HOLE, "/")),
        ("sed", (HOLE, ",", HOLE, "p")),
        ("awk", ("NR>", HOLE)),
        ("sql", ("select * from users where id=", HOLE)),
        ("python", ("print('", HOLE, "')")),
        ("javascript", ("console.log(", HOLE, ")")),
    ],
)
def test_a_piece_where_a_value_stands_is_some_value(language: str, parts: tuple[str | Hole, ...]) -> None:
    code = filled(_code(*parts), language)

    assert code is not None
    assert PIECE in code


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("sed", (HOLE,)),
        ("sed", ("/a/", HOLE)),
        ("awk", (HOLE, " {print}")),
        ("sql", ("select 1; ", HOLE)),
        ("python", ("import os; ", HOLE)),
        ("python", ("exec('", HOLE, "')")),
        ("python", ("a='", HOLE, "'; eval(a)")),
        ("python", ("print(1", HOLE, HOLE, ")")),
        ("javascript", ("require('", HOLE, "')")),
        ("ruby", ("`", HOLE, "`")),
    ],
)
def test_a_piece_that_may_be_code_leaves_the_whole_unknown(language: str, parts: tuple[str | Hole, ...]) -> None:
    assert filled(_code(*parts), language) is None


@pytest.mark.parametrize("label", [Label.NETWORK, Label.DECODED])
@pytest.mark.parametrize("language", ["sed", "sql", "python"])
def test_a_piece_from_the_network_or_decoded_is_never_a_value(language: str, label: Label) -> None:
    assert filled(_code("s/a/", HOLE, "/", labels=frozenset({label})), language) is None


def test_a_file_is_a_value_for_text_tools_but_may_be_code_for_programs() -> None:
    text = _code("print('", HOLE, "')", labels=frozenset({Label.FILE}))

    assert filled(text, "python") is None
    assert filled(text, "awk") is not None


def test_a_piece_that_would_run_is_noticed() -> None:
    assert runs_a_piece((RunShell(literal(f"ls {PIECE}"), "system"),))
    assert runs_a_piece((RunWords((literal("sh"), literal(PIECE)), "run"),))
    assert not runs_a_piece((RunShell(literal("ls"), "system"),))
