"""Breaking out for real, in scratch directories: what a command in the sandbox tries, and what it can do all the same.

Every attempt is also made outside of a sandbox, where it must work: so none is refused for another reason.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bailiwick.adapters.confinement import landlock

PYTHON = shutil.which("python3", path="/usr/bin:/usr/local/bin:/bin")
NOBODY = 65534

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or landlock.version() < landlock.OLDEST_ABI or PYTHON is None,
    reason="needs Linux with Landlock, and a Python that every user can run",
)

DRIVER = """
import ctypes, os, sys
from bailiwick.adapters.confinement.launch import launch
from bailiwick.interpret.confining import Cage
user, caged, write, hide, network, home, *words = sys.argv[1:]
if int(user) != os.geteuid():
    os.setgroups([])
    os.setgid(int(user))
    os.setuid(int(user))
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # its own /proc files belong to it again, as to any process of a user
if caged == "yes":
    launch(Cage(tuple(filter(None, write.split(":"))), tuple(filter(None, hide.split(":"))), network), words, home=home)
os.execv(words[0], words)
"""

HEAD = """
import ctypes, errno, fcntl, os, signal, socket, struct, sys
OUT, PID, PORT = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
LIBC = ctypes.CDLL(None, use_errno=True)
def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result
def write(path, mode="w"):
    with open(path, mode) as file:
        file.write("changed")
def attempt():
"""
TAIL = """
try:
    attempt()
except OSError as error:
    print("refused", errno.errorcode.get(error.errno))
else:
    print("done")
