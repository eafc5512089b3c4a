"""Constraints that read their value as something: pattern, regular expression, host, address, URL, path, command.

Regular expressions run on RE2, in time linear in the text, and search anywhere in it. A value that
is not what a constraint reads (no URL, no address, another type) never fits.
"""

from __future__ import annotations

import posixpath
from functools import cache

from bailiwick.model import addresses, hosts
from bailiwick.model.errors import PolicyError
from bailiwick.policy.predicates import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from ipaddress import IPv4Network, IPv6Network
    from typing import Any, TypeAlias
    from urllib.parse import SplitResult

    from bailiwick.policy.predicates import Predicate

    Build: TypeAlias = Callable[..., Predicate]

_PORTS = {"http": 80, "https": 443, "ftp": 21, "ws": 80, "wss": 443}


@cache
def expression(pattern: str) -> Any:
    """The compiled RE2 expression.

    Raises:
        PolicyError: RE2 refuses it (look-around and back-references are not linear), or is not installed.
    """
    try:
        from importlib import import_module

        engine = import_module("re2")  # has no type information, and no wheel on every platform
    except ImportError as error:
        raise PolicyError(
            "a rule tests with `regex`, which needs google-re2", remedy="pip install google-re2"
        ) from error
    options = engine.Options()
    options.log_errors = False
    try:
        return engine.compile(pattern, options)
    except engine.error as error:
        detail = error.args[0] if error.args else error
        shown = detail.decode("utf-8", "replace") if isinstance(detail, bytes) else detail
        raise PolicyError(
            f"expected a regular expression that RE2 takes, got `{pattern}`: {shown}",
            remedy="RE2 has no look-around and no back-references; see https://github.com/google/re2/wiki/Syntax",
        ) from error


def pattern_expression(pattern: str) -> str:
    """The regular expression of a pattern: `*`, `?`, `[abc]`, `[!abc]`; `*` crosses everything, the rest is literal."""
    parts = []
    at = 0
    while at < len(pattern):
        character = pattern[at]
        at += 1
        end = pattern.find("]", at + 1) if character == "[" else -1
        if character == "*":
            parts.append(".*")
        elif character == "?":
            parts.append(".")
        elif end > 0 and pattern[at:end] != "!":
            body = pattern[at:end]
            negated = body.startswith("!")
            members = body[negated:].replace("\\", "\\\\").replace("^", "\\^").replace("[", "\\[")
            parts.append(f"[{'^' if negated else ''}{members}]")
            at = end + 1
        else:
            parts.append(character if character.isalnum() or character in "_ " else f"\\{character}")
    return f"(?s)\\A{''.join(parts)}\\z"


def host_fits(pattern: str, host: str) -> bool:
    """True when a host fits a pattern: `x.org` and what is below it, `*.x.org` only below, `=x.org` only itself."""
    host = _plain_host(host)
    if pattern.startswith("="):
        return host == _plain_host(pattern[1:])
    if pattern.startswith("*."):
        return host.endswith("." + _plain_host(pattern[2:])) and not addresses.read(host)
    wanted = _plain_host(pattern)
    return host == wanted or (host.endswith("." + wanted) and addresses.read(host) is None)


def in_network(network: str, value: str) -> bool:
    """True when an address, in any spelling, is inside a network in CIDR form."""
    from ipaddress import ip_address

    spelled = addresses.read(_plain_host(value))
    try:
        address = ip_address(spelled.canonical if spelled is not None else value)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    inside = _network(network)
    return address in inside or (mapped is not None and mapped in inside)


def url_fits(pattern: str, value: str) -> bool:
    """True when a URL fits `scheme://host[:port]/path`; `*` is any scheme, labels of the host, or part of the path."""
    any_scheme = pattern.startswith("*:")
    wanted, url = _url_pattern(pattern), _url(value)
    if wanted is None or url is None or url.username is not None:
        return False
    if not any_scheme and wanted.scheme != url.scheme:
        return False
    host = wanted.hostname or "*"
    if host != "*" and not host_fits(host if host.startswith("*.") else f"={host}", url.hostname or ""):
        return False
    port = _port(wanted)
    if (not any_scheme or port is not None) and port != _port(url):
        return False
    path = wanted.path if wanted.path not in ("", "/*") else "*"
    return bool(expression(pattern_expression(path)).search(posixpath.normpath(url.path or "/")))


def below(root: str, value: str) -> bool:
    """True when an absolute path, taken as text, is `root` or inside it."""
    if not value.startswith("/") or "\0" in value:
        return False
    path, top = posixpath.normpath(value), posixpath.normpath(root)
    return path == top or path.startswith(top.rstrip("/") + "/")


