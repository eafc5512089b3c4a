"""SQL clients: where the server is, and the statements they are given as options, files, operands or input."""

from __future__ import annotations

from bailiwick.interpret.effects import Label, RunCode, literal, unknown
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import carried
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_LOCAL_HOSTS = frozenset({"", "localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0", "host.docker.internal"})  # noqa: S104
_FILE_BASED = frozenset({"sqlite3", "litecli", "duckdb"})
_STATEMENT_OPTIONS = ("command", "execute", "query", "q", "Q", "cmd", "c")
_FILE_OPTIONS = ("file", "f", "i", "queries-file")


def run(call: Call, arguments: Arguments) -> None:
    """Each statement text becomes SQL code; its operations carry the engine and whether the server is local."""
    local = _is_local(call, arguments)
    attributes: dict[str, str | bool] = {"engine": call.program}
    if local:
        attributes["local"] = True
    statements = list(arguments.values(*_STATEMENT_OPTIONS))
    operands = arguments.operands
    if call.program in _FILE_BASED:
        if operands:
            call.path(operands[0])
        statements += list(operands[1:])
    for name in arguments.values(*_FILE_OPTIONS):
        statements += _content(call, call.read(name).value)
    if call.program in _FILE_BASED:
        for word in tuple(statements):
            command, _, path = (word.known or "").partition(" ")
            statements += _content(call, call.path(literal(path.strip())).value) if command == ".read" else ()
    if not statements and call.stdin.text is not None and call.stdin.text.parts:
        statements.append(call.stdin.text)
    elif not statements and Label.NETWORK in call.stdin.labels:
        statements.append(unknown("standard input", call.stdin.labels))
    elif not statements and call.stdin.origin:
        statements += _content(call, call.stdin.origin)
    _unseen(call, statements, local=local)
    for statement in statements:
        if not local:
            _sent(call, statement)
        call.launch(RunCode("sql", statement, via=call.program, attributes=attributes))


def _unseen(call: Call, statements: list[Text], *, local: bool) -> None:
    """Statements that another program makes while it runs, for a server elsewhere."""
    if not statements and not local and call.stdin.text is None:
        call.emit(Kind.DB_WRITE, call.name(call.program), engine=call.program, migration=True)


def _sent(call: Call, statement: Text) -> None:
    """What a statement takes to a server elsewhere."""
    labels = (statement.labels | call.labels) & {Label.FILE, Label.SECRET, Label.ENVIRONMENT}
    if _loads(statement) or _takes_input(call, statement):
        call.emit(Kind.NET_SEND, call.name(call.program), carries="file")
    elif labels and not _reads_only_the_script(statement, call):
        call.emit(Kind.NET_SEND, call.name(call.program), carries=carried(labels, None))


def _loads(statement: Text) -> bool:
    """Statements by which the client sends a file of this machine to the server."""
    shown = texts.pattern(statement).lower()
    copied = "\\copy" in shown and " from " in shown and " from stdin" not in shown
    return copied or "local infile" in shown or shown.lstrip().startswith("put file:")


def _takes_input(call: Call, statement: Text) -> bool:
    """True when rows for the statement come from a file by standard input: `COPY FROM STDIN`."""
    shown = texts.pattern(statement).lower()
    return Label.FILE in call.stdin.labels and ("from stdin" in shown or ("insert" in shown and " format " in shown))


def _reads_only_the_script(statement: Text, call: Call) -> bool:
    """True when the only file is the one that holds the statement, whose content is for the server anyway."""
    return Label.SECRET not in call.labels and not statement.labels and "\\copy" not in statement.prefix


def _content(call: Call, path: str) -> list[Text]:
    """The statements of a file, when it can be read."""
    fact = call.inquiry.ask(TextQuery(path, bounds.SCRIPT_BYTES)) if path.startswith("/") else None
    return [] if fact is None or fact.text is None else [literal(fact.text)]


_HOSTED = frozenset({"snowsql", "snow", "bq-sql", "bendsql"})
"""Clients of warehouses that run nowhere else than at their vendor's."""


def _is_local(call: Call, arguments: Arguments) -> bool:
    if call.program in _FILE_BASED:
        return True
    if arguments.has("remote") or call.program in _HOSTED:
        return False
    host = arguments.value("host", "h", "server")
    if host is not None:
        known = host.known
        return known is not None and (known.lower() in _LOCAL_HOSTS or known.startswith("/"))
    for word in (*arguments.operands, *arguments.values("dbname", "database")):
        place = _connection_host(word)
        if place is not None:
            return place in _LOCAL_HOSTS
    return "PGHOST" not in call.invocation.environment and "MYSQL_HOST" not in call.invocation.environment


def is_local_address(word: Text) -> bool:
    """True for a connection URL, host or database name that stays on this machine as far as it tells."""
    host = _connection_host(word)
    if host is None:
        host = texts.pattern(word).lower()
        if "." not in host or host.endswith((".db", ".sqlite", ".sqlite3", ".local")) or "/" in host:
            return True
    return host in _LOCAL_HOSTS


def _connection_host(word: Text) -> str | None:
    """The host in a connection URL or `host=...` string; None when the word is neither."""
    text = texts.pattern(word)
    if "://" in text:
        authority = text.partition("://")[2].partition("/")[0].partition("?")[0].rpartition("@")[2]
        return authority if authority.startswith("[") else authority.partition(":")[0].lower()
    for piece in text.split():
        if piece.startswith("host="):
            return piece.removeprefix("host=").lower()
    return "*" if text == "*" else None
