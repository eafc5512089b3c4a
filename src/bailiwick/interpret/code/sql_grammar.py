"""What one SQL statement does, by a real grammar (sqlglot), in the dialect of its engine.

Loaded only for statements in which a word stands that can destroy or change: a tokenizer is enough for the rest, and
speaks where the grammar does not parse.
"""

from __future__ import annotations

from sqlglot import ErrorLevel, exp, parser
from sqlglot import parse as parse_sql
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.simplify import simplify

from bailiwick.model import bounds
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# The parser reports what it cannot parse in its log, which would end on the agent's stderr; we see it in the tree.
parser.logger.disabled = True

DIALECTS: Mapping[str, str] = {
    "psql": "postgres",
    "pgcli": "postgres",
    "cockroach": "postgres",
    "mysql": "mysql",
    "mariadb": "mysql",
    "mycli": "mysql",
    "sqlite3": "sqlite",
    "litecli": "sqlite",
    "duckdb": "duckdb",
    "sqlcmd": "tsql",
    "mssql-cli": "tsql",
    "sqlplus": "oracle",
    "clickhouse": "clickhouse",
    "clickhouse-client": "clickhouse",
    "bq": "bigquery",
    "snowsql": "snowflake",
    "trino": "trino",
    "presto": "presto",
    "hive": "hive",
    "beeline": "hive",
    "spark-sql": "spark",
}
"""Dialect by program; any other engine is read in the parser's common dialect."""

_DESTROYED = {"TABLE": "table", "DATABASE": "database", "SCHEMA": "schema"}
_EMPTYING = (exp.Delete, exp.Update)
_CHANGING = (exp.Insert, exp.Merge, exp.Create, exp.Alter, exp.Drop)


class Act(Value):
    """One thing that a statement does to one table, schema or database."""

    verb: str
    """`destroy`, `write` or `read`."""
    name: str = ""
    what: str = ""
    """`table`, `schema` or `database`, for `destroy`."""
    no_where: bool = False
    """Every row is meant."""
    migration: bool = False
    """The statement changes a table's definition."""


def acts_of(statement: str, engine: str) -> tuple[Act, ...] | None:
    """What `statement` does, in order; None when it does not parse or the grammar keeps it as mere text."""
    if len(statement) > bounds.SQL_CHARS:
        return None
    try:
        trees = parse_sql(statement, dialect=DIALECTS.get(engine), error_level=ErrorLevel.RAISE)
    except (SqlglotError, RecursionError):
        return None
    acts: list[Act] = []
    for tree in trees:
        if tree is None or tree.find(exp.Command) is not None:
            return None
        found = [act for node in tree.walk() if (act := _act(node)) is not None]
        acts.extend(found or [Act("read", _name(tree))])
    return tuple(acts) or None


def _act(node: exp.Expr) -> Act | None:
    if isinstance(node, exp.TruncateTable):
        return Act("destroy", ", ".join(_name(table) for table in node.expressions), "table")
    if isinstance(node, exp.Drop) and node.find_ancestor(exp.Alter) is None:
        what = _DESTROYED.get(str(node.args.get("kind", "")).upper(), "")
        return Act("destroy" if what else "write", _name(node), what)
    if isinstance(node, exp.Create) and node.args.get("replace") and str(node.args.get("kind", "")).upper() == "TABLE":
        return Act("destroy", _name(node), "table")
    if isinstance(node, _EMPTYING):
        return Act("write", _name(node), no_where=_everything(node.args.get("where")))
    if isinstance(node, exp.Insert) and node.args.get("overwrite"):
        return Act("destroy", _name(node), "table")
    if isinstance(node, exp.DropPartition):
        return Act("destroy", _name(node.parent or node), "table")
    if isinstance(node, exp.Alter):
        return Act("write", _name(node), migration=node.find(exp.Drop) is not None)
    return Act("write", _name(node)) if isinstance(node, _CHANGING) and not node.find_ancestor(exp.Alter) else None


def _everything(where: exp.Expr | None) -> bool:
    """No condition, or one that every row meets."""
    if where is None:
        return True
    condition = simplify(where.this.copy())
    if isinstance(condition, exp.Paren):
        condition = condition.this
    if isinstance(condition, exp.EQ) and condition.left == condition.right:
        return True
    if isinstance(condition, exp.Not) and isinstance(condition.this, exp.Is):
        return False
    return condition == exp.true() or (
        isinstance(condition, exp.Literal) and condition.is_number and condition.name.strip("0.") != ""
    )


def _name(node: exp.Expr) -> str:
    table = node if isinstance(node, exp.Table) else node.find(exp.Table)
    return ".".join(part.name for part in table.parts) if table is not None else ""
