"""`Anchor`: the head of the log, kept apart from it, so that a cut tail or an older copy is found.

The file has two fixed slots, written in turn with one `pwrite`: a crash can spoil the one
being written, never both. It remembers how many entries are surely on disk, and in which
boot of the machine it was written, because losing entries is explainable only by a machine
that went down before they reached the disk.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from hashlib import sha256

from bailiwick.crypto.hashing import NO_LEAF, LeafHash
from bailiwick.model.errors import EnvironmentFault, TrustError
from bailiwick.model.value import Value

SLOT_BYTES = 256
_MAGIC = "bailiwick-head/1"
_FIELDS = 6


class Head(Value):
    """What the anchor says: the log had `size` entries, the last with this leaf hash."""

    log: str
    size: int
    head: LeafHash = NO_LEAF
    synced: int = 0
    """Entries that were on disk, not only with the operating system."""
    boot: str = ""
    """The boot of the machine in which the head was written."""

    def encode(self) -> bytes:
        """The head as one slot."""
        text = f"{_MAGIC} {self.log} {self.size:020d} {self.head.hex()} {self.synced:020d} {self.boot or '-'}"
        checksum = sha256(text.encode()).hexdigest()[:16]
        return f"{text} {checksum}".encode().ljust(SLOT_BYTES - 1) + b"\n"


def decode_head(slot: bytes) -> Head | None:
    """The head in a slot, or None when the slot is empty or spoilt."""
    text, _, checksum = slot.decode("ascii", "replace").strip().rpartition(" ")
    words = text.split(" ")
    if len(words) != _FIELDS or words[0] != _MAGIC or sha256(text.encode()).hexdigest()[:16] != checksum:
        return None
    _, log, size, head, synced, boot = words
    try:
        found = Head(log, int(size), LeafHash(bytes.fromhex(head)), int(synced), "" if boot == "-" else boot)
    except ValueError:
        return None
    return found if found.encode() == slot else None  # one spelling only, padding included


class Anchor:
    """The anchor file of one log, open for writing. Raises `OSError` from `write`; the caller undoes its entry."""

    def __init__(self, path: str) -> None:
        """Open or make the file.

        Raises:
            EnvironmentFault: it cannot be opened.
        """
        self.path = path
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise EnvironmentFault(f"cannot open the anchor `{path}`: {error.strerror}") from error

    def read(self) -> Head | None:
        """The newest head, or None when the file is new.

        Raises:
            TrustError: the file has content, but no slot of it is whole.
        """
        data = os.pread(self._descriptor, 2 * SLOT_BYTES + 1, 0)
        head = newest_head(data)
        if head is None and data.strip(b"\x00"):
            raise TrustError(f"expected a head of the log in `{self.path}`, no slot of it is whole")
        return head

    def write(self, head: Head) -> None:
        """Record the next head."""
        written = os.pwrite(self._descriptor, head.encode(), (head.size & 1) * SLOT_BYTES)
        if written != SLOT_BYTES:
            raise OSError(errno.ENOSPC, f"only {written} of {SLOT_BYTES} bytes of the anchor were written")

    def reset(self, head: Head) -> None:
        """Record a head that may be smaller than the one before, in both slots, and have it on disk."""
        os.pwrite(self._descriptor, head.encode() * 2, 0)
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


def newest_head(data: bytes) -> Head | None:
    """The larger of the whole heads in an anchor file's bytes."""
    heads = [head for start in (0, SLOT_BYTES) if (head := decode_head(data[start : start + SLOT_BYTES]))]
    return max(heads, key=lambda head: head.size, default=None)


def boot_id() -> str:
    """An id of the running boot of the machine; empty where none can be had."""
    try:
        if sys.platform == "darwin":
            command = ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"]
            return subprocess.run(command, capture_output=True, check=True, timeout=5).stdout.decode().strip()  # noqa: S603 - fixed words
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except (OSError, subprocess.SubprocessError):
        return ""
