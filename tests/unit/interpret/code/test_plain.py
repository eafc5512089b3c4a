"""Languages that nobody here reads: only code that computes and prints passes."""

from __future__ import annotations

import pytest

from bailiwick.interpret.code.plain import PLAIN_CHARACTERS, is_plain, paths_read


@pytest.mark.parametrize(
    "code",
    [
        "println(1 + 1)",
        'print("hello, anybody out there")',
        "sum [1..10]",
        "(displayln 42)",
        "using Pkg; Pkg.test()",
        "puts [expr 1+1]",
        "(print (reduce + (map sqrt (list 1 2 3))))",
    ],
)
def test_code_that_computes_and_prints_is_plain(code: str) -> None:
    assert is_plain(code)


@pytest.mark.parametrize(
    "code",
    [
        "run(`id`)",
        'system("id")',
        "puts [exec id]",
        'print("$(open(name))")',
        '"id".execute()',
        ":!id",
        "'a' system '\"' x",
        '(display #\\")(system "id")(display #\\")',
        'print(open("notes"))',
        "print " * PLAIN_CHARACTERS,
    ],
)
def test_any_other_word_is_not(code: str) -> None:
    assert not is_plain(code)


def test_words_in_strings_count_when_the_end_of_a_string_is_in_doubt() -> None:
    assert is_plain('print("anything goes")')
    assert not is_plain("print(\"anything goes\", 'x')")


def test_the_strings_of_code_that_reads_are_paths() -> None:
    assert not is_plain("println(readlines(chosen)[1])")
    assert is_plain('println(readlines("notes.txt")[1])')
    assert paths_read('println(readlines("notes.txt")[1])') == ("notes.txt",)
    assert paths_read('println("notes.txt")') == ()


def test_a_bracket_in_a_string_may_be_a_command() -> None:
    assert not is_plain('puts "[exec id]"')
