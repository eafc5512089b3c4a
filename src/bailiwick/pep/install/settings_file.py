"""Reading and replacing settings files: whole or not at all, through links, keeping owner and mode."""

from __future__ import annotations

import os
import stat
import tempfile

from bailiwick.model.errors import EnvironmentFault, InputError

LIMIT = 4 * 1024 * 1024
"""Largest settings file that is read, bytes. Real ones stay below 100 KiB."""


def read(path: str) -> bytes | None:
    """The content, or None when there is no such file.

    Raises:
        EnvironmentFault: it cannot be read.
        InputError: it is larger than `LIMIT`, or not a plain file.
    """
    try:
        # without O_NONBLOCK a named pipe put in place of the file would hold us for ever
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise InputError(f"expected `{path}` to be a plain file, it is not", remedy="move it away")
            data = file.read(LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error
    if len(data) > LIMIT:
        raise InputError(f"expected `{path}` to have at most {LIMIT} bytes, it is larger")
    return data


def read_text(path: str) -> str | None:
    """The content as text, or None when there is no such file.

    Raises:
        EnvironmentFault: it cannot be read.
        InputError: it is too large or not UTF-8.
    """
    data = read(path)
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"expected `{path}` in UTF-8, byte {error.start} is not") from error


def replace(path: str, data: bytes, *, new_mode: int = 0o600) -> None:
    """Put `data` in place of the file in one step; a link stays a link and its target is replaced.

    Args:
        path: the file; missing folders above it are made.
        data: the whole new content.
        new_mode: permissions of a file that did not exist; an existing one keeps owner and mode.

    Raises:
        EnvironmentFault: it cannot be written; the old content is still there.
    """
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    try:
        os.makedirs(folder, mode=0o700 if new_mode == 0o600 else 0o755, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".bailiwick-", dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                _take_over(file.fileno(), target, new_mode)
            os.replace(temporary, target)
        except OSError:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise EnvironmentFault(
            f"cannot write `{target}`: {error.strerror}", remedy="check the owner and mode of the file and its folder"
        ) from error


def delete(path: str) -> None:
    """Remove the file; one that is not there is fine.

    Raises:
        EnvironmentFault: it cannot be removed.
    """
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise EnvironmentFault(f"cannot remove `{path}`: {error.strerror}") from error


def _take_over(descriptor: int, target: str, new_mode: int) -> None:
    try:
        status = os.stat(target)
    except FileNotFoundError:
        os.fchmod(descriptor, new_mode)
        return
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
    if (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        os.fchown(descriptor, status.st_uid, status.st_gid)
