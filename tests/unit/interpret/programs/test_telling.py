"""Verbs of programs that nobody described."""

from __future__ import annotations

import pytest

from bailiwick.interpret.programs.telling import tells


@pytest.mark.parametrize(
    "word",
    ["delete", "stack:destroy", "db-delete", "DeleteInstance", "upload", "purge_all", "dropAll", "db.wipe", "db/reset"],
)
def test_a_verb_that_may_do_harm_tells(word: str) -> None:
    assert tells(word)


@pytest.mark.parametrize(
    "word",
    [
        "deleted",
        "list",
        "undelete-me",
        "DELETEX",
        "dropdown",
        "shared",
        "uploads",
        "delete.sql",
        "src/upload",
        "test/reset",
    ],
)
def test_other_words_do_not(word: str) -> None:
    assert not tells(word)
