"""The index file of git (gitformat-index(5)), versions 2 to 4: which paths are tracked, and how they looked.

Read as bytes, never through git: a repository's configuration can make git run programs.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from struct import Struct, error

from bailiwick.adapters.regular_files import Unreadable, read_regular
from bailiwick.model import bounds

_HEADER = Struct(">4sLL")
_ENTRY = Struct(">LLLLLLLLLL20sH")
_ENTRY_SHA256 = Struct(">LLLLLLLLLL32sH")
_EXTENDED = 0x4000
_DIRECTORY = 0o040000


class Index:
    """Tracked paths with the modification time (nanoseconds) and size that git noted."""

    __slots__ = ("_names", "_noted", "folders")

    def __init__(self, noted: dict[str, tuple[int, int]], folders: tuple[str, ...] = ()) -> None:
        self._noted = noted
        self._names = sorted(noted)
        self.folders = folders
        """Directories that a sparse index keeps as one entry, with a trailing slash."""

    def holds(self, name: str) -> bool:
        """True when `name`, or any file below it, is tracked; the empty name is the whole tree."""
        return bool(self.below(name, limit=1)) or any(
            f"{name}/".startswith(folder) or folder.startswith(f"{name}/" if name else "") for folder in self.folders
        )

    def below(self, name: str, *, limit: int) -> list[str]:
        """At most `limit` tracked paths that are `name` or below it."""
        if name in self._noted:
            return [name]
        prefix = f"{name}/" if name else ""
        start = bisect_left(self._names, prefix)
        found = self._names[start : start + limit]
        return [path for path in found if path.startswith(prefix)]

    def changed(self, root: str, name: str) -> bool:
        """True when the file differs from what git noted, by time and size, or is gone."""
        try:
            status = os.lstat(f"{root}/{name}")
        except (OSError, ValueError):
            return True
        mtime, size = self._noted[name]
        return status.st_size & 0xFFFFFFFF != size or _clipped(status.st_mtime_ns) != mtime


def load(path: str, *, sha256: bool = False) -> Index:
    """The index at `path`; an empty one when it is missing or cannot be read."""
    noted: dict[str, tuple[int, int]] = {}
    folders: list[str] = []
    try:
        content = read_regular(path, bounds.GIT_INDEX_BYTES)
        end = _entries(content, noted, folders, _ENTRY_SHA256 if sha256 else _ENTRY)
        shared = _shared_index(content, end)
        if shared:
            # Entries that the split index drops stay in: calling a path tracked is the careful side.
            base = read_regular(f"{os.path.dirname(path)}/sharedindex.{shared}", bounds.GIT_INDEX_BYTES)
            older: dict[str, tuple[int, int]] = {}
            _entries(base, older, folders, _ENTRY_SHA256 if sha256 else _ENTRY)
            noted = older | noted
    except (Unreadable, error, ValueError, IndexError):
        pass
    noted.pop("", None)
    return Index(noted, tuple(folders))


def _entries(content: bytes, noted: dict[str, tuple[int, int]], folders: list[str], layout: Struct) -> int:
    """Read all entries; the offset after the last one."""
    magic, version, count = _HEADER.unpack_from(content)
    if magic != b"DIRC" or version not in {2, 3, 4}:
        raise ValueError("not an index")
    offset, previous = _HEADER.size, b""
    for _ in range(min(count, len(content) // layout.size)):
        _cs, _cn, seconds, nanos, _dev, _ino, mode, _uid, _gid, size, _id, flags = layout.unpack_from(content, offset)
        start = offset + layout.size + (2 if flags & _EXTENDED else 0)
        if version == 4:
            dropped, start = _variable_number(content, start)
            end = content.index(b"\0", start)
            name = previous[: len(previous) - dropped] + content[start:end]
            offset = end + 1
        else:
            end = content.index(b"\0", start)
            name = content[start:end]
            offset += (end - offset + 8) // 8 * 8
        previous = name
        text = os.fsdecode(name)
        if mode == _DIRECTORY:
            folders.append(text)
        else:
            noted[text] = (seconds * 1_000_000_000 + nanos, size)
    return offset


def _variable_number(content: bytes, offset: int) -> tuple[int, int]:
    """The offset encoding of pack files: seven bits a byte, highest first."""
    byte = content[offset]
    value = byte & 0x7F
    while byte & 0x80:
        offset += 1
        byte = content[offset]
        value = (value + 1) << 7 | byte & 0x7F
    return value, offset + 1


def _shared_index(content: bytes, offset: int) -> str:
    """Name of the shared part of a split index, or empty."""
    while offset + 8 <= len(content) - 20:
        name, size = content[offset : offset + 4], int.from_bytes(content[offset + 4 : offset + 8], "big")
        if name == b"link":
            return content[offset + 8 : offset + 28].hex()
        if not name.isalpha():
            return ""
        offset += 8 + size
    return ""


def _clipped(nanoseconds: int) -> int:
    return (nanoseconds // 1_000_000_000 & 0xFFFFFFFF) * 1_000_000_000 + nanoseconds % 1_000_000_000
