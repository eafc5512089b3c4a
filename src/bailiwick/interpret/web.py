"""The egress engine: a URL or bare host to the resource it reaches, read as fetchers read it.

Parsing follows the WHATWG URL standard (control characters dropped, backslashes as slashes,
hosts percent-decoded and mapped to ASCII, every IPv4 spelling), because browsers and most
HTTP clients do; where clients disagree, the more dangerous reading counts. No DNS.
"""

from __future__ import annotations

from bailiwick.interpret.effects import Hole, Text
from bailiwick.model import addresses, bounds, hosts
from bailiwick.model.errors import BoundError
from bailiwick.model.operation import Resource, ResourceClass, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.operation import AttributeValue

_HOLE = "\ufdd0"
"""Stands for an unknown piece while a URL is taken apart: a noncharacter, which no host can have."""

_LABEL_CHARS = 63
"""Longest label of a host name (RFC 1035, section 2.3.4); encoding a longer one takes quadratic time."""

_SPECIAL = frozenset(("http", "https", "ftp", "ws", "wss"))
_OPAQUE = frozenset(("data", "javascript", "mailto", "about", "blob", "file", "view-source", "vbscript", "tel", "jar"))
_PORTS = {
    "http": 80, "https": 443, "ftp": 21, "ftps": 990, "ws": 80, "wss": 443, "ssh": 22, "sftp": 22, "scp": 22,
    "git": 9418, "telnet": 23, "smtp": 25, "ldap": 389, "ldaps": 636, "redis": 6379, "postgres": 5432,
    "postgresql": 5432, "mysql": 3306, "mongodb": 27017, "amqp": 5672, "gopher": 70, "dict": 2628, "rsync": 873,
}  # fmt: skip
_IGNORED = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E), None) | dict.fromkeys(
    (0x3002, 0xFF0E, 0xFF61), "."
)
_CONTROLS = "".join(chr(code) for code in range(0x21))
_DROPPED = str.maketrans("", "", "\t\n\r")


class _Host:
    """A host: canonical name or address, address class, whether it hides another address, whether it is a literal."""

    __slots__ = ("embedded", "kind", "literal", "name")

    def __init__(self, written: str) -> None:
        self.name = _canonical_name(written)
        spelled = addresses.read(self.name) if _HOLE not in self.name else None
        self.literal = spelled is not None
        if spelled is None:
            self.kind, self.embedded = hosts.class_of_name(self.name)
            return
        self.kind, self.name = spelled.kind, spelled.canonical
        self.embedded = spelled.unusual or not written.isascii() or "%" in written


class _Parts:
    """A URL taken apart."""

    __slots__ = ("ambiguous", "authority", "opaque", "path", "scheme")

    def __init__(self, scheme: str, authority: str, path: str, *, opaque: bool = False) -> None:
        self.scheme = scheme
        self.authority = authority
        self.path = path
        self.opaque = opaque
        self.ambiguous = ""


def target(url: Text | str) -> tuple[Resource, dict[str, AttributeValue]]:
    """The resource a URL or host names, and its network attributes (`model/vocabulary.py`, `net.*`).

    Args:
        url: as the program gets it, with or without scheme; may have unknown pieces.

    Returns:
        A resource of type URL (HOST when only a host is given), without user, password and fragment. A metadata
        service is of class SECRET. Attributes that are not known are absent.

    Raises:
        BoundError: the text is longer than `bounds.URL_CHARS`.
    """
    given = url if isinstance(url, str) else url.shown()
    raw = url if isinstance(url, str) else "".join(_HOLE if isinstance(part, Hole) else part for part in url.parts)
    if len(raw) > bounds.URL_CHARS:
        raise BoundError(f"expected a URL of at most {bounds.URL_CHARS} characters, got {len(raw)}")
    parts = _split(raw.strip(_CONTROLS).translate(_DROPPED))
    attributes: dict[str, AttributeValue] = {}
    if parts.scheme:
        attributes["scheme"] = parts.scheme
    if parts.opaque:
        value = f"{parts.scheme}:{parts.path}"
        return _resource(ResourceType.URL, value, given, frozenset()), attributes
    userinfo, _at, place = parts.authority.rpartition("@")
    host, port = _host_and_port(place)
    if userinfo:
        attributes["userinfo"] = True
    classes = _describe(host, port, parts, attributes)
    bare = not parts.scheme and not parts.path
    name = host.name
    value = name if bare else f"{parts.scheme or 'http'}://{_shown_authority(name, port)}{parts.path or '/'}"
    if _HOLE in value:
        attributes["wildcard"] = True
    return _resource(ResourceType.HOST if bare else ResourceType.URL, value, given, classes), attributes


