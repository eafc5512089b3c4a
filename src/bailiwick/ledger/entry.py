"""`Entry`: one leaf of the log, and its one written form (docs/formats/log.md)."""

from __future__ import annotations

import json

from bailiwick.crypto.canonical import canonical
from bailiwick.crypto.hashing import labelled_hash
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, InputError, UsageError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

VERSION = 1

REFERENCE_DIGITS = 12
"""Hex digits of a leaf hash that people use as an entry's id."""

_FIELDS = {"body": dict, "kind": str, "log": str, "prev": str, "seq": int, "time": str, "v": int}


class Entry(Value):
    """One entry. `sequence` is its leaf index; `previous` the leaf hash of the entry before it, in hex."""

    log: str
    sequence: int
    previous: str
    time: str
    kind: str
    """`genesis`, `decision`, `outcome`, `session` ...: docs/formats/log.md lists them."""
    body: Mapping[str, object]

    def encode(self) -> bytes:
        """The entry's line without the line feed: the bytes that are hashed.

        Raises:
            InputError: the kind is not a lower-case word, or the body is not canonical-JSON data.
            BoundError: the line would be longer than `bounds.ENTRY_BYTES`.
        """
        if not (self.kind.isascii() and self.kind.isalpha() and self.kind.islower()):
            raise InputError(f"expected the kind of an entry as one lower-case word, got `{self.kind}`")
        line = canonical(
            {
                "body": self.body,
                "kind": self.kind,
                "log": self.log,
                "prev": self.previous,
                "seq": self.sequence,
                "time": self.time,
                "v": VERSION,
            }
        )
        if len(line) > bounds.ENTRY_BYTES:
            raise BoundError(f"expected an entry of at most {bounds.ENTRY_BYTES} bytes, got {len(line)}")
        return line


def parse_entry(line: bytes) -> Entry:
    """The entry of a line, for reading; says nothing about its place in the chain.

    Raises:
        InputError: the line is not an entry of this version.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"expected an entry as one JSON line, got `{line[:40]!r}`") from error
    if not isinstance(data, dict) or data.keys() != _FIELDS.keys():
        raise InputError(f"expected an entry with the fields {sorted(_FIELDS)}, got `{line[:40]!r}`")
    for field, wanted in _FIELDS.items():
        if type(data[field]) is not wanted:
            raise InputError(f"expected `{field}` of an entry as {wanted.__name__}, got {type(data[field]).__name__}")
    if data["v"] != VERSION:
        raise InputError(f"expected an entry of version {VERSION}, got version {data['v']}")
    return Entry(data["log"], data["seq"], data["prev"], data["time"], data["kind"], data["body"])


def format_time(now: datetime) -> str:
    """`now` as the log writes it: UTC, ISO 8601, microseconds, `Z`.

    Raises:
        UsageError: `now` is naive or not UTC.
    """
    offset = now.utcoffset()
    if offset is None or offset:
        raise UsageError(f"expected an aware UTC time, got `{now.isoformat()}`")
    return now.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def log_id(public_key: bytes, nonce: bytes) -> str:
    """The id of a log: fixed by its first key and 16 random bytes, both kept in its genesis entry."""
    return labelled_hash("bailiwick/log-id/v1", public_key, nonce).hex()[:32]
