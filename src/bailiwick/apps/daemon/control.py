"""Start, stop and look at the daemon of a home, from another process."""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import tempfile
import time

from bailiwick.apps.daemon.lifecycle import lock_file
from bailiwick.apps.daemon.probe import answers
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.value import Value
from bailiwick.pep.hook.command import library_folders
from bailiwick.pep.hook.twin import START_DAEMON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.adapters.home import Home

START_SECONDS = 10.0
STOP_SECONDS = 15.0
_POLL_SECONDS = 0.02
_MESSAGE_BYTES = 4096


class DaemonStatus(Value):
    """What can be seen of a daemon from outside."""

    running: bool
    """A process holds the daemon's lock."""
    answering: bool = False
    """It accepts connections and speaks the protocol."""
    pid: int = 0
    resident_kib: int = 0
    """Memory in use; 0 where the system does not say."""


def status(home: Home) -> DaemonStatus:
    """The daemon of `home` as it is now."""
    pid = _holder(home)
    if pid is None:
        return DaemonStatus(running=False)
    return DaemonStatus(running=True, answering=answers(home), pid=pid, resident_kib=_resident_kib(pid))


def start(home: Home) -> DaemonStatus:
    """Start the daemon unless it runs; returns when it answers.

    Raises:
        EnvironmentFault: it did not come up.
    """
    before = status(home)
    if before.answering:
        return before
    with tempfile.TemporaryFile() as messages:
        child = _Child(_spawn(home, messages.fileno()))
        _wait(lambda: status(home).answering or child.failed(), START_SECONDS)
        now = status(home)
        if now.answering:
            return now
        messages.seek(0)
        said = messages.read(_MESSAGE_BYTES).decode("utf-8", "replace").strip()
    problem, _, remedy = said.partition("\n  -> ")
    if problem.startswith("Traceback"):
        problem = problem.splitlines()[-1]
    raise EnvironmentFault(
        f"the daemon did not start: {problem.removeprefix('bailiwick: ') or 'it does not answer'}",
        remedy=remedy or "run `bailiwick daemon run` to watch it, or `bailiwick doctor`",
    )


def stop(home: Home) -> bool:
    """Tell the daemon to end and wait until it has; False when none runs.

    Raises:
        EnvironmentFault: it does not end.
    """
    pid = _holder(home)
    if pid is None:
        return False
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return False
    except PermissionError as error:
        raise EnvironmentFault(f"cannot end process {pid}: {error.strerror}") from error
    if not _wait(lambda: _holder(home) is None, STOP_SECONDS):
        raise EnvironmentFault(
            f"the daemon (process {pid}) does not end", remedy=f"kill -9 {pid}; the next call starts another"
        )
    return True


class _Child:
    """A process that was started, until it is left to itself."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._code: int | None = None

    def failed(self) -> bool:
        """True when it ended otherwise than well; ending well is meeting a daemon that runs already."""
        if self._code is None:
            pid, waited = os.waitpid(self._pid, os.WNOHANG)
            self._code = waited if pid else None
        return self._code not in (None, 0)


def _spawn(home: Home, messages: int) -> int:
    """Start a daemon in a session of its own; returns its process id."""
    words = [sys.executable, "-I", "-S", "-c", START_DAEMON, home.root, *library_folders()]
    environment = {name: os.environ[name] for name in ("HOME", "PATH", "LANG", "TMPDIR", "USER") if name in os.environ}
    null = os.open(os.devnull, os.O_RDWR)
    try:
        standard = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, messages, 2)]
        return os.posix_spawn(sys.executable, words, environment, file_actions=standard, setsid=True)
    finally:
        os.close(null)


def _holder(home: Home) -> int | None:
    """The process that holds the daemon's lock, None when nobody does."""
    try:
        descriptor = os.open(lock_file(home), os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        text = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        return int(text) if text.isdigit() else None
    else:
        return None
    finally:
        os.close(descriptor)


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _resident_kib(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
    except (OSError, ValueError, IndexError):
        return 0
