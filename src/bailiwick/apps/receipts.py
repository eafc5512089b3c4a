"""Receipts of the log of one home: proof from the index, head from the newest signed checkpoint."""

from __future__ import annotations

import os
import time

from bailiwick.adapters.checkpoints import LATEST
from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.keys import load_public_key
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.adapters.log_reader import read_line
from bailiwick.adapters.recorder import CHECKPOINT_SECONDS, SegmentRecorder
from bailiwick.apps.daemon.control import status
from bailiwick.crypto.note import parse_note, verifier_key
from bailiwick.ledger.checkpoint import origin_of, parse_checkpoint
from bailiwick.ledger.entry import parse_entry
from bailiwick.ledger.handover import KIND, read_handover
from bailiwick.ledger.proofs import inclusion_path
from bailiwick.ledger.receipt import Receipt
from bailiwick.ledger.tlog_proof import TlogProof
from bailiwick.model import bounds
from bailiwick.model.errors import EnvironmentFault, TrustError
from bailiwick_verify import BadReceiptError, check_receipt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.adapters.home import Home
    from bailiwick.crypto.signing import PublicKey
    from bailiwick.ledger.handover import Handover

COSIGNED = "cosigned"
"""The newest checkpoint with the cosignatures of witnesses, in `log/`."""

_PATIENCE_SECONDS = 3 * CHECKPOINT_SECONDS
_POLL_SECONDS = 0.1


def receipt_of(home: Home, name: str) -> Receipt:
    """The receipt of the entry that `name` names, checked before it is given out.

    An entry that no checkpoint covers yet is covered first: by the daemon, which signs every few
    seconds, or here when none runs.

    Raises:
        UsageError: no entry is named so.
        EnvironmentFault: the log cannot be read, or the daemon signs no checkpoint.
        TrustError: log, checkpoint and key do not belong together; `bailiwick verify` says more.
    """
    with LogIndex(home) as index:
        placed = index.get(name)
        note = _cosigned(home, placed.entry.sequence) or covering_checkpoint(home, placed.entry.sequence)
        index.catch_up()  # a live log grows while it is read
        size = parse_checkpoint(parse_note(note).text).size
        path = inclusion_path(size, placed.entry.sequence, index.tree(size).subtree)
        handovers = [line for line in handover_lines(home, index) if parse_entry(line.encode()).sequence < size]
        changes = [read_handover(parse_entry(line.encode())) for line in handover_lines(home, index)]
    key = _key_at(home, changes, size)
    line = read_line(home.folder("log"), placed.at)
    proof = TlogProof(placed.entry.sequence, path, note).text()
    origin = origin_of(placed.entry.log)
    receipt = Receipt(line.decode(), proof, verifier_key(origin, key), tuple(handovers))
    try:
        check_receipt(receipt.text(), key.raw)
    except BadReceiptError as error:
        raise TrustError(f"no receipt can be given: {error}", remedy="run `bailiwick verify`") from error
    return receipt


def _cosigned(home: Home, sequence: int) -> str:
    """The newest checkpoint that witnesses signed too, when it covers the entry with this number; else empty."""
    path = f"{home.folder('log')}/{COSIGNED}"
    note = read_text(path) if os.path.exists(path) else ""
    return note if note and parse_checkpoint(parse_note(note).text).size > sequence else ""


def _key_at(home: Home, changes: list[Handover], size: int) -> PublicKey:
    """The key that signs checkpoints of `size` entries."""
    before = [change.new for change in changes if change.sequence < size]
    if before or not changes:
        return before[-1] if before else load_public_key(home)
    return changes[0].old


def handover_lines(home: Home, index: LogIndex) -> list[str]:
    """The lines of the entries that changed the log's key, oldest first, also of those that are pruned."""
    found = index.find(LogQuery(kind=KIND), limit=bounds.KEY_CHANGES, newest_first=False)
    kept = [read_line(home.folder("log"), placed.at).decode() for placed in found]
    return [*(index.base.keys if index.base else ()), *kept]


def covering_checkpoint(home: Home, sequence: int) -> str:
    """The newest checkpoint, once it covers the entry with this number: by the daemon, or signed here when none runs.

    Raises:
        EnvironmentFault: it cannot be read, or the daemon signs none.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    path = f"{home.folder('log')}/{LATEST}"
    while True:
        note = read_text(path)
        if parse_checkpoint(parse_note(note).text).size > sequence:
            return note
        if time.monotonic() > deadline:
            raise EnvironmentFault(
                f"expected a checkpoint over entry {sequence} within {_PATIENCE_SECONDS:.0f} s, the daemon signed none",
                remedy="`bailiwick doctor` says why",
            )
        if status(home).running:
            time.sleep(_POLL_SECONDS)
        else:
            SegmentRecorder(home, now=SystemClock().now(), background=False).close()


def read_text(path: str) -> str:
    """The text of a small file.

    Raises:
        EnvironmentFault: it cannot be read.
    """
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error}", remedy="run `bailiwick doctor`") from error
