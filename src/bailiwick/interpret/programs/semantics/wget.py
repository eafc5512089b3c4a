"""wget: fetches into files; `--post-file` and `--body-file` send one (wget(1))."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label, Text, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import label_of
from bailiwick.interpret.programs.semantics.curl import remote_name
from bailiwick.interpret.web_requests import takes_away
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_CREDENTIALS = ("header", "user", "password", "http-user", "http-password", "user-agent", "referer")


def run(call: Call, arguments: Arguments) -> None:
    """Everything it fetches lands in a file unless `-O -`."""
    labels, sends = NO_LABELS, False
    for value in arguments.values("post-file", "body-file"):
        labels |= call.stdin.labels if value.known == "-" else label_of(call.read(value))
        sends = True
    for value in arguments.values("post-data", "body-data"):
        labels |= value.labels
        sends = True
    for value in arguments.values(*_CREDENTIALS):
        labels |= value.labels
    document = arguments.value("output-document")
    prints = document is not None and document.known in ("-", "/dev/stdout")
    discards = arguments.has("spider") or (document is not None and document.known == "/dev/null")
    urls = (*arguments.operands, *_listed(call, arguments))
    method = arguments.known("method") or ("POST" if sends else "")
    said = " ".join(texts.pattern(value) for value in arguments.values("post-data", "body-data"))
    for url in urls:
        resource = call.network(
            Kind.NET_SEND if sends else Kind.NET_FETCH,
            url,
            data=Data(literal(""), labels),
            method=method.upper(),
            to_file=not prints and not discards,
        )
        if takes_away(method, url, said):
            call.emit(Kind.INFRA_DESTROY, resource, system="http", what="api")
        if not prints and not discards:
            _write(call, arguments, url, document)
    for setting in arguments.values("execute"):
        if "proxy" in setting.prefix:
            call.network(Kind.NET_FETCH, literal(setting.shown().rpartition("=")[2].strip()))
    call.stdout = Data(None, frozenset({Label.NETWORK})) if prints else Data(Text())


def _write(call: Call, arguments: Arguments, url: Text, document: Text | None) -> None:
    directory = arguments.value("directory-prefix")
    target = document if document is not None else remote_name(url)
    if document is None and directory is not None:
        target = join(directory, literal("/"), target)
    call.write(
        target,
        data=Data(None, frozenset({Label.NETWORK})),
        truncates=document is not None,
        download=True,
        recursive=arguments.has("recursive", "mirror"),
    )


def _listed(call: Call, arguments: Arguments) -> list[Text]:
    """The URLs of `-i FILE`."""
    found: list[Text] = []
    for file in arguments.values("input-file"):
        if "://" in file.prefix:
            found.append(file)
            continue
        text: str | None
        if file.known == "-":
            text = call.stdin.text.known if call.stdin.text is not None else None
        else:
            resource = call.read(file)
            fact = call.inquiry.ask(TextQuery(resource.value, bounds.SCRIPT_BYTES)) if file.known else None
            text = fact.text if fact is not None else None
        found.extend(literal(line.strip()) for line in (text or "").splitlines() if line.strip())
    return found
