"""The filter of system calls, run by a small interpreter of its instructions, for every architecture that it knows."""

from __future__ import annotations

import errno

import pytest

from bailiwick.adapters.confinement.seccomp import MACHINES, Machine, instructions

PERMIT, REFUSE, KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
AF_UNIX, AF_INET, AF_NETLINK = 1, 2, 16
TIOCSTI, TIOCGWINSZ = 0x5412, 0x5413

machines = pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
networks = pytest.mark.parametrize("sockets", [False, True])


def result(machine: Machine, number: int, *arguments: int, sockets: bool, audit: int | None = None) -> int:
    """What the kernel does with a call, by the rules of classic BPF in seccomp(2)."""
    data = {0: number, 4: machine.audit if audit is None else audit}
    data |= {16 + 8 * at: value & 0xFFFFFFFF for at, value in enumerate(arguments)}
    program, at, loaded = instructions(machine, sockets=sockets), 0, 0
    while True:
        code, yes, no, value = program[at]
        at += 1
        if code == 0x20:
            loaded = data[value]
        elif code in (0x15, 0x35):
            at += yes if (loaded == value if code == 0x15 else loaded >= value) else no
        else:
            assert code == 0x06
            return value


@machines
@networks
def test_what_is_not_looked_at_is_permitted(machine: Machine, sockets: bool) -> None:
    looked_at = {machine.socket, machine.ioctl, *machine.forbidden}
    for number in range(500):
        if number not in looked_at:
            assert result(machine, number, sockets=sockets) == PERMIT


@machines
@networks
def test_ways_around_are_refused(machine: Machine, sockets: bool) -> None:
    for number in machine.forbidden:
        assert result(machine, number, sockets=sockets) == REFUSE


@machines
def test_without_a_network_no_socket_is_made(machine: Machine) -> None:
    for family in (AF_UNIX, AF_INET, AF_NETLINK):
        assert result(machine, machine.socket, family, sockets=False) == REFUSE


@machines
def test_with_a_network_only_local_sockets_are_refused(machine: Machine) -> None:
    assert result(machine, machine.socket, AF_UNIX, sockets=True) == REFUSE
    assert result(machine, machine.socket, AF_INET, sockets=True) == PERMIT
    assert result(machine, machine.socket, AF_UNIX | 1 << 32, sockets=True) == REFUSE, "the kernel looks at 32 bits"


@machines
@networks
def test_typing_into_the_terminal_is_refused_and_asking_its_size_is_not(machine: Machine, sockets: bool) -> None:
    assert result(machine, machine.ioctl, 0, TIOCSTI, sockets=sockets) == REFUSE
    assert result(machine, machine.ioctl, 0, TIOCSTI | 1 << 32, sockets=sockets) == REFUSE
    assert result(machine, machine.ioctl, 0, TIOCGWINSZ, sockets=sockets) == PERMIT


@machines
@networks
def test_calls_of_another_architecture_end_the_process(machine: Machine, sockets: bool) -> None:
    assert result(machine, machine.socket, AF_INET, sockets=sockets, audit=0x40000003) == KILL


@networks
def test_numbers_of_the_x32_table_are_refused(sockets: bool) -> None:
    assert result(MACHINES["x86_64"], 0x40000000 + 41, AF_UNIX, sockets=sockets) == REFUSE
