"""Clients of stores with a query language other than SQL: words that remove a whole store, table or tree."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.database import is_local_address
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_CYPHER = ("detach delete", "drop database", "drop constraint", "drop index", "apoc.periodic.iterate")
_ZOOKEEPER = ("deleteall ", "rmr ", "delete ")
_REMOVES: Mapping[str, tuple[str, ...]] = {
    "cypher-shell": _CYPHER,
    "neo4j-shell": _CYPHER,
    "hbase": ("drop ", "drop_all", "disable_all", "truncate", "deleteall", "drop_namespace"),
    "arangosh": ("._drop(", "_dropdatabase(", ".truncate(", "._drop ("),
    "surreal": ("remove table", "remove database", "remove namespace"),
    "gremlin.sh": (".drop()",),
    "zkCli.sh": _ZOOKEEPER,
    "zkCli": _ZOOKEEPER,
    "zookeeper-shell": _ZOOKEEPER,
    "zookeeper-shell.sh": _ZOOKEEPER,
}


def run(call: Call, arguments: Arguments) -> None:
    """The operands, the statement options and a known standard input are looked at."""
    pieces = [" ".join(texts.pattern(word) for word in arguments.operands)]
    pieces += [texts.pattern(word) for word in arguments.values("javascript.execute-string")]
    if call.stdin.text is not None:
        pieces.append(texts.pattern(call.stdin.text))
    said = " ".join(" ".join(pieces).lower().split()) + " "
    if any(mark in said for mark in _REMOVES[call.program]) and not _is_narrow(call.program, said):
        address = arguments.value("address", "server", "server.endpoint", "endpoint")
        local = address is None or is_local_address(address)
        call.emit(Kind.DB_DESTROY, call.name(call.program), engine=call.program, what="table", local=local)
    else:
        call.emit(Kind.DB_READ, call.name(call.program), engine=call.program)


def _is_narrow(program: str, said: str) -> bool:
    """A Cypher statement that names what it removes by a condition or a property."""
    return (
        program in ("cypher-shell", "neo4j-shell") and " drop " not in f" {said}" and (" where " in said or "{" in said)
    )
