"""The Merkle tree of RFC 9162 section 2.1 by its recursive definition: slow, and plainly right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.crypto.hashing import EMPTY_ROOT, RootHash, node_hash
from bailiwick.ledger.proofs import consistency_path, inclusion_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.crypto.hashing import LeafHash


def tree_root(leaves: Sequence[LeafHash]) -> RootHash:
    """The Merkle tree hash of `leaves`."""
    return RootHash(_subtree(leaves)) if leaves else EMPTY_ROOT


def inclusion_proof(leaves: Sequence[LeafHash], index: int) -> tuple[bytes, ...]:
    """The audit path of leaf `index`, from the leaf upwards."""
    return inclusion_path(len(leaves), index, lambda start, end: _subtree(leaves[start:end]))


def consistency_proof(leaves: Sequence[LeafHash], first: int) -> tuple[bytes, ...]:
    """The proof that the tree of `leaves` extends its own first `first` leaves."""
    return consistency_path(len(leaves), first, lambda start, end: _subtree(leaves[start:end]))


def _subtree(leaves: Sequence[LeafHash]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node_hash(_subtree(leaves[:split]), _subtree(leaves[split:]))
