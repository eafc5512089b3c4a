"""`SegmentLog`: the chain of entries on disk, for its one writer.

Guarantees:
1. When `append` returns, the entry is whole in the segment and its head is in the anchor;
   when it raises, the log is as it was before.
2. A line is never written behind a torn one: when a failed write cannot be undone, or the
   file is not as this writer left it, every later append is refused.
3. Appending costs the same at any length; opening reads only what follows the last checkpoint.

Durability is the caller's: `append` hands the bytes to the operating system, `sync` to the disk.
"""

from __future__ import annotations

import os
import threading

from bailiwick.adapters.anchors import Head
from bailiwick.adapters.checkpoints import ChainState
from bailiwick.adapters.durable import flush, flush_folder, write_all
from bailiwick.adapters.segments import segment_path
from bailiwick.crypto.hashing import leaf_hash
from bailiwick.ledger.entry import REFERENCE_DIGITS, Entry, format_time
from bailiwick.model.errors import EnvironmentFault, TrustError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bailiwick.adapters.anchors import Anchor

SEGMENT_BYTES = 64 * 1024 * 1024
"""Size beyond which the next entry starts a new segment."""


class Recorded(Value):
    """Position of an appended entry."""

    sequence: int
    reference: str


class SegmentLog:
    """One log, open for appending. Append from one thread at a time; `sync` from any."""

    def __init__(
        self,
        folder: str,
        *,
        log: str,
        state: ChainState,
        anchor: Anchor,
        boot: str,
        segment_bytes: int = SEGMENT_BYTES,
    ) -> None:
        """Continue at `state`; the folder's files already are exactly that (`log_opening.open_log`)."""
        self.log = log
        self.state = state
        self._folder = folder
        self._anchor = anchor
        self._boot = boot
        self._segment_bytes = segment_bytes
        self._synced = 0
        self._refusal = ""
        self._sync_lock = threading.Lock()
        self._descriptor = self._open_segment(state.segment)

    @property
    def synced(self) -> int:
        """Entries that are surely on disk."""
        return self._synced

    def append(self, kind: str, body: Mapping[str, object], *, now: datetime) -> Recorded:
        """Append one entry.

        Raises:
            InputError: the body is not canonical-JSON data.
            EnvironmentFault: it cannot be written; the log is unchanged.
            TrustError: somebody else changed the segment under this writer.
        """
        if self._refusal:
            raise EnvironmentFault(self._refusal, remedy="mend the disk, then restart the daemon")
        state = self.state
        entry = Entry(self.log, state.size, state.head.hex(), format_time(now), kind, body)
        line = entry.encode()
        if state.offset and state.offset + len(line) >= self._segment_bytes:
            state = self._roll(state)
        head = leaf_hash(line)
        after = ChainState(state.frontier.append(head), head, state.segment, state.offset + len(line) + 1)
        self._write(line + b"\n", state, after)
        self.state = after
        return Recorded(state.size, head.hex()[:REFERENCE_DIGITS])

    def sync(self) -> None:
        """Return when every entry appended before this call is on disk. Concurrent callers share one flush.

        Raises:
            EnvironmentFault: the disk refused; nothing is promised about entries since the last `sync`.
        """
        wanted = self.state.size
        with self._sync_lock:
            if self._synced >= wanted:
                return
            covered = self.state.size
            try:
                flush(self._descriptor)
            except OSError as error:
                # After a failed fsync the kernel may drop the pages and report success next time.
                self._refusal = f"the disk failed to keep the log: {error.strerror}"
                raise EnvironmentFault(self._refusal) from error
            self._synced = covered

    def close(self) -> None:
        """Record in the anchor how much is on disk, and close the files.

        Raises:
            EnvironmentFault: the anchor cannot be written; the files are closed all the same.
        """
        try:
            self._anchor.write(self._head_of(self.state))
        except OSError as error:
            raise EnvironmentFault(f"cannot write the anchor of the log: {error.strerror}") from error
        finally:
            self._close()

    def _close(self) -> None:
        os.close(self._descriptor)
        self._anchor.close()

    def _head_of(self, state: ChainState) -> Head:
        return Head(self.log, state.size, state.head, min(self._synced, state.size), self._boot)

    def _write(self, data: bytes, before: ChainState, after: ChainState) -> None:
        status = os.fstat(self._descriptor)
        if status.st_size != before.offset or status.st_nlink != 1:
            self._refusal = (
                f"expected the log segment {before.segment} to be {before.offset} bytes as this writer left it, "
                f"it is {status.st_size} bytes with {status.st_nlink} names"
            )
            raise TrustError(self._refusal, remedy="run `bailiwick verify`")
        try:
            write_all(self._descriptor, data)
            self._anchor.write(self._head_of(after))
        except OSError as error:
            self._undo(before, error)

    def _undo(self, before: ChainState, cause: OSError) -> None:
        message = f"cannot write to the log: {cause.strerror}"
        try:
            os.ftruncate(self._descriptor, before.offset)
        except OSError as error:
            self._refusal = f"{message}, and the part that was written cannot be removed: {error.strerror}"
        raise EnvironmentFault(message, remedy="free space on the disk that holds BAILIWICK_HOME") from cause

    def _roll(self, state: ChainState) -> ChainState:
        """Start the next segment; the finished one is on disk first."""
        self.sync()
        fresh = ChainState(state.frontier, state.head, state.size, 0)
        with self._sync_lock:
            descriptor = self._open_segment(state.size)
            os.close(self._descriptor)
            self._descriptor = descriptor
        self.state = fresh
        return fresh

    def _open_segment(self, first: int) -> int:
        path = segment_path(self._folder, first)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
            flush_folder(self._folder)
        except OSError as error:
            raise EnvironmentFault(f"cannot open the log segment `{path}`: {error.strerror}") from error
        return descriptor
