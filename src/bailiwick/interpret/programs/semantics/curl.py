"""curl: what is fetched, what is sent, where it is stored (curl(1)).

A value of `-d` or `--json` that begins with `@`, of `-F` with `name=@` or `name=<`, and of `-T` names a file
that leaves.
"""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label, Text, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.arguments import Arguments, read_arguments
from bailiwick.interpret.programs.call import label_of, names_secret
from bailiwick.interpret.programs.semantics.config_lines import config_words
from bailiwick.interpret.programs.semantics.netcat import engine_socket
from bailiwick.interpret.scanning import tells_secret
from bailiwick.interpret.web_requests import takes_away
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.call import Call

_BODIES = ("data", "data-ascii", "data-binary", "json", "data-urlencode", "expand-data")
_TEXTS = ("data-raw", "form-string", "url-query")
_HEADERS = (
    "header",
    "user-agent",
    "referer",
    "cookie",
    "user",
    "oauth2-bearer",
    "proxy-header",
    "mail-from",
    "mail-rcpt",
    "request-target",
)
_PROXIES = ("proxy", "preproxy", "socks4", "socks4a", "socks5", "socks5-hostname")
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
"""What curlie takes in front of the address, as httpie does."""
_NAMED = frozenset({Label.COMMAND})
"""A credential in a body, or a variable named like one: often the peer's own, so a person is asked."""
CONFIGS = 4
"""Most configuration files that include another."""


def run(call: Call, arguments: Arguments) -> None:
    """All URLs get the same body."""
    arguments = _with_configs(call, arguments)
    labels, sends, unknown_body = _body(call, arguments)
    urls = (*arguments.values("url", "expand-url"), *arguments.operands)
    named = ""
    if call.program == "curlie" and urls and (urls[0].known or "").upper() in _METHODS:
        named, urls = (urls[0].known or "").upper(), urls[1:]
    sends = sends or arguments.has("upload-file")
    method = (
        arguments.known("request") or named or ("POST" if sends and not arguments.has("get", "upload-file") else "")
    )
    kind = Kind.NET_SEND if sends or method.upper() in ("POST", "PUT", "PATCH") else Kind.NET_FETCH
    for cookie in arguments.values("cookie"):
        if "=" not in cookie.shown():
            call.read(cookie)
    to_file = _stores(arguments)
    for path in arguments.values("unix-socket", "abstract-unix-socket"):
        engine_socket(call, path)
    # A body read from `-d @-` is whatever comes in; otherwise it is known text.
    data = Data(None if unknown_body else literal(""), labels)
    for url in urls:
        resource = call.network(
            kind, url, data=data, method=method.upper(), to_file=to_file, channel=_socket(arguments)
        )
        if method and takes_away(method, url, _said(arguments)):
            call.emit(Kind.INFRA_DESTROY, resource, system="http", what="api", all=url.suffix.endswith(("/_all", "/*")))
    for url in arguments.values(*_PROXIES):
        call.network(Kind.NET_SEND if sends else Kind.NET_FETCH, url, data=data)
    _written(call, arguments, urls)
    call.stdout = (
        Data(None, frozenset({Label.NETWORK}), urls[0].shown() if urls else "") if not to_file else Data(Text())
    )


def _said(arguments: Arguments) -> str:
    """The body as far as the command line tells it."""
    return " ".join(texts.pattern(value) for value in arguments.values(*_BODIES, *_TEXTS))


def _with_configs(call: Call, arguments: Arguments) -> Arguments:
    """`-K FILE` holds more options, `-K -` reads them from standard input."""
    from bailiwick.interpret.programs.catalogue.network import _CURL

    for _ in range(CONFIGS):
        files = arguments.values("config")
        if not files:
            break
        rest = arguments.replace(given=tuple(item for item in arguments.given if item.key != "config"))
        for file in files:
            words = config_words(call, file)
            more, _ = read_arguments(words, _CURL)
            rest = Arguments(rest.given + more.given, rest.operands + more.operands, rest.uncertain)
        arguments = rest
    return arguments


