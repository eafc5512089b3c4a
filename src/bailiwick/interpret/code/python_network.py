"""What calls of Python code fetch, send and serve."""

from __future__ import annotations

from bailiwick.interpret.code.python_values import UNKNOWN, Instance, Items, Known, Unknown, as_text, labels_of
from bailiwick.interpret.effects import Label, literal, unknown
from bailiwick.interpret.web_requests import takes_away
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from bailiwick.interpret.code.python_values import Abstract, Site
    from bailiwick.interpret.effects import Text

    Action: TypeAlias = Callable[[Site], Abstract]

_NETWORK = frozenset({Label.NETWORK})
OUTWARD = frozenset({Label.SECRET, Label.FILE, Label.COMMAND})
"""Labels of what must not leave with a request."""


def fetch_action(site: Site) -> Abstract:
    """A request; with data it sends, without it fetches."""
    target = site.argument(0, "url")
    url = _url(target)
    sent = site.keywords.get("data", site.keywords.get("json"))
    if isinstance(target, Instance) and target.labels:
        sent = target
    if sent is None and len(site.arguments) > 1 and "requests" not in site.source.split("(")[0]:
        sent = site.arguments[1]
    if sent is not None and sent != Known(None):
        site.emit.send(url, site.source, labels_of(sent) | url.labels)
    else:
        report_fetch(site, url)
    return Instance("response", url, _NETWORK)


def report_fetch(site: Site, url: Text) -> None:
    """A fetch, or a send when the URL carries data of this machine."""
    if url.labels & {Label.SECRET, Label.ENVIRONMENT, Label.FILE}:
        site.emit.send(url, site.source, url.labels)
    else:
        site.emit.fetch(url, site.source)


def _url(value: Abstract) -> Text:
    return value.text if isinstance(value, Instance) else as_text(value)


def posting(position: int) -> Action:
    """An action that sends all its arguments to the URL at `position`."""

    def act(site: Site) -> Abstract:
        url = _url(site.argument(position, "url"))
        site.emit.send(url, site.source, site.labels)
        return Instance("response", url, _NETWORK)

    return act


def _download(site: Site) -> Abstract:
    report_fetch(site, _url(site.argument(0, "url")))
    if site.given(1, "filename"):
        path = site.text(1, "filename")
        site.emit.write(path, site.source, _NETWORK, download=True)
        site.interpreter.fetched.add((path.known or "").rpartition("/")[2])
    return UNKNOWN


def _request(site: Site) -> Abstract:
    url = _url(site.argument(0, "url"))
    labels = labels_of(site.argument(1, "data")) if site.given(1, "data") else frozenset()
    return Instance("url", url, labels)


def _connection(kind: str) -> Action:
    return lambda site: Instance(kind, site.text(0, "host"), labels_of(site.argument(0, "host")))


def _listen(site: Site) -> Abstract:
    site.emit.other(Kind.NET_LISTEN, "server", site.source)
    return UNKNOWN


def _socket_source(site: Site) -> Abstract:  # noqa: ARG001 - an action's signature
    return Instance("socket")


def connect(site: Site, owner: Instance) -> Abstract:
    """A socket connects: what is sent leaves, and a shell behind it is a reverse shell."""
    address = site.argument(0)
    host = as_text(address.items[0]) if isinstance(address, Items) and address.items else unknown("host")
    site.emit.send(host, site.source, host.labels, channel="socket")
    source = site.interpreter.launch.text.shown()
    if "dup2" in source or ("subprocess" in source and "fileno" in source) or "pty.spawn" in source:
        site.emit.run(site.source, reverse_shell=True, interpreter=True)
    return Instance("connected", host, owner.labels)


def deleting(site: Site) -> Abstract:
    """`requests.delete`: a request that takes something away; one whose host is not known may go to a test server."""
    url = site.text(0, "url")
    if "://" in url.prefix and takes_away("DELETE", url):
        site.emit.other(Kind.INFRA_DESTROY, url.shown(), site.source, system="http", what="api")
    return posting(0)(site)


def _requesting(site: Site) -> Abstract:
    """`requests.request("DELETE", url)`."""
    if (site.text(0, "method").known or "").upper() == "DELETE":
        return deleting(site.replace(arguments=site.arguments[1:]))
    return posting(1)(site)


def _prepared(site: Site) -> Abstract:
    """`urllib.request.Request(url, method="DELETE")`, which is on its way to be opened."""
    method = site.keywords.get("method")
    url = site.text(0, "url")
    if method == literal("DELETE") and "://" in url.prefix and takes_away("DELETE", url):
        site.emit.other(Kind.INFRA_DESTROY, url.shown(), site.source, system="http", what="api")
    return _request(site)


def _going_out(value: Abstract) -> frozenset[Label]:
    """What must not leave with a request; one variable of the environment may, it is how requests are signed."""
    labels = labels_of(value)
    return labels & (OUTWARD | {Label.ENVIRONMENT} if isinstance(value, Unknown) else OUTWARD)


def _parameters(site: Site) -> Abstract:
    """`requests.get` and the like: what its parameters and headers are made of leaves too."""
    labels = frozenset(
        label
        for key in ("params", "headers", "cookies", "auth")
        for label in _going_out(site.keywords.get(key, UNKNOWN))
    )
    if labels:
        site.emit.send(site.text(0, "url"), site.source, labels)
    return fetch_action(site)


CALLS: Mapping[str, Action] = {
    **dict.fromkeys((f"{library}.get" for library in ("requests", "httpx", "urllib3")), _parameters),
    **dict.fromkeys(
        (f"{library}.{verb}" for library in ("requests", "httpx") for verb in ("post", "put", "patch")), posting(0)
    ),
    **dict.fromkeys(("requests.delete", "httpx.delete"), deleting),
    **dict.fromkeys(("requests.request", "httpx.request"), _requesting),
    "urllib3.request": posting(1),
    **dict.fromkeys(("urllib.request.urlopen", "urllib2.urlopen", "urllib.urlopen"), fetch_action),
    **dict.fromkeys(("urllib.request.urlretrieve", "urllib.urlretrieve", "wget.download"), _download),
    "urllib.request.Request": _prepared,
    **dict.fromkeys(("http.client.HTTPConnection", "http.client.HTTPSConnection"), _connection("connection")),
    **dict.fromkeys(("smtplib.SMTP", "smtplib.SMTP_SSL"), _connection("mail")),
    **dict.fromkeys(("ftplib.FTP", "ftplib.FTP_TLS"), _connection("ftp")),
    "socket.create_connection": lambda site: connect(site, Instance("socket")),
    "socket.socket": _socket_source,
    **dict.fromkeys(("http.server.HTTPServer", "socketserver.TCPServer", "http.server.test"), _listen),
}
