"""Writing files so that a crash leaves the old content or the new one, and so that written means on disk."""

from __future__ import annotations

import os
import sys

_FULL_SYNC = 51
"""`F_FULLFSYNC` of macOS: its plain fsync leaves data in the drive's cache."""


def flush(descriptor: int) -> None:
    """Return when the file's data is on the medium. Raises `OSError`."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, _FULL_SYNC)
    else:
        os.fdatasync(descriptor)


def flush_folder(path: str) -> None:
    """Return when the directory's names are on the medium. Raises `OSError`."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte at the descriptor's position. Raises `OSError`, possibly after a part was written."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _fill(descriptor: int, data: bytes) -> None:
    try:
        write_all(descriptor, data)
        flush(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: str, data: bytes, *, mode: int = 0o600) -> None:
    """Put `data` at `path` in one step: readers see the old content or the new one, whole. Raises `OSError`."""
    temporary = f"{path}.{os.getpid()}.new"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
    try:
        _fill(descriptor, data)
        os.replace(temporary, path)
    except OSError:
        _discard(temporary)
        raise


def create_file(path: str, data: bytes, *, mode: int = 0o600) -> bool:
    """Put `data` at `path` in one step unless something is there; False when something was. Raises `OSError`."""
    temporary = f"{path}.{os.getpid()}.new"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    try:
        _fill(descriptor, data)
        os.link(temporary, path)
    except FileExistsError:
        return False
    finally:
        _discard(temporary)
    return True


def _discard(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