def _resource(kind: ResourceType, value: str, given: str, classes: frozenset[ResourceClass]) -> Resource:
    value = value.replace(_HOLE, "*")
    return Resource(kind, value, "" if value == given else given, classes)


def _split(text: str) -> _Parts:
    scheme, rest = _scheme(text)
    if scheme in _OPAQUE:
        return _Parts(scheme, "", rest, opaque=True)
    special = scheme in _SPECIAL or not scheme
    slashed = rest.replace("\\", "/") if special else rest
    if scheme and not special and not slashed.startswith("//"):
        return _Parts(scheme, "", rest, opaque=True)
    start = len(slashed) - len(slashed.lstrip("/"))
    body = slashed[start:] if special else slashed[2:]
    if not scheme and "://" not in body:
        remote = _scp_form(body)
        if remote is not None:
            return remote
    end = _first(body, "/?#")
    parts = _Parts(scheme, body[:end], body[end:].partition("#")[0])
    if parts.path[:1] == "?":
        parts.path = "/" + parts.path
    raw = rest[start:]
    if special and "\\" in raw and "@" in raw:
        # RFC 3986 readers take `http://a\@b` to b, WHATWG readers to a.
        parts.ambiguous = raw[: _first(raw, "/?#")].rpartition("@")[2]
    return parts


def _scheme(text: str) -> tuple[str, str]:
    name, colon, rest = text.partition(":")
    if not colon or not name or not name[0].isalpha() or not name.isascii():
        return "", text
    if name.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+.-"):
        return "", text
    lowered = name.lower()
    if lowered in _SPECIAL or lowered in _OPAQUE or rest[:2] == "//":
        return lowered, rest
    # `localhost:8080`, `user:password@host`, `host:path` are not schemes.
    return "", text


def _scp_form(text: str) -> _Parts | None:
    """`user@host:path`, as git, scp and rsync write it."""
    head, colon, path = text.partition(":")
    if not colon or "@" not in head or "/" in head or path[:1].isdigit() or "@" in path:
        return None
    return _Parts("ssh", head, "/" + path.lstrip("/"))


def _first(text: str, letters: str) -> int:
    positions = [position for position in (text.find(letter) for letter in letters) if position >= 0]
    return min(positions, default=len(text))


def _host_and_port(place: str) -> tuple[_Host, str]:
    if place.startswith("["):
        inner, _bracket, after = place[1:].partition("]")
        return _Host(inner), after.removeprefix(":")
    if place.count(":") > 1 and addresses.read(place.lower().replace("%25", "%")) is not None:
        return _Host(place), ""
    host, _colon, port = place.partition(":")
    return _Host(host), port


def _canonical_name(host: str) -> str:
    host = _percent_decoded(host)
    if not host.isascii():
        host = _mapped(host)
    return host.lower().strip("[]").rstrip(".")


def _percent_decoded(host: str) -> str:
    if "%" not in host or ":" in host:
        return host.replace("%25", "%")
    for _ in range(2):  # once as the standard says, once more for clients that decode twice
        pieces = host.split("%")
        decoded = bytearray(pieces[0].encode("utf-8", "surrogatepass"))
        for piece in pieces[1:]:
            try:
                decoded.append(int(piece[:2], 16) if len(piece) >= 2 and piece[:2].isalnum() else ord("%"))
                decoded += piece[2:].encode("utf-8", "surrogatepass")
            except ValueError:
                decoded += b"%" + piece.encode("utf-8", "surrogatepass")
        host = decoded.decode("utf-8", "replace")
    return host


