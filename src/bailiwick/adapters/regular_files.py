"""Reading files that somebody else may have prepared: regular files only, up to a limit, without blocking."""

from __future__ import annotations

import errno
import os
import stat

from bailiwick.model.errors import EnvironmentFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from io import BufferedReader

_UNREAD_BELOW = ("/proc/", "/sys/", "/dev/")
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0)


def open_regular(path: str, *, follow: bool = True) -> BufferedReader:
    """Open a regular file for reading, at once: a FIFO in its place is refused and not waited for.

    Args:
        path: the file.
        follow: False refuses a symbolic link as the last part of the path.

    Raises:
        OSError: it cannot be opened, or is no regular file.
    """
    descriptor = os.open(path, _FLAGS if follow else _FLAGS | os.O_NOFOLLOW)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return open(descriptor, "rb")
    os.close(descriptor)
    raise OSError(errno.EINVAL, "it is not a regular file", path)


class Unreadable(EnvironmentFault):
    """The file is missing, is not a regular file, is too large, or may not be read."""


def read_regular(path: str, limit: int) -> bytes:
    """The content of a regular file of at most `limit` bytes.

    FIFOs and devices are never opened: opening one can block or have an effect. Pseudo file systems are
    not read: what is behind their regular files is not a file.

    Raises:
        Unreadable: with the reason.
    """
    try:
        if os.path.realpath(path).startswith(_UNREAD_BELOW):
            raise Unreadable(f"`{path}` is on a pseudo file system")
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise Unreadable(f"expected `{path}` to be a regular file, it is not")
        descriptor = os.open(path, _FLAGS)
        try:
            # The name may mean another file by now.
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable(f"expected `{path}` to be a regular file, it is not")
            if status.st_size > limit:
                raise Unreadable(f"expected at most {limit} bytes in `{path}`, got {status.st_size}")
            return _read(descriptor, path, limit)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Unreadable(f"`{path}` cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise Unreadable(f"{path!r} is not a file name: {error}") from error


def _read(descriptor: int, path: str, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := os.read(descriptor, min(1 << 16, limit + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise Unreadable(f"expected at most {limit} bytes in `{path}`, it grew while it was read")
    return b"".join(pieces)


def signature(path: str) -> tuple[int, int, int] | None:
    """A value that changes when the file does; None when there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
