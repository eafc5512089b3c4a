"""Landlock: which files this process and its children may write and read (Linux 6.2, ABI 3).

Also, from ABI 6 on (Linux 6.12), which processes they may signal: those of the sandbox. A process in a Landlock domain
can neither trace a process outside of it, which covers `/proc/PID/mem`, `environ` and `root`, nor mount anything.

What it does not cover: changing the mode, owner, times or attributes of a file that belongs to the user; sockets
(`seccomp`).

Kernel documentation: userspace-api/landlock. Numbers of these system calls are the same on all architectures.
"""

from __future__ import annotations

import ctypes
import os
import stat

from bailiwick.adapters.confinement.system_calls import PR_SET_NO_NEW_PRIVS, call, open_place, process_control
from bailiwick.model import bounds
from bailiwick.model.errors import EnvironmentFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

OLDEST_ABI = 3
"""Below it, files outside could be emptied (`truncate`)."""
SIGNALS_ABI = 6

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_CHAR, _MAKE_BLOCK, _TRUNCATE, _IOCTL_DEV = 1 << 6, 1 << 11, 1 << 14, 1 << 15
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_IOCTL_DEV_ABI = 5
_ABSTRACT_SOCKETS, _SIGNALS = 1, 2

DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty", "/dev/ptmx", "/dev/pts")
"""Devices that every command may write."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """The Landlock ABI of this kernel; 0 when there is none."""
    try:
        return call("asking for Landlock", _CREATE, None, 0, _VERSION)
    except OSError:
        return 0


def restrict(write: Collection[str], hide: Collection[str]) -> None:
    """Restrict this process and all that it will start, for good.

    Args:
        write: absolute paths that may be written, with all below; those that do not exist are left out.
        hide: absolute real paths that cannot be read, with all below. None of them may lie below one of `write`.

    Raises:
        EnvironmentFault: the kernel cannot do that, or a place is not what it must be.
        OSError: a system call failed; this process may be restricted in part then.
    """
    abi = version()
    if abi < OLDEST_ABI:
        raise EnvironmentFault(f"expected Landlock ABI {OLDEST_ABI} (Linux 6.2) or newer, got {abi or 'none'}")
    handled = (1 << (16 if abi >= _IOCTL_DEV_ABI else 15)) - 1
    scoped = _SIGNALS | _ABSTRACT_SOCKETS if abi >= SIGNALS_ABI else 0
    ruleset = _Ruleset(handled, 0, scoped)
    size = ctypes.sizeof(ruleset) if scoped else ctypes.sizeof(ctypes.c_uint64)
    rules = call("making a Landlock ruleset", _CREATE, ctypes.byref(ruleset), size, 0)
    for path in readable(hide):
        _permit(rules, path, _READ & ~_READ_DIR)
    _permit(rules, "/", _READ_DIR)  # names are no secret, and a directory whose parent cannot be listed is of no use
    for path in (*DEVICES, *write):
        _permit(rules, path, handled & ~(_MAKE_CHAR | _MAKE_BLOCK))
    process_control("giving up further privileges", PR_SET_NO_NEW_PRIVS, 1)
    call("applying Landlock", _RESTRICT, rules, 0)
    os.close(rules)


def readable(hide: Collection[str]) -> Iterator[str]:
    """Paths that together hold everything but `hide`: each with no hidden path at or below it.

    Raises:
        EnvironmentFault: there would be more than `bounds.CONFINED_PATHS`.
    """
    waiting, count = ["/"], 0
    while waiting:
        path = waiting.pop()
        if path in hide:
            continue
        inner = path if path == "/" else f"{path}/"
        if not any(hidden.startswith(inner) for hidden in hide):
            count += 1
            if count > bounds.CONFINED_PATHS:
                raise EnvironmentFault(f"expected at most {bounds.CONFINED_PATHS} paths around what is hidden")
            yield path
            continue
        try:
            waiting.extend(inner + name for name in os.listdir(path))
        except OSError:
            continue  # what cannot be listed is not permitted as a whole


def _permit(rules: int, path: str, rights: int) -> None:
    try:
        place = open_place(path)
    except FileNotFoundError:
        return
    except OSError:
        if rights & _WRITE_FILE and path not in DEVICES:
            raise
        return  # what cannot be opened stays closed; what a link points to has a path of its own
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _OF_FILES
        call(f"permitting `{path}`", _ADD, rules, _PATH_BENEATH, ctypes.byref(_PathBeneath(rights, place)), 0)
    finally:
        os.close(place)