"""

ATTEMPTS = {
    "write outside": 'write(f"{OUT}/new")',
    "append outside": 'write(f"{OUT}/kept", "a")',
    "empty by path": 'os.truncate(f"{OUT}/kept", 0)',
    "empty by opening": 'os.open(f"{OUT}/kept", os.O_RDONLY | os.O_TRUNC)',
    "delete outside": 'os.unlink(f"{OUT}/kept")',
    "delete a directory outside": 'os.rmdir(f"{OUT}/empty")',
    "make a directory outside": 'os.mkdir(f"{OUT}/dir")',
    "move out": 'write("inner"); os.rename("inner", f"{OUT}/moved")',
    "move in": 'os.rename(f"{OUT}/kept", "moved")',
    "swap": "write('inner'); checked(LIBC.renameat2(-100, b'inner', -100, os.fsencode(f'{OUT}/kept'), 2))",
    "hard link in": 'os.link(f"{OUT}/kept", "linked")',
    "hard link out": 'write("inner"); os.link("inner", f"{OUT}/linked")',
    "write through a symbolic link": 'os.symlink(f"{OUT}/kept", "link"); write("link")',
    "write below a linked directory": 'os.symlink(OUT, "dir"); write("dir/new")',
    "write by ..": 'write("../out/new")',
    "write through /proc/self/root": 'write(f"/proc/self/root{OUT}/new")',
    "write through /proc/self/cwd": 'os.chdir(OUT); write("/proc/self/cwd/new")',
    "write from a handle of the directory": """
    folder = os.open(OUT, os.O_PATH)
    os.close(os.open("new", os.O_WRONLY | os.O_CREAT, dir_fd=folder))""",
    "reopen a file for writing": """
    handle = os.open(f"{OUT}/kept", os.O_RDONLY)
    write(f"/proc/self/fd/{handle}")""",
    "write from a session of its own": """
    child = os.fork()
    if child == 0:
        os.setsid()
        if os.fork() == 0:
            try:
                write(f"{OUT}/new")
            except OSError:
                os._exit(1)
            os._exit(0)
        os._exit(os.waitstatus_to_exitcode(os.wait()[1]))
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise PermissionError(errno.EACCES, "refused")""",
    "write from another program": """
    if os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", f"echo changed > {OUT}/new 2> /dev/null"]):
        raise PermissionError(errno.EACCES, "refused")""",
    "make a pipe outside": 'os.mkfifo(f"{OUT}/pipe")',
    "trace a process": "checked(LIBC.ptrace(16, PID, 0, 0)); os.waitpid(PID, 0x40000000); LIBC.ptrace(17, PID, 0, 0)",
    "read memory of a process": 'open(f"/proc/{PID}/mem", "rb").close()',
    "read the environment of a process": 'open(f"/proc/{PID}/environ", "rb").read()',
    "write through the root of a process": 'write(f"/proc/{PID}/root{OUT}/new")',
    "take a file of a process": """
    handle = checked(LIBC.syscall(434, PID, 0))
    checked(LIBC.syscall(438, handle, 0, 0))""",
    "connect to a server": 'socket.create_connection(("127.0.0.1", PORT), 5).close()',
    "send a datagram": 'socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", PORT))',
    "connect to a local service": 'socket.socket(socket.AF_UNIX).connect(f"{OUT}/service")',
    "serve": 'socket.create_server(("127.0.0.1", 0)).close()',
}
MORE = {
    "read a hidden file": 'open(f"{OUT}/hidden/key").read()',
    "read a hidden file through a link": 'os.symlink(f"{OUT}/hidden/key", "key"); open("key").read()',
    "read a hidden file through /proc": 'open(f"/proc/self/root{OUT}/hidden/key").read()',
    "link a hidden file in": 'os.link(f"{OUT}/hidden/key", "key")',
    "move a hidden directory in": 'os.rename(f"{OUT}/hidden", "hidden")',
    "read a credential of the home": 'open(f"{OUT}/.ssh/id_x").read()',
}
SIGNALS = {"end a process": "os.kill(PID, signal.SIGCONT)"}
NEVER = {
    "make a device": 'os.mknod("device", 0o20600, os.makedev(1, 3)); open("device").close()',
    "mount": 'checked(LIBC.mount(b"none", b".", b"tmpfs", 0, None))',
    "mount in a namespace of its own": """
    checked(LIBC.unshare(0x10000000 | 0x20000))
    checked(LIBC.mount(b"none", b".", b"tmpfs", 0, None))""",
    "make a ring": "checked(LIBC.syscall(425, 4, ctypes.create_string_buffer(120)))",
    "type into the terminal": 'fcntl.ioctl(os.openpty()[1], 0x5412, b"x")',
}
"""What some users or machines cannot do outside of a sandbox either."""
WORKS = {
    "write inside": 'write("new"); os.rename("new", "other"); os.link("other", "third"); os.unlink("third")',
    "directories inside": 'os.makedirs("a/b"); write("a/b/c"); os.rename("a/b/c", "a/c"); os.rmdir("a/b")',
    "read outside": 'open(f"{OUT}/kept").read(); os.listdir(OUT)',
    "usual devices": 'write("/dev/null"); open("/dev/urandom", "rb").read(1)',
    "a terminal of its own": 'os.write(os.openpty()[1], b"x")',
    "pairs of sockets": 'one, other = socket.socketpair(); one.sendall(b"x")',
    "other programs": 'assert os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", "echo $$ > pid"]) == 0',
    "signals to its own": "os.kill(os.getpid(), 0)",
    "names of what is hidden": 'os.listdir(f"{OUT}/hidden")',
}


class World(NamedTuple):
    """A scratch directory with `in`, which may be written, and `out`; a process and a server outside."""

    root: Path
    user: int
    process: int
    port: int

    def run(self, code: str, *, caged: bool = True, network: str = "none") -> str:
        """What the attempt `code` came to, as this world's user."""
        out = self.root / "out"
        body = textwrap.indent(textwrap.dedent(code.strip("\n")), "    ")
        program = [str(PYTHON), "-I", "-c", HEAD + body + TAIL, str(out), str(self.process), str(self.port)]
        places = [str(self.root / "in"), f"credentials:{out}/hidden", network, str(out)]
        words = [str(self.user), "yes" if caged else "no", *places, *program]
        done = subprocess.run(
            [sys.executable, "-I", "-c", DRIVER, *words],
            check=False,
            cwd=self.root / "in",
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


USERS = [NOBODY, 0] if os.geteuid() == 0 else [os.geteuid()]


@pytest.fixture(params=USERS, ids=lambda user: "root" if user == 0 else "user")
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    root = Path(tempfile.mkdtemp(prefix="bw-"))
    user: int = request.param
    for name in ("in", "out/empty", "out/hidden", "out/.ssh"):
        (root / name).mkdir(parents=True)
    for name in ("out/kept", "out/hidden/key", "out/.ssh/id_x"):
        (root / name).write_text("as it was")
    service = socket.socket(socket.AF_UNIX)
    service.bind(str(root / "out" / "service"))
    service.listen()
    for path in [root, *root.rglob("*")]:
        os.chown(path, user, user)
    sleeper = (
        subprocess.Popen(["sleep", "60"], user=user, group=user)
        if user != os.geteuid()
        else subprocess.Popen(["sleep", "60"])
    )
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            yield World(root, user, sleeper.pid, server.getsockname()[1])
    finally:
        service.close()
        sleeper.send_signal(signal.SIGKILL)
        sleeper.wait()
        shutil.rmtree(root)


@pytest.mark.parametrize("name", [*ATTEMPTS, *MORE])
def test_an_attempt_to_break_out_fails_in_the_sandbox_and_works_outside(world: World, name: str) -> None:
    code = {**ATTEMPTS, **MORE}[name]
    before = sorted((path, path.stat().st_size) for path in (world.root / "out").rglob("*"))
    assert world.run(code).startswith("refused")
    assert sorted((path, path.stat().st_size) for path in (world.root / "out").rglob("*")) == before
    shutil.rmtree(world.root / "in")
    (world.root / "in").mkdir()
    os.chown(world.root / "in", world.user, world.user)
    assert world.run(code, caged=False) == "done"


@pytest.mark.parametrize("name", NEVER)
def test_a_way_around_the_walls_is_closed(world: World, name: str) -> None:
    assert world.run(NEVER[name]).startswith("refused")


@pytest.mark.skipif(landlock.version() < landlock.SIGNALS_ABI, reason="this kernel cannot hold signals back")
@pytest.mark.parametrize("name", SIGNALS)
def test_a_process_outside_gets_no_signals(world: World, name: str) -> None:
    assert world.run(SIGNALS[name]).startswith("refused")
    assert world.run(SIGNALS[name], caged=False) == "done"


@pytest.mark.parametrize("name", WORKS)
def test_ordinary_work_goes_on_in_the_sandbox(world: World, name: str) -> None:
    assert world.run(WORKS[name]) == "done"


def test_with_any_network_servers_are_reached_but_no_local_service(world: World) -> None:
    assert world.run(ATTEMPTS["connect to a server"], network="any") == "done"
    assert world.run(ATTEMPTS["connect to a local service"], network="any").startswith("refused")


def test_a_loopback_network_of_its_own_reaches_what_the_command_starts_and_nothing_else(world: World) -> None:
    own = "server = socket.create_server(('127.0.0.1', 0)); socket.create_connection(server.getsockname(), 5)"
    assert world.run(own, network="loopback") == "done"
    for name in ("connect to a server", "connect to a local service"):
        assert world.run(ATTEMPTS[name], network="loopback").startswith("refused")
