"""Entries of the log after a position, read from its end: what a snapshot lacks is usually little.

Reads without the writer's lock: an unterminated last line is not an entry yet.
"""

from __future__ import annotations

import os

from bailiwick.adapters.regular_files import open_regular
from bailiwick.adapters.segments import list_segments, read_line_before, read_lines
from bailiwick.crypto.hashing import leaf_hash
from bailiwick.ledger.entry import REFERENCE_DIGITS, parse_entry
from bailiwick.model.errors import EnvironmentFault, InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, TypeAlias

    from bailiwick.adapters.segments import Segment

    Position: TypeAlias = tuple[int, str, Mapping[str, Any]]


def entries_after(folder: str, sequence: int) -> Iterator[Position]:
    """(sequence, reference, body) of each entry in `folder` with a greater sequence, in order.

    Raises:
        EnvironmentFault: the log cannot be read.
    """
    for segment, following in _with_following(list_segments(folder)):
        if following is not None and following <= sequence + 1:
            continue
        if segment.first > sequence:
            lines: Iterator[bytes] = (line.data for line in read_lines(segment.path) if line.whole)
        else:
            lines = _last_lines(segment.path, sequence)
        for line in lines:
            yield from _position(line, sequence)


def _with_following(segments: list[Segment]) -> Iterator[tuple[Segment, int | None]]:
    for index, segment in enumerate(segments):
        yield segment, segments[index + 1].first if index + 1 < len(segments) else None


def _last_lines(path: str, sequence: int) -> Iterator[bytes]:
    """Lines of a segment whose entries come after `sequence`, in order."""
    found: list[bytes] = []
    end = _end_of_whole_lines(path)
    while (line := read_line_before(path, end)) is not None:
        try:
            if parse_entry(line.data).sequence <= sequence:
                break
        except InputError:
            break
        found.append(line.data)
        end = line.offset
    return reversed(found)


def _end_of_whole_lines(path: str) -> int:
    """Offset behind the last line feed."""
    try:
        with open_regular(path) as file:
            end = file.seek(0, os.SEEK_END)
            step = 4096
            while end > 0:
                start = max(0, end - step)
                file.seek(start)
                feed = file.read(end - start).rfind(b"\n")
                if feed >= 0:
                    return start + feed + 1
                end = start
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error
    return 0


def _position(line: bytes, sequence: int) -> Iterator[Position]:
    try:
        entry = parse_entry(line)
    except InputError:
        return  # `verify` reports it; a snapshot cannot use it
    if entry.sequence > sequence:
        yield entry.sequence, leaf_hash(line).hex()[:REFERENCE_DIGITS], entry.body
