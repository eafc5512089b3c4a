"""Is a string of a credential's shape really one? Fillers, examples, identifiers and hashes are not.

Checksums inside provider tokens are deliberately not a reason to pass a token over: formats
change, and a token wrongly let through costs more than a filler wrongly redacted.
"""

from __future__ import annotations

import re
from math import log2

_FILLER_WORDS = (
    "example", "placeholder", "changeme", "change_me", "change-me", "yourkey", "your_", "your-", "xxxx", "redacted",
    "dummy", "insert", "replace", "0000000000", "aaaaaaaa", "123456789012345", "abcdefghijklmnop", "****", "....",
)  # fmt: skip
"""Words no random credential has in it, lower case."""

_PASSWORD_FILLERS = frozenset({
    "pass", "passwd", "password", "pwd", "secret", "user", "username", "test", "postgres", "root", "admin", "mysql",
    "guest", "redis", "changeme", "token", "foo", "bar", "foobar", "hunter2",
})  # fmt: skip

_TEMPLATE = ("${", "{{", "%(", "<", "$(", "#{")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_INTEGRITY = re.compile(r"(?:sha(?:1|224|256|384|512)|md5)[:\-=]", re.IGNORECASE)
_HASH_NAME = re.compile(
    r"sha(?:1|256|384|512)?|md5|hash|checksum|digest|integrity|commit|revision|etag|fingerprint|public", re.IGNORECASE
)
_CODE = re.compile(
    r"[A-Za-z_]\w*(?:(?:\.|::|->)[A-Za-z_]\w*)+"  # dotted names
    r"|[A-Za-z_]+(?:[/:-][A-Za-z_]+)*"
    r"|[A-Za-z_][\w.-]*=[^=]+"  # another assignment
    r"|[\w./-]*[./][a-z]{1,5}"  # file names
    r"|/[\w./-]+"
    r"|[\w.]*\b(?:env|environ)\b[\w.]*"
)
"""What stands behind `token =` in program text."""

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{7,31}")

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_QUOTES = ("'", '"', "`")

_WELL_KNOWN = ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwi",)
"""Beginnings of credentials printed in public documentation."""


def entropy(text: str) -> float:
    """Shannon entropy of the characters, bits per character."""
    total = len(text)
    return -sum((count / total) * log2(count / total) for count in map(text.count, set(text))) if total else 0.0


def is_believable(value: str, *, least_entropy: float) -> bool:
    """True when a string in a provider's own shape is not a filler."""
    lowered = value.lower()
    return (
        not any(word in lowered for word in _FILLER_WORDS)
        and not value.startswith(_WELL_KNOWN)
        and entropy(value) >= least_entropy
    )


def is_believable_key(value: str) -> bool:
    """True when the body of a key file is neither a filler nor left out."""
    lowered = value.lower()
    return entropy(value) >= _KEY_ENTROPY and not any(word in lowered for word in _KEY_FILLERS)


_KEY_ENTROPY = 3.5
_KEY_FILLERS = ("example", "placeholder", "changeme", "your_", "your-", "xxxx", "redacted", "dummy", "****", "....")


def is_believable_password(value: str) -> bool:
    """True when the password of a URL, a `.netrc` or a command is neither a filler nor a variable."""
    lowered = value.lower()
    return (
        lowered not in _PASSWORD_FILLERS
        and not any(mark in value for mark in _TEMPLATE)
        and not value.startswith(("$", "%"))
        and is_believable(value, least_entropy=1.0)
    )


def is_believable_assignment(name: str, value: str, *, least_entropy: float) -> bool:
    """True when what is assigned to a telling name looks random.

    Args:
        name: the text before the value, up to the line's start.
        value: the assigned text.
        least_entropy: bits per character.
    """
    return (
        is_believable(value, least_entropy=least_entropy)
        and any(character.isdigit() for character in value)
        and any(character.isalpha() for character in value)
        and not any(mark in value for mark in _TEMPLATE)
        and not _UUID.fullmatch(value)
        and not _encodes_filler(value)
        and not _INTEGRITY.match(value)
        and not _HASH_NAME.search(name)
        and not _CODE.fullmatch(value)
        and not (name[-1:] not in _QUOTES and _looks_named(value))
    )


def _encodes_filler(value: str) -> bool:
    """Base64 of a filler (`Y2hhbmdlbWU=`), as manifests of Kubernetes have it."""
    if len(value) % 4 or len(value) > _FILLER_CHARS:
        return False
    from base64 import b64decode  # few values come so far

    try:
        decoded = b64decode(value, validate=True).decode("ascii").lower()
    except ValueError:
        return False
    return decoded in _PASSWORD_FILLERS or any(word in decoded for word in _FILLER_WORDS)


_FILLER_CHARS = 64


def _looks_named(value: str) -> bool:
    """An unquoted word made of words (`b64encode`, `PKCS7PrivateKey`) is a name; random letters make no long ones."""
    words = _WORD.findall(value)
    return (
        _IDENTIFIER.fullmatch(value) is not None
        and sum(map(str.isdigit, value)) <= 2
        and sum(map(len, words)) >= 3.5 * len(words)
    )
