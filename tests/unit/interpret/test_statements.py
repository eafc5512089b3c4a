"""Which texts are SQL."""

from __future__ import annotations

import pytest

from bailiwick.interpret.statements import is_sql


@pytest.mark.parametrize(
    "text",
    [
        "DROP TABLE users",
        "COMMIT; DROP SCHEMA public CASCADE; --",
        "-- note\nDELETE FROM users",
        "/* a */ /* b */ TRUNCATE t",
        "start transaction; drop database prod",
        "drop/**/table users",
        "  (SELECT 1)",
    ],
)
def test_a_statement_asked_for_by_a_database_is_sql(text: str) -> None:
    assert is_sql(text, asked=True, database=True, searching=False)


@pytest.mark.parametrize(
    "text",
    [
        "drop table users",
        "delete from users",
        "update t set a = 1",
        "select 1; drop table t",
        "drop/* */table/**/users",
    ],
)
def test_a_statement_is_sql_wherever_it_is_asked_for(text: str) -> None:
    assert is_sql(text, asked=True, database=False, searching=False)
    assert not is_sql(text, asked=False, database=False, searching=False)


@pytest.mark.parametrize(
    "text",
    ["delete the old rows", "drop me a line", "update the README", "start the job again", "", "how to drop a table"],
)
def test_plain_language_is_no_sql(text: str) -> None:
    assert not is_sql(text, asked=True, database=False, searching=False)
    assert not is_sql(text, asked=False, database=True, searching=False)


def test_words_that_a_tool_looks_for_are_no_sql() -> None:
    assert not is_sql("drop table if exists postgres", asked=True, database=False, searching=True)
