"""mongosh: JavaScript given by `--eval`, a file or standard input; a database address says where."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, literal
from bailiwick.interpret.programs import texts
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_DESTROYING = (
    ("dropDatabase(", "database"),
    (".drop(", "collection"),
    ("dropCollection(", "collection"),
    ("deleteMany({})", "collection"),
    ("remove({})", "collection"),
)
_WRITING = (
    "insert",
    "update",
    "delete",
    "remove",
    "replace",
    "createIndex",
    "dropIndex",
    "rename",
    "save(",
    "bulkWrite",
    "createCollection",
)


def run(call: Call, arguments: Arguments) -> None:
    """The methods that are called tell what happens."""
    local = _is_local(arguments)
    codes = list(arguments.values("eval"))
    if not codes and call.stdin.text is not None and call.stdin.text.parts:
        codes.append(call.stdin.text)
    for code in codes:
        _code(call, code, local=local)
        call.launch(RunCode("javascript", code, call.program, call.stdin))
    for name in (
        *arguments.values("file"),
        *(word for word in arguments.operands if texts.pattern(word).endswith(".js")),
    ):
        call.read(name)
        fact = call.inquiry.ask(TextQuery(call.path(name).value, bounds.SCRIPT_BYTES)) if name.known else None
        if fact is not None and fact.text is not None:
            _code(call, literal(fact.text), local=local)


def _code(call: Call, code: Text, *, local: bool) -> None:
    text = "".join(texts.pattern(code).split())
    for mark, what in _DESTROYING:
        if mark in text:
            call.emit(Kind.DB_DESTROY, call.name("mongo"), engine="mongo", what=what, local=local)
            return
    kind = Kind.DB_WRITE if any(mark in text for mark in _WRITING) else Kind.DB_READ
    call.emit(kind, call.name("mongo"), engine="mongo", local=local)


def _is_local(arguments: Arguments) -> bool:
    address = next(
        (text for word in arguments.operands if "://" in (text := texts.pattern(word))), arguments.known("host") or ""
    )
    place = address.partition("://")[2] or address
    host = place.partition("/")[0].rpartition("@")[2].partition(":")[0].lower()
    return host in {"", "localhost", "127.0.0.1", "::1"}
