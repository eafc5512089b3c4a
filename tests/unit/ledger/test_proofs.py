"""The tree against the published vectors of Certificate Transparency, and proofs against forgers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_tree import consistency_proof, inclusion_proof, tree_root

from bailiwick.crypto.hashing import EMPTY_ROOT, LeafHash, leaf_hash
from bailiwick.ledger.proofs import verify_consistency
from bailiwick.ledger.tree import Frontier, decode_frontier
from bailiwick.model.errors import InputError, UsageError
from bailiwick_verify import verify_inclusion

INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
LEAVES = [leaf_hash(bytes.fromhex(item)) for item in INPUTS]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = [
    (0, 8, ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"]),
    (5, 8, ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
]  # fmt: skip
CONSISTENCY = [
    (1, 8, ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"]),
    (6, 8, ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]),
    (2, 5, ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
]  # fmt: skip


def _frontier(leaves: list[LeafHash]) -> Frontier:
    tree = Frontier()
    for leaf in leaves:
        tree = tree.append(leaf)
    return tree


def _many(count: int) -> list[LeafHash]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_published_vectors(size: int) -> None:
    assert tree_root(LEAVES[:size]).hex() == ROOTS[size - 1]
    assert _frontier(LEAVES[:size]).root().hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_inclusion_proofs_are_those_of_the_published_vectors(index: int, size: int, path: list[str]) -> None:
    assert [node.hex() for node in inclusion_proof(LEAVES[:size], index)] == path


@pytest.mark.parametrize(("first", "second", "path"), CONSISTENCY)
def test_consistency_proofs_are_those_of_the_published_vectors(first: int, second: int, path: list[str]) -> None:
    assert [node.hex() for node in consistency_proof(LEAVES[:second], first)] == path


def test_the_empty_tree_has_the_root_of_the_rfc() -> None:
    assert Frontier().root() == tree_root([]) == EMPTY_ROOT


@given(st.integers(1, 200), st.data())
def test_every_leaf_of_every_tree_has_a_proof_that_holds_there_and_nowhere_else(size: int, data: st.DataObject) -> None:
    leaves = _many(size)
    root = _frontier(leaves).root()
    assert root == tree_root(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(leaves, index)
    assert verify_inclusion(leaves[index], index, size, proof, root)
    for wrong in {0, size - 1, index ^ 1, size} - {index}:
        assert not verify_inclusion(leaves[index], wrong, size, proof, root)
    assert not verify_inclusion(leaf_hash(b"forged"), index, size, proof, root)
    assert not verify_inclusion(leaves[index], index, size, (*proof, bytes(32)), root)
    if proof:
        assert not verify_inclusion(leaves[index], index, size, proof[:-1], root)


@given(st.integers(1, 200), st.data())
def test_every_earlier_tree_has_a_consistency_proof_and_no_other_history_does(size: int, data: st.DataObject) -> None:
    leaves = _many(size)
    first = data.draw(st.integers(1, size))
    old, new = tree_root(leaves[:first]), tree_root(leaves)
    proof = consistency_proof(leaves, first)
    assert verify_consistency(first, old, size, new, proof)
    rewritten = [leaf_hash(b"rewritten"), *leaves[1:first]]
    assert not verify_consistency(first, tree_root(rewritten), size, new, proof)
    assert not verify_consistency(first, old, size, bytes(32), proof)
    assert not verify_consistency(first, old, size, new, (*proof, bytes(32)))


def test_a_proof_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError):
        inclusion_proof(LEAVES, 8)
    with pytest.raises(UsageError):
        consistency_proof(LEAVES, 0)
    assert not verify_consistency(0, EMPTY_ROOT, 3, tree_root(LEAVES[:3]), ())


@given(st.integers(0, 130))
def test_a_stored_frontier_grows_on_as_if_it_had_never_been_stored(size: int) -> None:
    tree = _frontier(_many(size))
    restored = decode_frontier(size, tree.encode())
    assert restored == tree
    assert restored.append(LEAVES[0]).root() == tree_root([*_many(size), LEAVES[0]])


@pytest.mark.parametrize("nodes", [None, "00", [1], ["zz"], ["00"], ["00" * 32, "00" * 32]])
def test_a_frontier_that_is_none_is_refused(nodes: object) -> None:
    with pytest.raises(InputError):
        decode_frontier(1, nodes)
