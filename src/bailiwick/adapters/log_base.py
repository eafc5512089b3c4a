"""What a pruned log keeps of the entries that are gone, in `log/pruned` (docs/formats/log.md, pruning).

The genesis entry and the changes of the key name the log and its keys; the frontier lets the tree be rebuilt from
the entries that are left, and every inclusion proof of them be made.
"""

from __future__ import annotations

import json
import os

from bailiwick.adapters.checkpoints import drop_until
from bailiwick.adapters.durable import flush_folder, replace_file
from bailiwick.adapters.segments import list_segments
from bailiwick.crypto.canonical import canonical
from bailiwick.crypto.hashing import HASH_BYTES, LeafHash
from bailiwick.ledger.tree import decode_frontier
from bailiwick.model.errors import EnvironmentFault, InputError, TrustError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.ledger.tree import Frontier

NAME = "pruned"


class Base(Value):
    """The state that a pruned log begins with."""

    genesis: str
    """The line of entry 0, without line feed."""
    keys: tuple[str, ...]
    """The lines of the entries `key` that are gone, oldest first."""
    frontier: Frontier
    head: LeafHash
    """Leaf hash of the last entry that is gone."""

    def validate(self) -> None:
        """Refuse a base of nothing, or with something else than a hash."""
        if self.frontier.size < 1 or len(self.head) != HASH_BYTES:
            raise InputError(f"expected at least one pruned entry and a hash of {HASH_BYTES} bytes")

    @property
    def size(self) -> int:
        """Entries that are gone."""
        return self.frontier.size

    def subtrees(self) -> dict[tuple[int, int], bytes]:
        """The roots of the perfect subtrees that the entries which are gone make up, by their range."""
        found, start = {}, 0
        widths = (1 << bit for bit in reversed(range(self.size.bit_length())) if self.size >> bit & 1)
        for width, node in zip(widths, self.frontier.nodes, strict=True):
            found[start, start + width] = node
            start += width
        return found


def read_base(folder: str) -> Base | None:
    """The base of the log in `folder`; None when it was never pruned.

    Raises:
        EnvironmentFault: it cannot be read.
        TrustError: it is damaged.
    """
    path = f"{folder}/{NAME}"
    try:
        with open(path, encoding="utf-8") as file:
            plain = json.load(file)
        frontier, head = decode_frontier(int(plain["size"]), plain["frontier"]), LeafHash(bytes.fromhex(plain["head"]))
        return Base(str(plain["genesis"]), tuple(map(str, plain["keys"])), frontier, head)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, InputError) as error:
        raise TrustError(
            f"expected the state that a pruned log begins with in `{path}`", remedy="restore it from your backup"
        ) from error


def write_base(folder: str, base: Base) -> None:
    """Keep `base`, durably and in one step.

    Raises:
        EnvironmentFault: it cannot be written.
    """
    plain = {
        "frontier": base.frontier.encode(),
        "genesis": base.genesis,
        "head": base.head.hex(),
        "keys": list(base.keys),
        "size": base.size,
    }
    try:
        replace_file(f"{folder}/{NAME}", canonical(plain) + b"\n")
        flush_folder(folder)
    except OSError as error:
        raise EnvironmentFault(f"cannot write `{folder}/{NAME}`: {error.strerror}") from error


def drop_pruned(folder: str, base: Base) -> int:
    """Remove the segments and checkpoints before `base`; returns the number of segments. Safe to repeat.

    Raises:
        EnvironmentFault: files cannot be removed.
    """
    gone = [segment for segment in list_segments(folder) if segment.first < base.size]
    try:
        for segment in gone:
            os.unlink(segment.path)
        if gone:
            drop_until(folder, base.size)
            flush_folder(folder)
    except OSError as error:
        raise EnvironmentFault(f"cannot prune the log in `{folder}`: {error.strerror}") from error
    return len(gone)
