"""Which texts are SQL: by their first words, more or fewer of them."""

from __future__ import annotations

from bailiwick.model import bounds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

SQL_STARTS = frozenset(
    (
        "select", "insert", "update", "delete", "drop", "truncate", "alter", "create", "with", "merge", "replace",
        "grant", "revoke", "explain", "call", "exec", "vacuum", "begin", "set", "copy", "rename", "use", "show",
        "describe", "flushall", "flushdb",
    )
)  # fmt: skip
_SQL_IN_DATABASES = SQL_STARTS | frozenset(
    (
        "commit", "rollback", "end", "start", "savepoint", "do", "prepare", "execute", "pragma", "attach", "reindex",
        "optimize", "purge", "lock", "comment", "refresh", "declare", "if", "while",
    )
)  # fmt: skip
"""First words of statements that are too common in plain language to count where no database is spoken to."""
_SECOND_WORDS: Mapping[str, frozenset[str]] = {
    "delete": frozenset(("from",)),
    "drop": frozenset(("table", "database", "schema", "view", "index", "user", "role", "keyspace", "materialized",
                       "function", "trigger", "type", "sequence", "extension", "if", "owned", "policy", "column")),
    "update": frozenset(),
    "merge": frozenset(("into",)),
    "insert": frozenset(("into", "or", "ignore", "overwrite")),
    "replace": frozenset(("into",)),
}  # fmt: skip
"""What follows the first word of a statement, where that is also a word of plain language; empty = ` set ` later on."""


def is_sql(value: str, *, asked: bool, database: bool, searching: bool) -> bool:
    """A statement in the text begins as SQL does: by its first word where SQL is expected, or else by more.

    Args:
        value: the text.
        asked: the field is one for statements.
        database: the tool is one of a database.
        searching: the tool looks for words.
    """
    if not (asked or database):
        return False
    pieces = value.split(";", bounds.SQL_STATEMENTS)
    if asked and searching:
        return False
    if asked and database:
        return any(first_word(piece) in _SQL_IN_DATABASES for piece in pieces)
    return any(_is_statement(piece) for piece in pieces)


def first_word(text: str) -> str:
    """The first word, lower case, behind comments and parentheses; empty when there is none."""
    head = text.lstrip("( \t\n;")
    while head.startswith(("--", "/*")):
        head = head.partition("\n" if head.startswith("--") else "*/")[2].lstrip("( \t\n;")
    words = head[:16].lower().replace("/*", " ").split(None, 1)
    return words[0].rstrip("(;") if words else ""


def _is_statement(value: str) -> bool:
    """The text begins as SQL does and as plain language hardly does."""
    first = first_word(value)
    following = _SECOND_WORDS.get(first)
    if following is None:
        return first in SQL_STARTS
    words = _uncommented(value).lower().split(None, 2)
    return (len(words) > 1 and words[1] in following) or (not following and " set " in f" {' '.join(words[2:])} ")


def _uncommented(text: str) -> str:
    """`drop/**/table` with a space for each comment, as databases read it."""
    pieces = text.split("/*", bounds.SQL_STATEMENTS)
    return " ".join((pieces[0], *(piece.partition("*/")[2] for piece in pieces[1:])))
