"""SQL by a real grammar, compared with a real engine: what statements do to the tables of a scratch database."""

from __future__ import annotations

import sqlite3

import pytest

from bailiwick.interpret.code.emit import Emitter
from bailiwick.interpret.code.sql import interpret_sql
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.operation import Kind, Operation
from bailiwick.model.request import Place


def operations(code: str, engine: str = "sqlite3") -> tuple[Operation, ...]:
    emitter = Emitter("sql", cwd="/p", place=Place(project="/p", home="/h"), inquiry=Inquiry({}))
    interpret_sql(code, emitter, {"engine": engine})
    return emitter.effects().operations


def losing(code: str, engine: str = "sqlite3") -> set[str]:
    """Tables that are destroyed or emptied without a condition, by our reading."""
    return {
        operation.resource.value
        for operation in operations(code, engine)
        if operation.resource is not None
        and (operation.kind is Kind.DB_DESTROY or operation.attributes.get("no_where"))
    }


def really_losing(code: str) -> set[str]:
    """Tables that are gone, empty or changed in every row after sqlite ran the statements."""
    with sqlite3.connect(":memory:", isolation_level=None) as connection:
        connection.executescript(
            "CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT); CREATE TABLE b (id INTEGER PRIMARY KEY, v TEXT);"
            "INSERT INTO a VALUES (1, 'x'), (2, 'y'); INSERT INTO b VALUES (1, 'x'), (2, 'z');"
        )
        connection.executescript(code)
        lost = set()
        for table in ("a", "b"):
            try:
                rows = connection.execute(f"SELECT v FROM {table}").fetchall()
            except sqlite3.OperationalError:
                lost.add(table)
                continue
            if not [value for (value,) in rows if value in ("x", "y", "z")]:
                lost.add(table)
    connection.close()
    return lost


STATEMENTS = (
    "DELETE FROM a",
    "delete from a where 1=1",
    "DELETE FROM a WHERE id = id",
    "DELETE FROM a WHERE true",
    "DELETE FROM a WHERE id = 1 OR 1 = 1",
    "DELETE FROM a WHERE id = 1",
    "DELETE FROM a WHERE id IN (SELECT id FROM b WHERE v = 'z')",
    "DELETE FROM a -- WHERE id = 1",
    "DELETE FROM a /* WHERE id = 1 */",
    "UPDATE a SET v = (SELECT 'gone' FROM b WHERE id = 1)",
    "UPDATE a SET v = 'gone' WHERE v = 'x'",
    "UPDATE a SET v = 'gone'; UPDATE b SET v = 'w' WHERE id = 2",
    "DROP TABLE a",
    "DROP TABLE IF EXISTS a; DROP TABLE IF EXISTS c",
    "drop/**/table/**/b",
    "SELECT 'DROP TABLE a'",
    "INSERT INTO a VALUES (3, 'DELETE FROM a')",
    "WITH old AS (SELECT id FROM b) DELETE FROM a",
    "WITH old AS (SELECT id FROM b WHERE v = 'x') DELETE FROM a WHERE id IN (SELECT id FROM old)",
    "BEGIN; DELETE FROM b; COMMIT",
    "CREATE TABLE c AS SELECT * FROM a",
    "ALTER TABLE a ADD COLUMN w TEXT",
    'DELETE FROM "a"',
    "DELETE FROM [b]",
    "DELETE FROM main.a",
    "DROP TABLE main.b",
    "SELECT * FROM a; -- DROP TABLE a\nSELECT 1",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_what_a_statement_destroys_is_what_the_engine_lost(statement: str) -> None:
    claimed = {name.rpartition(".")[2] for name in losing(statement)} & {"a", "b"}
    assert claimed == really_losing(statement)


@pytest.mark.parametrize(
    ("engine", "statement", "tables"),
    [
        ("psql", "WITH gone AS (DELETE FROM users RETURNING *) SELECT count(*) FROM gone", {"users"}),
        ("psql", "TRUNCATE users, orders CASCADE", {"users, orders"}),
        ("psql", "DO $$ BEGIN DROP TABLE users; END $$", {"users"}),
        ("psql", "DO $body$ BEGIN IF true THEN EXECUTE 'DROP TABLE users'; END IF; END $body$", {"users"}),
        ("psql", "EXPLAIN ANALYZE DELETE FROM users", {"users"}),
        ("mysql", "/*!50000 DROP TABLE users */", {"users"}),
        ("mysql", "PREPARE s FROM 'DROP TABLE users'; EXECUTE s", {"users"}),
        ("mysql", "UPDATE a JOIN b ON a.id = b.id SET a.v = 1", {"a"}),
        ("sqlcmd", "EXEC('DROP TABLE users')", {"users"}),
        ("sqlcmd", "EXEC sp_executesql N'TRUNCATE TABLE users'", {"users"}),
        ("snowsql", "CREATE OR REPLACE TABLE users (id INT)", {"users"}),
        ("spark-sql", "INSERT OVERWRITE TABLE users SELECT * FROM other", {"users"}),
        ("psql", "DROP SCHEMA public CASCADE", {"public"}),
        ("psql", "/*!50000 DROP TABLE users */ SELECT 1", set()),
        ("psql", "DROP INDEX users_name", set()),
        ("mysql", "EXPLAIN DELETE FROM users", set()),
        ("psql", "UPDATE users SET a = 1 WHERE id = 3", set()),
        ("psql", "SELECT 'it''s; DROP TABLE users'", set()),
    ],
)
def test_engines_are_read_in_their_own_dialect(engine: str, statement: str, tables: set[str]) -> None:
    assert losing(statement, engine) == tables


def test_what_the_grammar_does_not_know_is_read_by_its_words() -> None:
    assert losing("DROP TABLE users UNLESS FROZEN WITH GREAT !!! CARE") == {"users"}


def test_dropping_a_column_is_a_migration() -> None:
    (found,) = operations("ALTER TABLE users DROP COLUMN name", "psql")
    assert found.kind is Kind.DB_WRITE
    assert found.attributes["migration"] is True


def test_reading_loads_no_grammar() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from bailiwick.interpret.code.sql import interpret_sql;"
        "from bailiwick.interpret.code.emit import Emitter; from bailiwick.interpret.inquiry import Inquiry;"
        "from bailiwick.model.request import Place;"
        "interpret_sql('SELECT * FROM a', Emitter('sql', cwd='/p', place=Place(project='/p', home='/h'), inquiry=Inquiry({})));"
        "sys.exit('sqlglot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 0
