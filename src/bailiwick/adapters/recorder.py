"""`SegmentRecorder`: the engine's `Recorder` on segment files, with checkpoints signed beside the work.

A checkpoint needs a flush and a signature, which do not belong on the way of a tool call. A
thread of this recorder signs when `checkpoint_entries` entries or `checkpoint_seconds` have
gone by since the last one, and `close` signs what is left. What is not covered yet is chained
and anchored all the same; `verify` says how much that is.
"""

from __future__ import annotations

import threading
import time
from enum import StrEnum

from bailiwick.adapters.checkpoints import CheckpointStore, SignedState
from bailiwick.adapters.file_lock import FileLock
from bailiwick.adapters.keys import load_signing_key, prepare_next_key, take_next_key
from bailiwick.adapters.log_opening import open_log
from bailiwick.adapters.segment_log import SEGMENT_BYTES
from bailiwick.crypto.note import parse_note, sign_note
from bailiwick.ledger.checkpoint import Checkpoint, origin_of
from bailiwick.ledger.handover import KIND, handover_body
from bailiwick.model.errors import BailiwickError, TrustError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from types import TracebackType
    from typing import Protocol, Self

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.segment_log import Recorded
    from bailiwick.crypto.signing import PublicKey, SigningKey

    class Shelf(Protocol):
        """A second place, out of reach of who can write the home, for the newest checkpoint."""

        def keep(self, note: str) -> None:
            """Put a checkpoint there; raises a `BailiwickError` when that cannot or must not be done."""


CHECKPOINT_ENTRIES = 1000
CHECKPOINT_SECONDS = 5.0
SHELF_SECONDS = 60.0
"""A checkpoint is put on the shelf at most so often, and the last one when the log is closed."""


class Durability(StrEnum):
    """When an answered call's entry survives: the end of the process, or the loss of power."""

    PROCESS = "process"
    DISK = "disk"
    """The caller awaits `sync` before it answers; many appends share one flush."""


