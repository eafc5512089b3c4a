"""Reading the log beside its writer: entry by entry, from any place, and as it grows.

Reading checks nothing about the chain; `verify` does. An unterminated last line is a write
under way and not an entry yet.
"""

from __future__ import annotations

import time

from bailiwick.adapters.segments import list_segments, read_line_at, read_lines, segment_path
from bailiwick.crypto.hashing import leaf_hash
from bailiwick.ledger.entry import REFERENCE_DIGITS, Entry, parse_entry
from bailiwick.model.errors import InputError, TrustError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from bailiwick.adapters.segments import Line

POLL_SECONDS = 0.2
"""How often a followed log is looked at."""


class Position(Value):
    """A place between two lines."""

    segment: int = 0
    """First sequence of the segment."""
    offset: int = 0


class Placed(Value):
    """An entry with its id and its place."""

    entry: Entry
    leaf: str
    """Leaf hash, hex."""
    at: Position
    after: Position
    """The place behind it."""

    @property
    def reference(self) -> str:
        """The id for people."""
        return self.leaf[:REFERENCE_DIGITS]

    def plain(self) -> dict[str, Any]:
        """The entry as JSON data for programs."""
        entry = self.entry
        return {
            "sequence": entry.sequence,
            "reference": self.reference,
            "leaf": self.leaf,
            "time": entry.time,
            "kind": entry.kind,
            "body": entry.body,
        }


def read_entries(folder: str, start: Position | None = None) -> Iterator[Placed]:
    """The entries in `folder` from `start` on, as far as they are written.

    Raises:
        EnvironmentFault: the log cannot be read.
        TrustError: a line is no entry.
    """
    start = start or Position()
    for segment in list_segments(folder):
        if segment.first < start.segment:
            continue
        offset = start.offset if segment.first == start.segment else 0
        for line in read_lines(segment.path, offset):
            if line.whole:
                yield _placed(line.data, Position(segment.first, line.offset), line.end)


def read_entry(folder: str, position: Position) -> Placed:
    """The entry at a place.

    Raises:
        EnvironmentFault: the log cannot be read.
        TrustError: there is no entry.
    """
    line = _line_at(folder, position)
    return _placed(line.data, position, line.end)


def read_line(folder: str, position: Position) -> bytes:
    """The exact bytes of the entry at a place, without line feed: what its leaf hash is over.

    Raises:
        EnvironmentFault: the log cannot be read.
        TrustError: there is no entry.
    """
    return _line_at(folder, position).data


def follow(folder: str, start: Position) -> Iterator[Placed]:
    """The entries from `start` on, and then each new one as it is written; ends only when the caller stops.

    Raises:
        EnvironmentFault: the log cannot be read.
        TrustError: a line is no entry.
    """
    position = start
    while True:
        for placed in read_entries(folder, position):
            yield placed
            position = placed.after
        time.sleep(POLL_SECONDS)


def _line_at(folder: str, position: Position) -> Line:
    line = read_line_at(segment_path(folder, position.segment), position.offset)
    if line is None:
        raise TrustError(
            f"expected an entry at byte {position.offset} of segment {position.segment}",
            remedy="run `bailiwick verify`",
        )
    return line


def _placed(line: bytes, at: Position, end: int) -> Placed:
    try:
        entry = parse_entry(line)
    except InputError as error:
        raise TrustError(
            f"byte {at.offset} of segment {at.segment}: {error}", remedy="run `bailiwick verify`"
        ) from error
    return Placed(entry, leaf_hash(line).hex(), at, Position(at.segment, end))
