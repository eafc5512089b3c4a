"""`FileLock`: one holder per file, released by the kernel when the process ends, however it ends."""

from __future__ import annotations

import fcntl
import os

from bailiwick.model.errors import EnvironmentFault


class FileLock:
    """An exclusive advisory lock on `path`, taken at construction and held until `release`."""

    def __init__(self, path: str, *, what: str) -> None:
        """Take the lock without waiting.

        Args:
            path: the lock file; made when missing, never removed.
            what: the thing it guards, for the message.

        Raises:
            EnvironmentFault: another process (or another opener in this one) holds it.
        """
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise EnvironmentFault(f"cannot open the lock `{path}`: {error.strerror}") from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)
        except BlockingIOError as error:
            holder = os.pread(self._descriptor, 32, 0).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            raise EnvironmentFault(
                f"expected to be the only writer of {what}, process {holder or 'unknown'} already is",
                remedy="use the running daemon, or stop it with `bailiwick daemon stop`",
            ) from error
        except OSError as error:
            os.close(self._descriptor)
            raise EnvironmentFault(f"cannot take the lock `{path}`: {error.strerror}") from error

    def release(self) -> None:
        """Give the lock up."""
        os.close(self._descriptor)
