"""The hook client without a compiler: same arguments, frames and invariants as client.c, which explains them.

Runs under `python -I -S`, outside of the package, and imports only what the interpreter has built in plus `_socket`:
each further module would cost every tool call a millisecond. Functions are in the order of client.c.
"""

import _signal  # type: ignore[import-not-found]  # the C half of `signal`; the other half imports `enum`
import _socket
import posix
import sys
from time import monotonic, sleep, time_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

EVENT_BYTES = 8 * 1024 * 1024
ENVELOPE_BYTES = 64 * 1024
REPLY_BYTES = 1024 * 1024
LIBRARIES = 16
RETIRED = 255
EXIT_CODE_LAST = 125
EXIT_DENIED = 2
RELAY_SECONDS = 0.2
WATCHDOG_SECONDS = 0.5
MAGIC = b"BWK1"

START_DAEMON = "import sys; sys.path += sys.argv[2:]; from bailiwick.apps.daemon.run import main; main(sys.argv[1])"
EVALUATE = (
    "import gc, sys; gc.disable(); sys.path += sys.argv[2:]; from bailiwick.apps.lean import main; main(sys.argv[1])"
)

USAGE = (
    "bailiwick-hook: denied, because the hook command is wrong: expected --home DIR --dialect NAME "
    "[--fail closed|open] [--deadline-ms N] [--python PROGRAM] [--lib DIR]...; `bailiwick init` writes it anew.\n"
)


class NoAnswer(Exception):
    """Nobody answered, or not with a valid reply; the next way is tried."""


class Absent(NoAnswer):
    """No daemon listens, or it asks for its successor."""


class Undecided(Exception):
    """No decision can be made, and no other way may be tried."""


class Options:
    """The arguments, fixed when the hook was installed."""

    def __init__(self, words: "list[str]") -> None:
        self.home = self.dialect = self.python = ""
        self.libraries: list[str] = []
        self.closed = True
        self.deadline = 8.0
        if len(words) % 2:
            raise ValueError(words)
        for name, value in zip(words[::2], words[1::2], strict=True):
            self._set(name, value)
        if not self.home or not self.dialect or not 2 * RELAY_SECONDS <= self.deadline <= 600:
            raise ValueError(words)

    def _set(self, name: str, value: str) -> None:
        if name in ("--home", "--dialect", "--python"):
            setattr(self, name[2:], value)
        elif name == "--fail" and value in ("closed", "open"):
            self.closed = value == "closed"
        elif name == "--deadline-ms":
            self.deadline = int(value) / 1000
        elif name == "--lib" and len(self.libraries) < LIBRARIES:
            self.libraries.append(value)
        else:
            raise ValueError(name)


def field(data: bytes) -> bytes:
    """One field of a frame: length and bytes."""
    return len(data).to_bytes(4, "big") + data


def read_event(until: float) -> "tuple[bytes, str]":
    """The event, and what is wrong with it (empty: nothing)."""
    parts: list[bytes] = []
    length = 0
    alarm_at(until)
    try:
        while length <= EVENT_BYTES:
            part = posix.read(0, min(1 << 20, EVENT_BYTES + 1 - length))
            if not part:
                return b"".join(parts), ""
            parts.append(part)
            length += len(part)
        return b"".join(parts)[:EVENT_BYTES], "the event is larger than 8 MiB"
    except TimeoutError:
        return b"".join(parts), "the event did not arrive in time"
    except OSError:
        return b"".join(parts), "the event could not be read"


def build_request(options: Options, until: float) -> "tuple[bytes, str]":
    """The request frame, and what is wrong with it; an UNCHECKED record carries it also when it is incomplete."""
    names = (b"CLAUDE_PROJECT_DIR", b"HOME", b"TMPDIR", b"PATH", b"CLAUDE_CODE_SESSION_ATTENDED")
    facts = [posix.environ.get(name, b"") for name in names]
    mode = b"closed" if options.closed else b"open"
    envelope = [b"", options.dialect.encode("utf-8", "surrogateescape"), mode, *facts, b""]
    too_large = sum(map(len, envelope)) > ENVELOPE_BYTES - 64
    if too_large:
        envelope[3:8] = [b""] * 5
    event, problem = read_event(until)
    rest = b"".join([field(data) for data in envelope]) + field(event)
    if too_large:
        problem = "the environment variables HOME, PATH, TMPDIR and CLAUDE_PROJECT_DIR are larger than 64 KiB"
    return MAGIC + field(rest), problem


