"""Tiles (C2SP tlog-tiles): the tree cut into rows of 256 hashes, so that a proof reads a few of them.

Tile `level`, `index` holds the roots of the perfect subtrees of 256^level leaves from number
256 x index on; the last one of a row may be narrower. A tree of ten million leaves is proved from at most six tiles.
"""

from __future__ import annotations

from bailiwick.crypto.hashing import HASH_BYTES, node_hash
from bailiwick.model.errors import InputError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HEIGHT = 8
"""Levels of the tree in one tile."""

WIDTH = 1 << HEIGHT
"""Hashes in a full tile."""


class Tile(Value):
    """The name of one tile."""

    level: int
    index: int
    width: int = WIDTH
    """Hashes in it: 1 to 256."""

    @property
    def path(self) -> str:
        """Where a static server keeps it, relative to its root."""
        groups = []
        rest = self.index
        while True:
            groups.append(f"{rest % 1000:03d}")
            rest //= 1000
            if not rest:
                break
        name = "/".join([*(f"x{group}" for group in reversed(groups[1:])), groups[0]])
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{self.level}/{name}{partial}"


def tiles_of(size: int) -> Iterator[Tile]:
    """The tiles of a tree of `size` leaves, row by row from the leaves, without those of width 0."""
    level, hashes = 0, size
    while hashes:
        full, rest = divmod(hashes, WIDTH)
        for index in range(full):
            yield Tile(level, index)
        if rest:
            yield Tile(level, full, rest)
        level, hashes = level + 1, full


class TileTree:
    """A tree of `size` leaves whose nodes are computed from tiles."""

    def __init__(
        self, size: int, read: Callable[[Tile], bytes], *, known: Mapping[tuple[int, int], bytes] | None = None
    ) -> None:
        """Compute from what `read` gives for a tile: at least its `width` hashes, one after another.

        Args:
            size: leaves of the tree.
            read: called once a tile.
            known: roots of the ranges that all leaves before some number are cut into; tiles are not asked about these.
        """
        self.size = size
        self._known = known or {}
        self._first = max((end for _, end in self._known), default=0)
        self._read = read
        self._tiles: dict[tuple[int, int], bytes] = {}

    def subtree(self, start: int, end: int) -> bytes:
        """The root of the leaves from `start` up to `end`, a range that RFC 9162 cuts the tree into.

        Raises:
            InputError: a tile is shorter than it must be, or the range is in nobody's knowledge.
        """
        if (start, end) in self._known:
            return self._known[start, end]
        width = end - start
        if start < self._first and (width == 1 or end <= self._first):
            raise InputError(f"expected the hashes of entries {start} to {end - 1}, they are pruned")
        if width & (width - 1) == 0 and start % width == 0 and start >= self._first:
            return self._perfect(width.bit_length() - 1, start)
        split = start + (1 << ((width - 1).bit_length() - 1))
        return node_hash(self.subtree(start, split), self.subtree(split, end))

    def _perfect(self, height: int, start: int) -> bytes:
        row = height // HEIGHT
        first = start >> (HEIGHT * row)
        count = 1 << (height - HEIGHT * row)
        offset = first % WIDTH * HASH_BYTES
        wanted = self._hashes(row, first // WIDTH)[offset : offset + count * HASH_BYTES]
        if len(wanted) != count * HASH_BYTES:
            raise InputError(f"expected {count} hashes at {first} in row {row} of the tree, got {len(wanted)} bytes")
        return tile_root(wanted)

    def _hashes(self, level: int, index: int) -> bytes:
        name = (level, index)
        if name not in self._tiles:
            width = min(WIDTH, (self.size >> (HEIGHT * level)) - index * WIDTH)
            self._tiles[name] = self._read(Tile(level, index, width))
        return self._tiles[name]


def tile_root(hashes: bytes) -> bytes:
    """The root over `hashes`, one after another; their number is a power of two."""
    row = [hashes[place : place + HASH_BYTES] for place in range(0, len(hashes), HASH_BYTES)]
    while len(row) > 1:
        row = [node_hash(row[place], row[place + 1]) for place in range(0, len(row), 2)]
    return row[0]
