"""Proofs from tiles are the proofs from leaves, for trees of every shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_tree import consistency_proof, inclusion_proof, tree_root

from bailiwick.crypto.hashing import HASH_BYTES, leaf_hash
from bailiwick.ledger.proofs import consistency_path, inclusion_path, verify_consistency
from bailiwick.ledger.tiles import WIDTH, Tile, TileTree, tile_root, tiles_of
from bailiwick.model.errors import InputError
from bailiwick_verify import verify_inclusion

LEAVES = [leaf_hash(number.to_bytes(4, "big")) for number in range(WIDTH * WIDTH + 3 * WIDTH + 7)]


def rows(size: int) -> list[list[bytes]]:
    """The hashes of every row of tiles."""
    row: list[bytes] = list(LEAVES[:size])
    found = []
    while row:
        found.append(row)
        full = len(row) // WIDTH
        row = [tile_root(b"".join(row[place * WIDTH : (place + 1) * WIDTH])) for place in range(full)]
    return found


ROWS = rows(len(LEAVES))
"""Rows of the largest tree: those of a smaller one are their beginnings."""


def read(tile: Tile) -> bytes:
    assert 0 < tile.width <= WIDTH
    return b"".join(ROWS[tile.level][tile.index * WIDTH :][: tile.width])


sizes = st.one_of(st.integers(1, 600), st.sampled_from([65535, 65536, 65537, len(LEAVES)]))


@given(sizes, st.integers(0, 1 << 20))
def test_a_proof_from_tiles_is_the_proof_from_leaves(size: int, pick: int) -> None:
    index = pick % size
    proof = inclusion_path(size, index, TileTree(size, read).subtree)
    assert proof == inclusion_proof(LEAVES[:size], index)
    assert verify_inclusion(LEAVES[index], index, size, proof, tree_root(LEAVES[:size]))


@given(sizes, st.integers(0, 1 << 20))
def test_consistency_from_tiles_is_consistency_from_leaves(size: int, pick: int) -> None:
    first = pick % size + 1
    proof = consistency_path(size, first, TileTree(size, read).subtree)
    assert proof == consistency_proof(LEAVES[:size], first)
    assert verify_consistency(first, tree_root(LEAVES[:first]), size, tree_root(LEAVES[:size]), proof)


def test_a_proof_in_a_large_tree_reads_a_handful_of_tiles() -> None:
    asked: list[Tile] = []

    def watched(tile: Tile) -> bytes:
        asked.append(tile)
        return read(tile)

    inclusion_path(len(LEAVES), 40_000, TileTree(len(LEAVES), watched).subtree)
    assert len(asked) <= 6


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(3, 1234067), "tile/3/x001/x234/067"),
        (Tile(0, 273, 112), "tile/0/273.p/112"),
        (Tile(1, 1000), "tile/1/x001/000"),
    ],
)
def test_tiles_have_the_names_of_c2sp(tile: Tile, path: str) -> None:
    assert tile.path == path


def test_the_tiles_of_a_tree_of_70000_leaves_are_those_of_the_c2sp_example() -> None:
    tiles = list(tiles_of(70_000))
    assert [sum(tile.level == level for tile in tiles) for level in range(3)] == [274, 2, 1]
    assert [tile.path for tile in tiles if tile.width < WIDTH] == [
        "tile/0/273.p/112",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    ]


def test_a_tile_that_is_too_short_is_refused() -> None:
    tree = TileTree(10, lambda _: bytes(3 * HASH_BYTES))
    with pytest.raises(InputError, match="expected 2 hashes at 8"):
        inclusion_path(10, 0, tree.subtree)