class Reply:
    """A valid reply frame; anything else raises `NoAnswer`."""

    def __init__(self, data: bytes) -> None:
        self.code = data[8] if len(data) > 16 else -1
        out_end = 13 + int.from_bytes(data[9:13], "big")
        err_end = out_end + 4 + int.from_bytes(data[out_end : out_end + 4], "big")
        self.out = data[13:out_end]
        self.err = data[out_end + 4 : err_end]
        if (
            out_end + 4 > len(data)
            or err_end != len(data)
            or not (0 <= self.code <= EXIT_CODE_LAST or self.code == RETIRED)
        ):
            raise NoAnswer


def exchange(connection: "_socket.socket", request: bytes, until: float) -> Reply:
    """Sends the request and reads one reply frame."""
    try:
        alarm_at(until)
        try:
            rest = memoryview(request)
            while rest:
                rest = rest[connection.send(rest) :]
        except BrokenPipeError:
            pass  # the other side has closed: it may have answered before
        data = b""
        expected = 8
        while len(data) < expected:
            part = connection.recv(8 + REPLY_BYTES)
            if not part:
                break
            data += part
            if len(data) >= 8:
                expected = 8 + int.from_bytes(data[4:8], "big")
                if data[:4] != MAGIC or expected > 8 + REPLY_BYTES:
                    raise NoAnswer
    except OSError:  # a TimeoutError is one
        raise NoAnswer from None
    if len(data) != expected:
        raise NoAnswer
    return Reply(data)


def answered(reply: Reply) -> Reply:
    """The reply, unless it is the one of a daemon that asks for its successor."""
    if reply.code == RETIRED:
        raise Absent
    return reply


def enter_run_directory(home: str) -> None:
    """Goes into the run directory, so that all later names are relative to what was checked."""
    try:
        posix.chdir(home)
        fd = posix.open("run", posix.O_RDONLY | posix.O_DIRECTORY | posix.O_NOFOLLOW | posix.O_CLOEXEC)
    except NotADirectoryError:
        raise Undecided("the run directory of Bailiwick is not a directory") from None
    except OSError:
        raise NoAnswer from None
    status = posix.fstat(fd)
    if status.st_uid != posix.geteuid() or status.st_mode & 0o022:
        raise Undecided("the run directory of Bailiwick belongs to another user or others may write to it")
    posix.fchdir(fd)
    posix.close(fd)


def peer_is_me(connection: "_socket.socket") -> bool:
    """True when the other end runs as this user."""
    if hasattr(_socket, "SO_PEERCRED"):
        credentials = connection.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)
        return int.from_bytes(credentials[4:8], sys.byteorder) == posix.geteuid()
    # struct xucred of Darwin and the BSDs: version, user, ...
    credentials = connection.getsockopt(0, getattr(_socket, "LOCAL_PEERCRED", 1), 76)
    return int.from_bytes(credentials[4:8], sys.byteorder) == posix.geteuid()


def connect_daemon() -> "_socket.socket":
    """A connection to the daemon of this user."""
    try:
        status = posix.lstat("daemon.sock")
    except FileNotFoundError:
        raise Absent from None
    if status.st_uid != posix.geteuid() or status.st_mode & 0o170022 != 0o140000:
        raise Undecided("the socket of Bailiwick belongs to another user, is no socket, or others may write to it")
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    connection.settimeout(0)
    try:
        connection.connect("daemon.sock")
    except (ConnectionRefusedError, FileNotFoundError):
        raise Absent from None
    except OSError:
        raise NoAnswer from None
    if not peer_is_me(connection):
        raise Undecided("the decision service runs as another user")
    connection.settimeout(None)
    return connection


def run_python(options: Options, program: str) -> None:
    """Becomes the interpreter with `program`, in a minimal environment."""
    kept = (b"HOME", b"PATH", b"LANG", b"TMPDIR", b"USER")
    environment = {name: posix.environ[name] for name in kept if name in posix.environ}
    posix.execve(
        options.python, [options.python, "-I", "-S", "-c", program, options.home, *options.libraries], environment
    )


def fork(child: "Callable[[], None]") -> int:
    """Runs `child` in a new process, which ends there."""
    pid = posix.fork()
    if pid:
        return pid
    try:
        child()
    finally:
        posix._exit(EXIT_DENIED)  # noqa: SLF001 - the documented name of the call


def ask_evaluator(options: Options, request: bytes, until: float) -> Reply:
    """Asks the in-process evaluator, over a socket pair that is its stdin and stdout."""
    if not options.python:
        raise NoAnswer
    alarm_at(until)
    ours, theirs = _socket.socketpair()

    def child() -> None:
        posix.dup2(theirs.fileno(), 0)
        posix.dup2(theirs.fileno(), 1)
        posix.dup2(posix.open("/dev/null", posix.O_RDWR), 2)
        posix.chdir("/")
        run_python(options, EVALUATE)

    pid = fork(child)
    theirs.close()
    try:
        reply = exchange(ours, request, until)
    except BaseException:
        posix.kill(pid, _signal.SIGKILL)
        raise
    return answered(reply)


