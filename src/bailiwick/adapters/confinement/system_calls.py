"""System calls that Python has no function for; they raise `OSError` like those that it has."""

from __future__ import annotations

import ctypes
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LIBC = ctypes.CDLL(None, use_errno=True)

PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
_OPENAT2 = 437
_O_PATH = 0o10000000
_NO_SYMLINKS = 4


class _OpenHow(ctypes.Structure):
    _fields_ = (("flags", ctypes.c_uint64), ("mode", ctypes.c_uint64), ("resolve", ctypes.c_uint64))


def call(what: str, number: int, *arguments: Any) -> int:
    """The result of a system call.

    Args:
        what: what it is for, for the message.
        number: of the system call on this machine.
        arguments: integers, None, or references to structures.

    Raises:
        OSError: it failed.
    """
    words = (ctypes.c_long(one) if isinstance(one, int) else one for one in arguments)
    return _checked(what, _LIBC.syscall(ctypes.c_long(number), *words))


def process_control(what: str, option: int, *arguments: Any) -> int:
    """The result of `prctl`.

    Raises:
        OSError: it failed.
    """
    words = [ctypes.c_ulong(one) if isinstance(one, int) else one for one in arguments]
    return _checked(what, _LIBC.prctl(option, *words, *[ctypes.c_ulong(0)] * (4 - len(words))))


def unshare(what: str, flags: int) -> None:
    """Leave namespaces that were shared.

    Raises:
        OSError: that is not permitted here.
    """
    _checked(what, _LIBC.unshare(flags))


def open_place(path: str) -> int:
    """A handle on an absolute path, for naming it only. No link is followed, wherever in the path it is.

    Raises:
        OSError: there is nothing (`FileNotFoundError`), or a link is in the way (`ELOOP`).
    """
    how = _OpenHow(_O_PATH | os.O_CLOEXEC, 0, _NO_SYMLINKS)
    return call(f"opening `{path}`", _OPENAT2, -100, os.fsencode(path), ctypes.byref(how), ctypes.sizeof(how))


def _checked(what: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return int(result)
