"""Folding of tokens: several spellings of one thing become one token, and nothing else changes."""

from __future__ import annotations

import pytest

from bailiwick.interpret.code.token_folding import fold
from bailiwick.interpret.code.tokens import LEXICONS, tokenize


def folded(code: str, language: str) -> list[str]:
    return [token.text for token in fold(tokenize(code, LEXICONS[language]))]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("javascript", "process.env.HOME"),
        ("javascript", "process.env['HOME']"),
        ("javascript", "require('os').homedir()"),
        ("ruby", "Dir.home"),
        ("ruby", 'ENV.fetch("HOME")'),
        ("perl", "$ENV{HOME}"),
        ("php", 'getenv("HOME")'),
        ("lua", 'os.getenv("HOME")'),
    ],
)
def test_every_spelling_of_the_home_directory_is_the_home_directory(language: str, code: str) -> None:
    assert folded(code, language) == ["~"]


@pytest.mark.parametrize(("language", "code"), [("javascript", "'a'+'b'"), ("php", '"a"."b"'), ("lua", "'a'..'b'")])
def test_concatenated_literals_are_one_literal(language: str, code: str) -> None:
    assert folded(code, language) == ["ab"]


def test_a_method_named_by_a_string_is_that_method() -> None:
    assert folded("cp['ex'+'ec'](x)", "javascript") == folded("cp.exec(x)", "javascript")
    assert folded('Kernel.send("sys"+"tem", x)', "ruby") == folded("Kernel.system(x)", "ruby")


@pytest.mark.parametrize("code", ["process.env.PATH", "rows['name']", "table['a'] = b(c)", "a.home", "require('x')"])
def test_other_code_stays_as_it_is(code: str) -> None:
    assert folded(code, "javascript") == [token.text for token in tokenize(code, LEXICONS["javascript"])]