def _mapped(host: str) -> str:
    """ASCII form of an international host, near enough to UTS 46 for judging it."""
    from unicodedata import normalize

    host = normalize("NFKC", host.translate(_IGNORED)).translate(_IGNORED).lower()
    labels = []
    for label in host.split("."):
        try:
            keep = label.isascii() or _HOLE in label or len(label) > _LABEL_CHARS
            ascii_label = label if keep else "xn--" + label.encode("punycode").decode()
        except UnicodeError:
            ascii_label = label
        labels.append(ascii_label)
    return ".".join(labels)


def _describe(host: _Host, port: str, parts: _Parts, attributes: dict[str, AttributeValue]) -> frozenset[ResourceClass]:
    """Fill in what is known of host and port; give the classes of the resource."""
    number = int(port) if port.isascii() and port.isdigit() and len(port) < 8 else _PORTS.get(parts.scheme)
    if number is not None and _HOLE not in port:
        attributes["port"] = number
    if host.name in {"", _HOLE}:
        return frozenset()
    if _HOLE in host.name:
        _describe_partly(host.name, parts, attributes)
        return frozenset()
    kind, embedded = host.kind, host.embedded
    if parts.ambiguous:
        other, _port = _host_and_port(parts.ambiguous.replace("\\", ""))
        kind, embedded = addresses.worst((kind, other.kind)), True
    attributes["host"] = host.name
    attributes["address"] = kind
    if embedded or not _FORBIDDEN.isdisjoint(host.name) or _leads_inwards(parts.path):
        attributes["embedded"] = True
    if host.literal:
        attributes["raw_ip"] = True
    if hosts.is_drop(host.name, parts.path):
        attributes["paste"] = True
    return frozenset((ResourceClass.SECRET,)) if kind == "metadata" else frozenset()


_FORBIDDEN = frozenset("/\\?#@<>^|%")
"""Code points that no host has (URL standard, 3.2): decoded, they end it for some readers."""


def _leads_inwards(path: str) -> bool:
    """True when a redirector is given an address that is not public: `/redirect-to?url=http://10.0.0.1/`.

    An address in the query of any other page is text.
    """
    lowered = path.lower()
    if "://" not in lowered and "%3a" not in lowered and "%253a" not in lowered:
        return False
    from urllib.parse import unquote  # rare

    before, *pieces = unquote(unquote(lowered)).split("://", bounds.URL_NESTING)
    place, _mark, query = before.partition("?")
    if not (_words(place) & _REDIRECTING or _words(query) & _REDIRECTS):
        return False
    for piece in pieces:
        host, _port = _host_and_port(piece[: _first(piece, "/?#&\\")].rpartition("@")[2])
        if host.name and _HOLE not in host.name and (host.kind != "public" or host.embedded):
            return True
    return False


_REDIRECTS = frozenset(("redirect", "redirect_to", "redirect_url", "redirecturl", "redir"))
_REDIRECTING = _REDIRECTS | frozenset(("goto", "url", "away", "jump", "exit", "out", "link", "proxy", "forward"))
"""Words of paths by which sites send a client on to the address that follows; the former also of parameters."""


def _words(text: str) -> set[str]:
    return set("".join(letter if letter.isalnum() or letter == "_" else " " for letter in text).split())


def _describe_partly(name: str, parts: _Parts, attributes: dict[str, AttributeValue]) -> None:
    """A host of which only the end may be known: `<data>.drop.example`."""
    attributes["host"] = name.replace(_HOLE, "*")
    suffix = name.rpartition(_HOLE)[2]
    if suffix.startswith(".") and hosts.is_drop(suffix.lstrip("."), parts.path):
        attributes["paste"] = True


def _shown_authority(host: str, port: str) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" if port else shown
