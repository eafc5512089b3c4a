"""The log as a folder that any web server can serve (C2SP tlog-tiles): tiles, a checkpoint and, if wanted, the entries.

Hashes tell nothing about what was decided, so they may be public; entries go along only when asked for.
"""

from __future__ import annotations

import os
import struct

from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.log_reader import read_line
from bailiwick.crypto.note import parse_note
from bailiwick.ledger.checkpoint import parse_checkpoint
from bailiwick.ledger.tiles import WIDTH, Tile, tiles_of
from bailiwick.model.errors import EnvironmentFault, TrustError, UsageError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.adapters.log_index import LogIndex

ENTRY_BYTES = 65_535
"""Longest entry of a bundle: its length is written in two bytes."""


class Published(Value):
    """What was written."""

    size: int
    """Entries under the checkpoint."""
    tiles: int
    """Tiles written; full ones that were there already are left alone."""
    bundles: int
    left_out: int
    """Bundles that cannot be written, for one of their entries is longer than `ENTRY_BYTES`."""


def publish(index: LogIndex, log_folder: str, note: str, folder: str, *, entries: bool) -> Published:
    """Bring `folder` to the state of the checkpoint in `note`; the checkpoint itself is written last.

    Args:
        index: of the log, up to date.
        log_folder: where the segments are.
        note: a signed checkpoint of the log.
        folder: made when missing.
        entries: write entry bundles too.

    Raises:
        TrustError: log and checkpoint do not belong together; nothing was written.
        UsageError: a tile over pruned entries is not in `folder`.
        EnvironmentFault: files cannot be read or written.
    """
    checkpoint = parse_checkpoint(parse_note(note).text)
    if index.tree(checkpoint.size).subtree(0, checkpoint.size) != checkpoint.root:
        raise TrustError("expected the log to have the root of its checkpoint", remedy="run `bailiwick verify`")
    tiles = bundles = left_out = 0
    pruned = index.base.size if index.base else 0
    for tile in tiles_of(checkpoint.size):
        before = tile.index * WIDTH ** (tile.level + 1) < pruned
        if before and _missing(folder, tile.path):
            raise UsageError(
                f"expected `{tile.path}` to be there: its entries are pruned, so it cannot be made any more",
                remedy="publish into the folder that was published before the log was pruned",
            )
        if _missing(folder, tile.path):
            _write(folder, tile.path, index.tile(tile))
            tiles += 1
        path = _bundle_path(tile)
        if entries and not before and tile.level == 0 and _missing(folder, path):
            bundle = _bundle(index, log_folder, tile)
            if bundle is None:
                left_out += 1
            else:
                _write(folder, path, bundle)
                bundles += 1
    _write(folder, "checkpoint", note.encode())
    return Published(checkpoint.size, tiles, bundles, left_out)


def _bundle_path(tile: Tile) -> str:
    return tile.path.replace("tile/0/", "tile/entries/", 1)


def _bundle(index: LogIndex, log_folder: str, tile: Tile) -> bytes | None:
    parts = []
    for position in index.positions(tile.index * WIDTH, tile.width):
        line = read_line(log_folder, position)
        if len(line) > ENTRY_BYTES:
            return None
        parts.append(struct.pack(">H", len(line)) + line)
    return b"".join(parts)


def _missing(folder: str, path: str) -> bool:
    return not os.path.exists(f"{folder}/{path}")


def _write(folder: str, path: str, data: bytes) -> None:
    whole = f"{folder}/{path}"
    try:
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        replace_file(whole, data, mode=0o644)
    except OSError as error:
        raise EnvironmentFault(f"cannot write `{whole}`: {error.strerror}") from error