class SegmentRecorder:
    """The log of one home, open for writing by exactly one process."""

    def __init__(
        self,
        home: Home,
        *,
        now: datetime,
        durability: Durability = Durability.PROCESS,
        background: bool = True,
        checkpoint_entries: int = CHECKPOINT_ENTRIES,
        checkpoint_seconds: float = CHECKPOINT_SECONDS,
        segment_bytes: int = SEGMENT_BYTES,
        shelf: Shelf | None = None,
    ) -> None:
        """Open the log, creating key and genesis at first use.

        Args:
            home: where the log lives; its folders exist.
            now: UTC time for the entries that opening may add.
            durability: what callers want; `append` is the same for both, see `sync`.
            background: sign checkpoints on a thread; without it only `checkpoint` and `close` do.
            checkpoint_entries: sign after this many entries.
            checkpoint_seconds: sign at the latest this long after an entry.
            segment_bytes: size at which a new segment starts.
            shelf: where checkpoints are also kept; when that fails, `problem` says so and the work goes on.

        Raises:
            EnvironmentFault: another process writes this log, or files cannot be written.
            TrustError: log, key, checkpoints and anchor contradict each other.
        """
        self.durability = durability
        self.problem = ""
        """Why the last checkpoint could not be signed; empty when all is well."""
        self._home = home
        self._entries = checkpoint_entries
        self._seconds = checkpoint_seconds
        self._store = CheckpointStore(home.folder("log"))
        self._shelf, self._shelved = shelf, -SHELF_SECONDS
        self._signing = threading.Lock()
        self._key: SigningKey | None = None
        self._uncovered, self._full = threading.Event(), threading.Event()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = FileLock(f"{home.folder('log')}/lock", what="this log")
        try:
            opened = open_log(home, now=now, segment_bytes=segment_bytes)
        except BaseException:
            self._lock.release()
            raise
        self._log = opened.log
        self._base = opened.checkpoint
        self._signer = opened.signer
        try:
            if self._base is None:
                self.checkpoint()
        except BaseException:
            self._release()
            raise
        if background:
            self._thread = threading.Thread(target=self._sign_when_due, name="bailiwick-checkpoints", daemon=True)
            self._thread.start()
            if self._covered < self.size:
                self._uncovered.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def log(self) -> str:
        """Id of the log."""
        return self._log.log

    @property
    def size(self) -> int:
        """Number of entries."""
        return self._log.state.size

    @property
    def synced(self) -> int:
        """Number of entries that are surely on disk."""
        return self._log.synced

    def append(self, kind: str, body: Mapping[str, object], *, now: datetime) -> Recorded:
        """Append one entry; on return it survives the end of this process. Call from one thread at a time.

        Raises:
            InputError: the body is not canonical-JSON data.
            EnvironmentFault: it could not be written; the log is unchanged.
            TrustError: somebody else changed the log while it was open.
        """
        recorded = self._log.append(kind, body, now=now)
        if not self._uncovered.is_set():
            self._uncovered.set()
        if self.size - self._covered >= self._entries and not self._full.is_set():
            self._full.set()
        return recorded

    def sync(self) -> None:
        """Return when every entry appended so far is on disk. Blocks: call it off the event loop.

        Raises:
            EnvironmentFault: the disk refused.
        """
        self._log.sync()

    def checkpoint(self) -> None:
        """Sign the log as it stands, unless it is signed already. Safe from any thread.

        Raises:
            EnvironmentFault: files cannot be written.
            TrustError: the key is not the log's, or the checkpoint this log was resumed from is forged.
        """
        with self._signing:
            state = self._log.state
            if state.size == self._covered:
                return
            self._log.sync()
            key = self._key or self._trusted_key()
            origin = origin_of(self.log)
            note = sign_note(Checkpoint(origin, state.size, state.frontier.root()).text(), origin, key)
            signed = SignedState(note, state)
            self._store.add(signed)
            self._base, self._key, self.problem = signed, key, ""
            self._put_on_shelf()

    def _put_on_shelf(self) -> None:
        if self._shelf is None or self._base is None:
            return
        now = time.monotonic()
        if now - self._shelved < SHELF_SECONDS and not self._closing.is_set():
            return
        try:
            self._shelf.keep(self._base.note)
            self._shelved = now
        except BailiwickError as error:
            self.problem = str(error)

    def rotate_key(self, *, now: datetime) -> PublicKey:
        """Go over to a new signing key, recorded in the log; the old private key is gone afterwards.

        Crash-safe: before the entry the old key counts, behind it the new one, and opening finishes the rest.

        Raises:
            EnvironmentFault: files cannot be written.
            TrustError: see `checkpoint`.
        """
        self.checkpoint()
        with self._signing:
            old, new = self._key or self._trusted_key(), prepare_next_key(self._home)
            state = self._log.state
            self._log.append(KIND, handover_body(self.log, state.size, state.head.hex(), old, new), now=now)
            self._log.sync()
            take_next_key(self._home, new.public())
            self._key = new
        self.checkpoint()
        return new.public()

    def close(self) -> None:
        """Sign what is not covered yet and give the log up. The log is released whatever happens.

        Raises:
            EnvironmentFault: the last checkpoint cannot be written.
            TrustError: see `checkpoint`.
        """
        self._closing.set()
        self._uncovered.set()
        self._full.set()
        if self._thread is not None:
            self._thread.join()
        try:
            self.checkpoint()
            with self._signing:
                self._put_on_shelf()
        finally:
            self._release()

    @property
    def _covered(self) -> int:
        return self._base.state.size if self._base else 0

    def _trusted_key(self) -> SigningKey:
        """The key, after it or the key before it has been seen to have signed the state this log was resumed from.

        INVARIANT: no new checkpoint ever rests on a frontier that the log's key did not sign; else a
        rewritten log would be made good by the next honest checkpoint.
        """
        key = load_signing_key(self._home)
        if self._base and not parse_note(self._base.note).signed_by(origin_of(self.log), self._signer):
            raise TrustError(
                f"expected checkpoint {self._covered} to be signed by the log's key, it is not",
                remedy="run `bailiwick verify`; this log must not be continued",
            )
        return key

    def _sign_when_due(self) -> None:
        while not self._closing.is_set():
            self._uncovered.wait()
            self._full.wait(self._seconds)
            if self._closing.is_set():
                return
            self._uncovered.clear()
            self._full.clear()
            try:
                self.checkpoint()
            except BailiwickError as error:
                self.problem = str(error)

    def _release(self) -> None:
        try:
            self._log.close()
        finally:
            self._lock.release()
