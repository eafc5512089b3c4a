"""Part of the verifier: the grammar of a line, and what a break in the chain most likely is.

A line is `{"body":{...},"kind":K,"log":L,"prev":P,"seq":N,"time":T,"v":1}`; in canonical JSON
the fields behind the body have fixed places counted from the end, and no text inside the body
can pass for them, because a quote inside a JSON string is always escaped.
"""

from __future__ import annotations

import re
from hashlib import sha256

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = b'{"body":{'
"""How a line begins."""

TAIL_BYTES = 35
"""Length of a line's end: 27 bytes of time and `","v":1}`."""

KIND_BYTES = 32
"""Longest kind of an entry."""

_SUFFIX = re.compile(
    rb'\},"kind":"([a-z]{1,32})","log":"([0-9a-f]{32})","prev":"([0-9a-f]{64})","seq":(0|[1-9][0-9]{0,15}),'
    rb'"time":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z)","v":1\}\Z'
)
_SUFFIX_BYTES = 300
_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


class Envelope(Value):
    """The fields of a line around its body."""

    kind: bytes
    log: bytes
    sequence: int
    previous: bytes
    time: bytes


class Break(Value):
    """The first bad place of a chain, and what was most likely done."""

    what: str
    position: int
    message: str


def read_envelope(raw: bytes) -> Envelope | None:
    """The fields of a line without its line feed, or None when it is not in the grammar."""
    found = _SUFFIX.search(raw, max(0, len(raw) - _SUFFIX_BYTES))
    if found is None or not raw.startswith(HEAD):
        return None
    kind, log, previous, sequence, time = found.groups()
    return Envelope(kind, log, int(sequence), previous, time)


def read_next(raw: bytes, log: bytes, size: int, previous: bytes) -> tuple[bytes, bytes] | None:
    """Kind and time of a line that is exactly entry `size` of `log` behind `previous` (hex), else None."""
    middle = b'","log":"%b","prev":"%b","seq":%d,"time":"' % (log, previous, size)
    end = len(raw) - TAIL_BYTES
    kind_end = end - len(middle)
    start = raw.find(b'},"kind":"', max(0, kind_end - KIND_BYTES - 10), kind_end) + 10
    kind, time = raw[start:kind_end], raw[end : end + 27]
    if (
        raw.startswith(middle, max(0, kind_end))
        and raw.endswith(b'","v":1}')
        and raw.startswith(HEAD)
        and start >= 10
        and kind.isalpha()
        and kind.islower()
        and _TIME.fullmatch(time)
    ):
        return kind, time
    return None


def diagnose(
    expected: Envelope, raw: bytes, following: Sequence[Envelope | None], *, first: bool, vouched: bytes
) -> Break:
    """Name what happened at a line that is not the expected entry.

    Args:
        expected: log, sequence and predecessor that the next entry must have.
        raw: the line found instead.
        following: envelopes of some lines behind it.
        first: the line is the first that was given at all.
        vouched: the hash (hex) that the anchor states for the expected entry; empty when it states none.
    """
    size = expected.sequence
    found = read_envelope(raw)
    if found is None:
        return Break("edit", size, f"expected an entry in the form of the log, found `{_shown(raw)}`")
    if not first and found.log != expected.log:
        return Break(
            "swap", size, f"expected an entry of log {expected.log.decode()}, found one of {found.log.decode()}"
        )
    later = following[0] if following else None
    if found.sequence != size:
        return _misnumbered(size, found, later, following)
    stated = later.previous if later is not None and later.sequence == size + 1 else vouched
    if not size or (stated and stated != _leaf(raw)):
        return Break("edit", size, f"expected it to follow {_short(expected.previous)}, found {_short(found.previous)}")
    message = f"expected the hash {_short(found.previous)} that entry {size} names, found {_short(expected.previous)}"
    return Break("edit", size - 1, message)


def _misnumbered(size: int, found: Envelope, later: Envelope | None, following: Sequence[Envelope | None]) -> Break:
    message = f"expected entry {size}, found entry {found.sequence}"
    if later is not None and later.sequence == size + 1 and found.sequence != size + 1:
        return Break("edit", size, f"{message} in its place")
    elsewhere = any(envelope is not None and envelope.sequence == size for envelope in following)
    if found.sequence < size:
        return Break("insert", size, f"{message} again")
    if elsewhere:
        return Break("reorder", size, f"{message}; entry {size} stands further down")
    if not size:
        return Break("head-cut", 0, f"{message} at the start")
    return Break("delete", size, f"{message}: {found.sequence - size} entries are missing")


def _leaf(raw: bytes) -> bytes:
    return sha256(b"\x00" + raw).hexdigest().encode()


def _short(digest: bytes) -> str:
    return digest[:16].decode() + "..."


def _shown(raw: bytes) -> str:
    return raw[:60].decode("utf-8", "replace")
