"""A seccomp filter: system calls by which a command could reach around the other walls of its sandbox.

- `socket`: none at all, or none of the local kind (`AF_UNIX`): by those a command could have a service of the user
  (Docker, systemd, tmux, an agent for keys) do outside what it may not do itself. Pipes and socket pairs are left.
- `io_uring`, which makes sockets without `socket`; handles of files by number; the kernel's keyrings.
- typing into the terminal (`TIOCSTI`, `TIOCLINUX`).
- calls of another architecture, whose numbers are others.

A forbidden call fails with `EPERM`. The filter is the classic BPF of seccomp(2); numbers are those of the kernel's
tables for x86-64 and for arm64.
"""

from __future__ import annotations

import ctypes
import errno
import os

from bailiwick.adapters.confinement.system_calls import PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, process_control
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Machine(Value):
    """An architecture: its audit number, and the numbers of the system calls that are looked at."""

    audit: int
    socket: int
    ioctl: int
    forbidden: tuple[int, ...]
    """`io_uring_setup`, `_enter`, `_register`, `open_by_handle_at`, `add_key`, `request_key`, `keyctl`."""
    other_numbers: int = 0
    """Calls from this number on are another table's (x32); 0: there is none."""


MACHINES: Mapping[str, Machine] = {
    "x86_64": Machine(0xC000003E, 41, 16, (425, 426, 427, 304, 248, 249, 250), 0x40000000),
    "aarch64": Machine(0xC00000B7, 198, 29, (425, 426, 427, 265, 217, 218, 219)),
}

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST, _SECOND = 0, 4, 16, 24
"""Offsets in `struct seccomp_data`; of an argument, its lower half on these little-endian machines."""
_PERMIT, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_MODE_FILTER = 2
_AF_UNIX = 1
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def restrict(*, sockets: bool) -> None:
    """Filter the system calls of this process and all that it will start, for good.

    Args:
        sockets: False: no socket at all; True: all but local ones.

    Raises:
        EnvironmentFault: the architecture is none of `MACHINES`.
        OSError: the kernel has no seccomp.
    """
    name = os.uname().machine
    machine = MACHINES.get(name)
    if machine is None:
        raise EnvironmentFault(f"expected a machine of {', '.join(MACHINES)}, got `{name}`")
    found = instructions(machine, sockets=sockets)
    table = (_Instruction * len(found))(*(_Instruction(*one) for one in found))
    program = _Program(len(found), table)
    process_control("giving up further privileges", PR_SET_NO_NEW_PRIVS, 1)
    process_control("filtering system calls", PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program))


def instructions(machine: Machine, *, sockets: bool) -> Sequence[tuple[int, int, int, int]]:
    """The filter: code, how many to skip if so, how many if not, and the value, of each instruction."""
    program = [(_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, machine.audit), (_RETURN, 0, 0, _KILL)]
    program.append((_LOAD, 0, 0, _NUMBER))
    if machine.other_numbers:
        program += [(_AT_LEAST, 0, 1, machine.other_numbers), (_RETURN, 0, 0, _REFUSE)]
    for number in (*machine.forbidden, *(() if sockets else (machine.socket,))):
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    if sockets:
        program += _unless(machine.socket, _FIRST, (_AF_UNIX,))
    program += _unless(machine.ioctl, _SECOND, (_TIOCSTI, _TIOCLINUX))
    return [*program, (_RETURN, 0, 0, _PERMIT)]


def _unless(number: int, argument: int, refused: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """The call `number` is refused when its argument is one of `refused`, and permitted else."""
    block = [(_LOAD, 0, 0, argument)]
    for value in refused:
        block += [(_EQUAL, 0, 1, value), (_RETURN, 0, 0, _REFUSE)]
    block.append((_RETURN, 0, 0, _PERMIT))
    return [(_EQUAL, 0, len(block), number), *block]