class Starter:
    """Starts a daemon unless another client is doing so."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._lock = -1
        self._child = 0

    def ensure(self) -> None:
        """Raises `NoAnswer` when no daemon can be started."""
        import fcntl  # costs a shared library, needed only here

        if self._child:
            pid, status = posix.waitpid(self._child, posix.WNOHANG)
            if not pid:
                return
            self._child = 0
            if status:
                raise NoAnswer  # exit 0: it met a running daemon
        try:
            if self._lock < 0:
                flags = posix.O_RDWR | posix.O_CREAT | posix.O_NOFOLLOW | posix.O_CLOEXEC
                self._lock = posix.open("start.lock", flags, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        except OSError:
            raise NoAnswer from None
        self._child = fork(self._become_daemon)

    def _become_daemon(self) -> None:
        posix.setsid()
        null = posix.open("/dev/null", posix.O_RDWR)
        for fd in (0, 1, 2):
            posix.dup2(null, fd)
        posix.chdir("/")
        run_python(self._options, START_DAEMON)


def ask_daemon(options: Options, request: bytes, until: float) -> Reply:
    """Asks the daemon; starts one when there is none."""
    enter_run_directory(options.home)
    starter = Starter(options)
    wait = 0.002
    while monotonic() < until:
        try:
            return answered(exchange(connect_daemon(), request, until))
        except Absent:
            if not options.python:
                raise
            starter.ensure()
        except NoAnswer:
            pass
        sleep(wait)
        wait = min(wait * 2, 0.032)
    raise NoAnswer


def write_all(fd: int, data: bytes) -> bool:
    """False when somebody has closed the other end."""
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[posix.write(fd, rest) :]
    except OSError:
        return False
    return True


def relay(options: Options, reply: Reply) -> int:
    """Writes the answer; a denial that cannot be said in words is said by the exit code."""
    write_all(2, reply.err)
    if not write_all(1, reply.out) and options.closed:
        return EXIT_DENIED
    return reply.code


def spool_unchecked(options: Options, request: bytes, problem: str) -> None:
    """Leaves a record that the next daemon logs: the request frame, then the reason."""
    seconds, nanoseconds = divmod(time_ns(), 1_000_000_000)
    name = f"{options.home}/spool/{{}}{seconds:010d}-{nanoseconds:09d}-{posix.getpid()}.unchecked"
    draft = name.format(".")
    try:
        fd = posix.open(draft, posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL | posix.O_NOFOLLOW, 0o600)
        if write_all(fd, request + problem.encode()):
            posix.rename(draft, name.format(""))
        else:
            posix.unlink(draft)
    except OSError:
        return


def fail(options: Options, request: bytes, problem: str) -> int:
    """Denies, or lets pass and leaves an UNCHECKED record."""
    if not options.closed:
        spool_unchecked(options, request, problem)
        return 0
    line = (
        f"bailiwick: denied, because no decision could be made: {problem}. "
        "A person can find the cause with `bailiwick doctor`.\n"
    )
    write_all(2, line.encode())
    return EXIT_DENIED


def alarm_at(when: float) -> None:
    """Lets whatever blocks raise `TimeoutError` at `when`, and every half second from then on."""
    _signal.setitimer(_signal.ITIMER_REAL, max(when - monotonic(), 0.001), WATCHDOG_SECONDS)


def out_of_time(_number: int, _frame: object) -> "NoReturn":
    """The signal handler behind `alarm_at`."""
    raise TimeoutError


def decide(options: Options, start: float) -> int:
    """The way of one event; see client.c."""
    end = start + options.deadline - RELAY_SECONDS
    request, problem = build_request(options, end)
    if problem:
        return fail(options, request, problem)
    try:
        try:
            reply = ask_daemon(options, request, start + options.deadline / 2)
        except (NoAnswer, TimeoutError):
            reply = ask_evaluator(options, request, end)
    except Undecided as refusal:
        return fail(options, request, str(refusal))
    except (NoAnswer, OSError):
        return fail(options, request, "no decision service answered in time")
    alarm_at(start + options.deadline)
    return relay(options, reply)


def main(words: "list[str]") -> int:
    """Answers one event; returns the exit code."""
    start = monotonic()
    try:
        options = Options(words)
    except ValueError:
        write_all(2, USAGE.encode())
        return EXIT_DENIED
    _signal.signal(_signal.SIGALRM, out_of_time)
    try:
        return decide(options, start)
    except BaseException:  # noqa: BLE001 - the process boundary: it denies, or passes as installed
        return EXIT_DENIED if options.closed else 0