def _body(call: Call, arguments: Arguments) -> tuple[frozenset[Label], bool, bool]:
    """Labels of what leaves in the body and headers, whether there is a body, and whether it is not known."""
    labels, sends, unknown = _queried(call, arguments), False, False
    for value in arguments.values(*_BODIES):
        sends = True
        _, at, file = _file_part(value)
        if at:
            labels |= _file(call, file)
            unknown = unknown or file.known == "-"
        else:
            labels |= _told(value)
    for value in arguments.values(*_TEXTS):
        sends = sends or not arguments.has("get")
        labels |= _told(value)
    for value in arguments.values("form"):
        sends = True
        name, content = texts.partition(value, "=")
        if content is not None and content.prefix[:1] in ("@", "<"):
            file = texts.partition(texts.drop(content, 1), ";")[0]
            labels |= _file(call, file)
            unknown = unknown or file.known == "-"
        else:
            labels |= name.labels | _told(value)
    for value in arguments.values("upload-file"):
        sends = True
        labels |= _file(call, value)
    for value in arguments.values("variable"):
        _, at, file = _file_part(value)
        labels |= _file(call, file) if at else NO_LABELS
    for value in arguments.values(*_HEADERS):
        labels |= value.labels
        if value.prefix.startswith("@"):
            labels |= _file(call, texts.drop(value, 1))
    for value in arguments.values("cookie"):
        if value.known and "=" not in value.known:
            call.read(value)
    return labels, sends, unknown


def _told(value: Text) -> frozenset[Label]:
    """What a body that stands on the command line carries."""
    return value.labels | (_NAMED if names_secret(value) or tells_secret(value.shown()) else NO_LABELS)


def _queried(call: Call, arguments: Arguments) -> frozenset[Label]:
    """`--url-query name@FILE`: the content of a file becomes part of the address."""
    labels: frozenset[Label] = NO_LABELS
    for value in arguments.values("url-query"):
        _, at, file = _file_part(value)
        labels |= _file(call, file) if at else NO_LABELS
    return labels


def _file_part(value: Text) -> tuple[Text, bool, Text]:
    """`@FILE`, or for --data-urlencode also `name@FILE`."""
    if value.prefix.startswith("@"):
        return Text(), True, texts.drop(value, 1)
    name, file = texts.partition(value, "@")
    if file is not None and name.known is not None and name.known.isidentifier():
        return name, True, file
    return value, False, Text()


def _file(call: Call, file: Text) -> frozenset[Label]:
    """The labels of a file that leaves."""
    if file.known in ("-", ".", "/dev/stdin"):
        return call.stdin.labels
    piece = file.known
    if piece is not None and piece.startswith("{") and piece.endswith("}"):
        found = NO_LABELS
        for name in piece[1:-1].split(","):
            found |= label_of(call.read(literal(name)))
        return found
    return label_of(call.read(file))


def _socket(arguments: Arguments) -> str:
    return "socket" if arguments.has("unix-socket") else ""


def _stores(arguments: Arguments) -> bool:
    if arguments.has("remote-name", "remote-name-all"):
        return True
    output = arguments.value("output")
    return output is not None and output.known not in ("-", "/dev/null", "/dev/stdout", "/dev/stderr", "NUL")


def _written(call: Call, arguments: Arguments, urls: tuple[Text, ...]) -> None:
    directory = arguments.value("output-dir")
    for file in arguments.values("output"):
        if file.known != "-":
            target = _below(directory, file)
            call.write(target, data=Data(None, frozenset({Label.NETWORK})), truncates=True, download=True)
    if arguments.has("remote-name", "remote-name-all"):
        for url in urls:
            call.write(
                _below(directory, remote_name(url)),
                data=Data(None, frozenset({Label.NETWORK})),
                truncates=True,
                download=True,
            )


def _below(directory: Text | None, file: Text) -> Text:
    from bailiwick.interpret.effects import join

    return file if directory is None else join(directory, literal("/"), file)


def remote_name(url: Text) -> Text:
    """The last part of a URL's path."""
    from bailiwick.interpret.effects import unknown

    if url.known is None:
        tail = url.suffix.rpartition("/")[2]
        return literal(tail) if "/" in url.suffix and tail else unknown("name in the URL")
    path = url.known.partition("://")[2].partition("?")[0].partition("#")[0]
    name = path.rpartition("/")[2] if "/" in path else ""
    return literal(name or "index.html")
