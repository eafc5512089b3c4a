"""Signed checkpoints on disk: `log/checkpoint` is the newest, `log/checkpoints.jsonl` every one.

A line of the history holds the note and, beside it, what the writer needs to go on from
there without rereading the log: the frontier of the tree, the last leaf hash and the place
in the segments. The frontier is bound to the note by its root, the rest by the verifier.
"""

from __future__ import annotations

import json
import os

from bailiwick.adapters.durable import flush, replace_file, write_all
from bailiwick.crypto.canonical import canonical
from bailiwick.crypto.hashing import HASH_BYTES, LeafHash
from bailiwick.crypto.note import parse_note
from bailiwick.ledger.checkpoint import parse_checkpoint
from bailiwick.ledger.tree import Frontier, decode_frontier
from bailiwick.model.errors import EnvironmentFault, InputError, TrustError
from bailiwick.model.value import Value

HISTORY = "checkpoints.jsonl"
LATEST = "checkpoint"
_LAST_LINE_BYTES = 64 * 1024
"""Longest line of the history; a note and 64 hashes need about 6 KB."""


class ChainState(Value):
    """Where the log stands: its tree, its last leaf, and where the next line goes."""

    frontier: Frontier
    head: LeafHash
    segment: int
    """First sequence of the segment that is written to."""
    offset: int
    """Length of that segment, bytes."""

    @property
    def size(self) -> int:
        """Number of entries."""
        return self.frontier.size


class SignedState(Value):
    """A state that a checkpoint vouches for. The note's signature is not checked by reading it."""

    note: str
    state: ChainState

    def encode(self) -> bytes:
        """The line of the history."""
        return canonical(
            {
                "frontier": self.state.frontier.encode(),
                "head": self.state.head.hex(),
                "note": self.note,
                "offset": self.state.offset,
                "segment": self.state.segment,
            }
        )


def decode_signed_state(line: bytes) -> SignedState:
    """The inverse of `SignedState.encode`; the frontier has the root that the note states.

    Raises:
        InputError: the line is something else, or its parts contradict each other.
    """
    try:
        data = json.loads(line)
        note, head = data["note"], bytes.fromhex(data["head"])
        segment, offset, nodes = data["segment"], data["offset"], data["frontier"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"expected a line of the checkpoint history, got `{line[:40]!r}`") from error
    if type(segment) is not int or type(offset) is not int or type(note) is not str or len(head) != HASH_BYTES:
        raise InputError(f"expected a line of the checkpoint history, got `{line[:40]!r}`")
    checkpoint = parse_checkpoint(parse_note(note).text)
    frontier = decode_frontier(checkpoint.size, nodes)
    if frontier.root() != checkpoint.root:
        raise InputError(f"expected the frontier of checkpoint {checkpoint.size} to have its root, it has another")
    return SignedState(note, ChainState(frontier, LeafHash(head), segment, offset))


def drop_until(folder: str, size: int) -> None:
    """Take the checkpoints of at most `size` entries out of the history, in one step. Raises `OSError`."""
    path = f"{folder}/{HISTORY}"
    with open(path, "rb") as file:
        lines = file.read().splitlines(keepends=True)
    replace_file(path, b"".join(line for line in lines if decode_signed_state(line).state.size > size))


class CheckpointStore:
    """The checkpoint files of one log folder, for the one writer."""

    def __init__(self, folder: str) -> None:
        self._history = f"{folder}/{HISTORY}"
        self._latest = f"{folder}/{LATEST}"

    def last(self) -> SignedState | None:
        """The newest signed state, after mending what a crash between two writes may have left.

        A torn last line of the history is cut off, and the newest checkpoint is made the history's last.

        Raises:
            EnvironmentFault: the history cannot be read.
            TrustError: its last whole line is not a checkpoint.
        """
        try:
            with open(self._history, "r+b") as file:
                end = file.seek(0, os.SEEK_END)
                file.seek(max(0, end - 2 * _LAST_LINE_BYTES))
                tail = file.read()
                torn = len(tail) - (tail.rfind(b"\n") + 1)
                if torn:
                    file.truncate(end - torn)
                lines = tail[: len(tail) - torn].splitlines()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise EnvironmentFault(f"cannot read `{self._history}`: {error.strerror}") from error
        if not lines:
            return None
        try:
            signed = decode_signed_state(lines[-1])
        except InputError as error:
            raise TrustError(
                f"`{self._history}`: {error}", remedy="run `bailiwick verify` to see what is damaged"
            ) from error
        self._publish(signed)
        return signed

    def _publish(self, signed: SignedState) -> None:
        try:
            replace_file(self._latest, signed.note.encode(), mode=0o644)
        except OSError as error:
            raise EnvironmentFault(f"cannot write `{self._latest}`: {error.strerror}") from error

    def add(self, signed: SignedState) -> None:
        """Keep one more checkpoint, durably, and make it the newest.

        Raises:
            EnvironmentFault: it cannot be written.
        """
        try:
            descriptor = os.open(self._history, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
            try:
                before = os.fstat(descriptor).st_size
                try:
                    write_all(descriptor, signed.encode() + b"\n")
                except OSError:
                    os.ftruncate(descriptor, before)
                    raise
                flush(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise EnvironmentFault(f"cannot write a checkpoint in `{self._history}`: {error.strerror}") from error
        self._publish(signed)