def single_command(program: str, value: str) -> bool:
    """True when a text is one plain command of `program`: no operator, redirection, substitution, variable or new line.

    A program that is named without a directory is not the same as a path that ends in its name.
    """
    import shlex

    if any(character in value for character in "\n\r\0$`\\*?[~#!"):
        return False
    lexer = shlex.shlex(value, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        words = list(lexer)
    except ValueError:
        return False
    return bool(words) and words[0] == program and not any(word and not word.strip("();<>|&") for word in words)


def _regex(operand: object, *, safe: bool) -> Predicate:
    return texts(operand, lambda pattern, text: _found(pattern, text, safe=safe))


def _found(pattern: str, text: str, *, safe: bool) -> bool:
    try:
        return bool(expression(pattern).search(text.encode("utf-8", "replace").decode()))
    except PolicyError:
        return safe


def _pattern(operand: object, *, safe: bool) -> Predicate:
    return texts(operand, lambda pattern, text: _found(pattern_expression(pattern), text, safe=safe))


def _url_safe(operand: object, **_safe: bool) -> Predicate:
    """A URL that reaches nothing private; operand: `true` or limits on schemes, hosts, ports and classes."""
    limits = operand if isinstance(operand, dict) else {}
    schemes = limits.get("schemes", ["http", "https"])
    classes = {"private", "loopback", "link-local", "metadata", "carrier-nat", "multicast", "reserved"}
    classes -= set(limits.get("except", ()))

    def fits(value: object) -> bool:
        url = _url(value) if isinstance(value, str) else None
        if url is None or url.scheme not in schemes or url.username is not None:
            return False
        host = _plain_host(url.hostname or "")
        if not host or any(host_fits(pattern, host) for pattern in limits.get("deny", ())):
            return False
        if "hosts" in limits and not any(host_fits(pattern, host) for pattern in limits["hosts"]):
            return False
        if "ports" in limits and _port(url) not in limits["ports"]:
            return False
        return _class_of(host) not in classes

    return fits


def _class_of(host: str) -> str:
    spelled = addresses.read(host)
    return hosts.class_of_name(host)[0] if spelled is None else spelled.kind


def _plain_host(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()


def _url(value: str) -> SplitResult | None:
    """The parts of a URL with its host decoded, or None when it is none or fetchers would disagree about it."""
    from urllib.parse import unquote, urlsplit

    if any(character in value for character in "\\ \t\r\n\0"):
        return None
    try:
        url = urlsplit(value)
        host = url.hostname
        _ = url.port
    except ValueError:
        return None
    if not url.scheme or host is None:
        return None
    decoded = unquote(host)
    if decoded == host:
        return url
    port = f":{url.port}" if url.port is not None else ""
    return None if any(mark in decoded for mark in "/@:?#") else url._replace(netloc=f"{decoded}{port}")


def _url_pattern(pattern: str) -> SplitResult | None:
    return _url("any" + pattern[1:] if pattern.startswith("*:") else pattern)


def _port(url: SplitResult) -> int | None:
    return url.port if url.port is not None else _PORTS.get(url.scheme)


@cache
def _network(text: str) -> IPv4Network | IPv6Network:
    from ipaddress import ip_network

    try:
        return ip_network(text, strict=False)
    except ValueError as error:
        raise PolicyError(f"expected a network such as 10.0.0.0/8, got `{text}`") from error


CONSTRAINTS: Mapping[str, Build] = {
    "pattern": _pattern,
    "regex": _regex,
    "host": lambda operand, **_safe: texts(operand, host_fits),
    "cidr": lambda operand, **_safe: texts(operand, in_network),
    "url": lambda operand, **_safe: texts(operand, url_fits),
    "url_safe": _url_safe,
    "subpath": lambda operand, **_safe: texts(operand, below),
    "shlex": lambda operand, **_safe: texts(operand, single_command),
}
"""Operator to the builder of its predicate: `(operand, *, safe) -> predicate`."""


def check(operator: str, operand: str) -> None:
    """Refuse an operand that can never be used.

    Raises:
        PolicyError: a regular expression, network, URL pattern or root that means nothing.
    """
    if operator == "regex":
        expression(operand)
    elif operator == "pattern":
        expression(pattern_expression(operand))
    elif operator == "cidr":
        _network(operand)
    elif operator == "url" and _url_pattern(operand) is None:
        raise PolicyError(f"expected a URL such as https://*.example.com/api/*, got `{operand}`")
    elif operator == "subpath" and not operand.startswith("/"):
        raise PolicyError(f"expected an absolute directory, got `{operand}`")
