"""Inclusion and consistency proofs, from the roots of subtrees (RFC 9162 sections 2.1.3, 2.1.4)."""

from __future__ import annotations

from bailiwick.crypto.hashing import node_hash
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    Subtree: TypeAlias = Callable[[int, int], bytes]
    """The root of the leaves from one index up to another."""


def inclusion_path(size: int, index: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The audit path of leaf `index` in a tree of `size` leaves, from the leaf upwards (RFC 9162 section 2.1.3.1).

    Args:
        size: how many leaves the tree has.
        index: of the leaf, from 0.
        subtree: gives the roots of subtrees; it is asked for one a level.

    Raises:
        UsageError: there is no such leaf.
    """
    if not 0 <= index < size:
        raise UsageError(f"expected a leaf index below {size}, got {index}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            path.append(subtree(split, end))
            end = split
        else:
            path.append(subtree(start, split))
            start = split
    return tuple(reversed(path))


def consistency_path(size: int, first: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The proof that a tree of `size` leaves extends its own first `first` leaves (RFC 9162 section 2.1.4.1).

    Args:
        size: how many leaves the tree has.
        first: how many it had.
        subtree: gives the roots of subtrees; it is asked for one a level.

    Raises:
        UsageError: `first` is not a size between 1 and `size`.
    """
    if not 1 <= first <= size:
        raise UsageError(f"expected an earlier size between 1 and {size}, got {first}")
    path: list[bytes] = []
    start, end = 0, size
    known = True  # the old tree's root is the verifier's own value and is left out of the proof
    while first < end:
        split = start + _split(end - start)
        if first <= split:
            path.append(subtree(split, end))
            end = split
        else:
            path.append(subtree(start, split))
            start = split
            known = False
    if not known:
        path.append(subtree(start, end))
    return tuple(reversed(path))


def verify_consistency(first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """True when `proof` shows that the second tree extends the first (RFC 9162 section 2.1.4.2)."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    nodes = list(proof)
    if first & (first - 1) == 0:  # a perfect first tree is itself the start of the path
        nodes.insert(0, first_root)
    if not nodes:
        return False
    position, last = first - 1, second - 1
    while position & 1:
        position >>= 1
        last >>= 1
    old = new = nodes[0]
    for sibling in nodes[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old = node_hash(sibling, old)
            new = node_hash(sibling, new)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            new = node_hash(new, sibling)
        position >>= 1
        last >>= 1
    return last == 0 and old == first_root and new == second_root


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)
