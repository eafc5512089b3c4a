"""The Merkle tree of RFC 9162 section 2.1, kept as its frontier.

The frontier of a tree of n leaves is the list of roots of the perfect subtrees that n
decomposes into, largest first: one per set bit of n. It is all that appending needs, so
a log grows in O(1) amortised time and restarts from at most 64 hashes.
"""

from __future__ import annotations

from bailiwick.crypto.hashing import EMPTY_ROOT, HASH_BYTES, RootHash, node_hash
from bailiwick.model.errors import InputError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.crypto.hashing import LeafHash


class Frontier(Value):
    """A tree of `size` leaves, as the roots of its perfect subtrees, largest first."""

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def validate(self) -> None:
        """Refuse a frontier whose shape does not belong to its size."""
        if self.size < 0 or len(self.nodes) != self.size.bit_count():
            raise InputError(f"expected {self.size.bit_count()} nodes for {self.size} leaves, got {len(self.nodes)}")

    def append(self, leaf: LeafHash) -> Frontier:
        """The tree with one more leaf."""
        node: bytes = leaf
        nodes = self.nodes
        kept = len(nodes)
        rest = self.size
        while rest & 1:  # each trailing one bit is a full subtree that now gets its sibling
            kept -= 1
            node = node_hash(nodes[kept], node)
            rest >>= 1
        return Frontier(self.size + 1, (*nodes[:kept], node))

    def root(self) -> RootHash:
        """The tree head."""
        if not self.nodes:
            return EMPTY_ROOT
        node = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            node = node_hash(left, node)
        return RootHash(node)

    def encode(self) -> list[str]:
        """The nodes as hex, for storage beside a checkpoint."""
        return [node.hex() for node in self.nodes]


def decode_frontier(size: int, nodes: object) -> Frontier:
    """The inverse of `Frontier.encode`.

    Raises:
        InputError: `nodes` is not a list of hashes in hex that belongs to `size`.
    """
    if not isinstance(nodes, list) or not all(isinstance(node, str) for node in nodes):
        raise InputError("expected the frontier as a list of hashes in hex")
    try:
        decoded = tuple(bytes.fromhex(node) for node in nodes)
    except ValueError as error:
        raise InputError("expected the frontier as a list of hashes in hex") from error
    if any(len(node) != HASH_BYTES for node in decoded):
        raise InputError(f"expected hashes of {HASH_BYTES} bytes in the frontier")
    return Frontier(size, decoded)
