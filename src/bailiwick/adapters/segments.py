"""Segment files: `%020d.jsonl`, named by the sequence of their first entry, one entry a line.

What writer, reader and index share about the files; no chain, no tree.
"""

from __future__ import annotations

import os

from bailiwick.adapters.regular_files import open_regular
from bailiwick.model import bounds
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".jsonl"
_DIGITS = 20
_BLOCK = 64 * 1024


class Segment(Value):
    """One segment file: the sequence of its first entry, and its path."""

    first: int
    path: str


class Line(Value):
    """One line of a segment with its place. `whole` is False for an unterminated last line."""

    offset: int
    data: bytes
    """Without the line feed."""
    whole: bool = True

    @property
    def end(self) -> int:
        """Offset behind the line."""
        return self.offset + len(self.data) + self.whole


def segment_path(folder: str, first: int) -> str:
    """The path of the segment that starts with entry `first`."""
    return f"{folder}/{first:0{_DIGITS}d}{SUFFIX}"


def list_segments(folder: str) -> list[Segment]:
    """The segments in `folder` in order; an absent folder has none.

    Raises:
        EnvironmentFault: the folder cannot be read.
    """
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise EnvironmentFault(f"cannot read the log `{folder}`: {error.strerror}") from error
    return [Segment(int(name[:_DIGITS]), f"{folder}/{name}") for name in names if is_segment_name(name)]


def is_segment_name(name: str) -> bool:
    """True for the name of a segment file."""
    stem = name.removesuffix(SUFFIX)
    return name.endswith(SUFFIX) and len(stem) == _DIGITS and stem.isascii() and stem.isdigit()


def read_lines(path: str, offset: int = 0) -> Iterator[Line]:
    """The lines of a segment from `offset` on. A line over `bounds.ENTRY_BYTES` comes cut and not whole.

    Raises:
        EnvironmentFault: the file cannot be read.
    """
    try:
        with open_regular(path) as file:
            file.seek(offset)
            while data := file.readline(bounds.ENTRY_BYTES + 1):
                whole = data.endswith(b"\n")
                yield Line(offset, data[:-1] if whole else data, whole)
                offset += len(data)
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error


def read_line_at(path: str, offset: int) -> Line | None:
    """The whole line that starts at `offset`, or None."""
    line = next(read_lines(path, offset), None)
    return line if line is not None and line.whole else None


def read_line_before(path: str, end: int) -> Line | None:
    """The whole line that ends (line feed included) at offset `end`, or None when there is none.

    Raises:
        EnvironmentFault: the file cannot be read.
    """
    data = b""
    start = end
    try:
        with open_regular(path) as file:
            while start > 0 and len(data) <= bounds.ENTRY_BYTES + 1:
                step = min(_BLOCK, start)
                start -= step
                file.seek(start)
                data = file.read(step) + data
                if not data.endswith(b"\n"):
                    return None
                feed = data.rfind(b"\n", 0, -1)
                if feed >= 0 or start == 0:
                    return Line(start + feed + 1, data[feed + 1 : -1])
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error
    return None
