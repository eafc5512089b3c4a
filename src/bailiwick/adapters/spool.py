"""`Spool`: records of what happened without the daemon, one file each, until the next daemon logs them.

Two sorts: `.unchecked` (bytes of a hook client that let a call pass without a decision) and
`.entry` (a log entry of the in-process evaluator). Files appear whole or not at all; their
names order them by time and never collide, and those of entries end in a tag of the session whose
state they change. The spool promises no durability against power loss.
"""

from __future__ import annotations

import json
import os
import stat

from bailiwick.adapters.regular_files import open_regular
from bailiwick.crypto.hashing import content_hash
from bailiwick.model import bounds
from bailiwick.model.errors import EnvironmentFault, InputError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ENTRY = ".entry"
UNCHECKED = ".unchecked"
REJECTED = ".rejected"

_RECORD_BYTES = 2 * bounds.FRAME_BYTES
"""Longest record that is read back."""


_TAG_DIGITS = 16


class Spooled(Value):
    """Position of a spooled entry: none yet. The daemon that logs it gives it one."""

    sequence: int = -1
    reference: str = ""


class SpooledEntry(Value):
    """A log entry that waits in the spool."""

    kind: str
    body: Mapping[str, object]
    at: str
    """When it was made, RFC 3339."""


class Spool:
    """The spool directory of one home."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._count = 0
        self.added: list[str] = []
        """Names of the records that this process has added, in order."""

    def append(self, kind: str, body: Mapping[str, object], *, now: datetime) -> Spooled:
        """Keep one entry for the log (`engine.ports.Recorder`).

        Raises:
            EnvironmentFault: it cannot be written.
        """
        record = {"kind": kind, "body": body, "at": now.isoformat()}
        tag = _tag(str(body.get("session", ""))) if body.get("session_event") else ""
        self.put(json.dumps(record).encode("ascii"), suffix=f"-{tag}{ENTRY}", now=now)
        return Spooled()

    def put(self, data: bytes, *, suffix: str, now: datetime) -> None:
        """Add one record.

        Raises:
            EnvironmentFault: it cannot be written.
        """
        self._count += 1
        seconds = int(now.timestamp())
        name = f"{seconds:010d}-{now.microsecond:06d}000-{os.getpid()}-{self._count:06d}{suffix}"
        draft = f"{self._folder}/.{name}"
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            try:
                with open(descriptor, "wb") as file:
                    file.write(data)
                os.rename(draft, f"{self._folder}/{name}")
                self.added.append(name)
            except OSError:
                os.unlink(draft)
                raise
        except OSError as error:
            raise EnvironmentFault(
                f"cannot keep a record in `{self._folder}`: {error.strerror}",
                remedy="free the disk, or repair the directory's owner and mode (0700)",
            ) from error

    def names(self) -> list[str]:
        """Waiting records, oldest first, at most `bounds.SPOOL_FILES`. Raises `EnvironmentFault`."""
        return self._waiting(ENTRY, UNCHECKED)[: bounds.SPOOL_FILES]

    def steps(self) -> list[str]:
        """All waiting entries that change the state of a session, oldest first. Raises `EnvironmentFault`."""
        return [name for name in self._waiting(ENTRY) if not name.endswith(f"-{ENTRY}")]

    def _waiting(self, *suffixes: str) -> list[str]:
        try:
            found = os.listdir(self._folder)
        except OSError as error:
            raise EnvironmentFault(f"cannot read `{self._folder}`: {error.strerror}") from error
        return sorted(name for name in found if name.endswith(suffixes) and not name.startswith("."))

    def read(self, name: str) -> bytes:
        """The bytes of one record.

        Raises:
            InputError: it is not a file of ours.
            EnvironmentFault: it cannot be read.
        """
        path = f"{self._folder}/{name}"
        try:
            if not stat.S_ISREG(os.lstat(path).st_mode):
                raise InputError(f"expected `{path}` to be a regular file, it is not")
            with open_regular(path, follow=False) as file:
                status = os.fstat(file.fileno())
                if status.st_uid != os.geteuid() or status.st_size > _RECORD_BYTES:
                    raise InputError(
                        f"expected `{path}` to be a record of this user, at most {_RECORD_BYTES} bytes long"
                    )
                return file.read(_RECORD_BYTES)
        except OSError as error:
            raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error

    def drop(self, name: str) -> None:
        """Remove a record that is in the log now. Raises `EnvironmentFault`."""
        try:
            os.unlink(f"{self._folder}/{name}")
        except OSError as error:
            raise EnvironmentFault(f"cannot remove `{name}` from the spool: {error.strerror}") from error

    def reject(self, name: str) -> None:
        """Put aside a record that cannot be read, for a person to look at. Raises `EnvironmentFault`."""
        try:
            os.rename(f"{self._folder}/{name}", f"{self._folder}/{name}{REJECTED}")
        except OSError as error:
            raise EnvironmentFault(f"cannot put `{name}` of the spool aside: {error.strerror}") from error


def of_session(session: str, names: list[str]) -> list[str]:
    """Those of the entries `names` that change the state of `session` (or, in theory, of one with the same tag)."""
    ending = f"-{_tag(session)}{ENTRY}"
    return [name for name in names if name.endswith(ending)]


def _tag(session: str) -> str:
    return content_hash(session)[:_TAG_DIGITS]


def read_entry(data: bytes) -> SpooledEntry:
    """The entry of a record that `append` made.

    Raises:
        InputError: it is something else.
    """
    try:
        record = json.loads(data)
        kind, body, at = record["kind"], record["body"], record["at"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InputError(f"expected a spooled entry, got {len(data)} bytes that are none") from error
    if not (isinstance(kind, str) and isinstance(body, dict) and isinstance(at, str)):
        raise InputError("expected a spooled entry with a text kind, a map as body and a text time")
    return SpooledEntry(kind, body, at)
