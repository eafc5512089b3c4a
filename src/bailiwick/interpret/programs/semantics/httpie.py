"""httpie, xh: METHOD URL ITEM..., where an item with `@`, `:=@` or `=@` names a file (httpie docs, "request items")."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label, Text, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import label_of
from bailiwick.interpret.web_requests import takes_away
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})


def run(call: Call, arguments: Arguments) -> None:
    """The first operand is a method only when it is one."""
    words = list(arguments.operands)
    method = ""
    if words and (words[0].known or "").upper() in _METHODS:
        method = (words.pop(0).known or "").upper()
    if not words:
        return
    url, items = words[0], words[1:]
    if url.prefix.startswith(":"):
        url = join(literal("http://localhost"), url)  # httpie docs, "URL shortcuts for localhost"
    labels, sends = _items(call, items)
    raw = arguments.value("raw")
    if raw is not None:
        labels |= raw.labels
        sends = True
    piped = call.stdin.text is None or bool(call.stdin.text.parts)
    if piped and call.stdin.labels:
        labels |= call.stdin.labels
        sends = True
    method = method or ("POST" if sends else "GET")
    to_file = arguments.has("download", "output")
    kind = Kind.NET_SEND if sends or method in ("POST", "PUT", "PATCH") else Kind.NET_FETCH
    resource = call.network(kind, url, data=Data(literal(""), labels), method=method, to_file=to_file)
    if takes_away(method, url, " ".join(texts.pattern(item) for item in items)):
        call.emit(Kind.INFRA_DESTROY, resource, system="http", what="api")
    for file in arguments.values("output"):
        call.write(file, data=Data(None, frozenset({Label.NETWORK})), truncates=True, download=True)
    call.stdout = Data(None, frozenset({Label.NETWORK}))


def _items(call: Call, items: list[Text]) -> tuple[frozenset[Label], bool]:
    labels, sends = NO_LABELS, False
    for item in items:
        labels |= item.labels
        head = item.prefix
        for mark in (":=@", "=@", "@"):
            if mark in head:
                file = texts.partition(item, mark)[1]
                if file is not None:
                    labels |= label_of(call.read(texts.partition(file, ";")[0]))
                    sends = True
                break
        else:
            sends = sends or ("=" in head and "==" not in head)
    return labels, sends
