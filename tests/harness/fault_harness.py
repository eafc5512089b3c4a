"""What fault tests need: a hook process to run, and a listener that misbehaves."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from bailiwick.adapters.log_reader import read_entries
from bailiwick.adapters.unix_socket import connect, listen
from bailiwick.apps.daemon import control
from bailiwick.pep.hook.command import library_folders
from bailiwick.pep.hook.frames import request_length
from bailiwick_verify import collect, verify_log

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from bailiwick.adapters.home import Home

GIT_STATUS = "git status"
DESTROY = "rm -rf /"


class Done(NamedTuple):
    """How a hook process ended."""

    code: int
    out: bytes
    err: bytes

    @property
    def denied(self) -> bool:
        """Blocks the call on every version of the agent."""
        return self.code == 2 and bool(self.err.strip())

    @property
    def passed(self) -> bool:
        """Lets the agent go on, without an opinion."""
        return self.code == 0 and self.out == b"" and self.err == b""


class Hook:
    """Runs one hook client on events."""

    def __init__(self, client: list[str], home: Home, project: str) -> None:
        self.client = client
        self.home = home
        self.project = project

    def command(
        self, *, fail: str = "closed", deadline_ms: int = 8000, python: str | None = sys.executable
    ) -> list[str]:
        """The whole hook command line; `python` None leaves only a running daemon."""
        words = [*self.client, "--home", self.home.root, "--dialect", "claude-code", "--fail", fail]
        words += ["--deadline-ms", str(deadline_ms)]
        if python is not None:
            words += ["--python", python]
            for folder in library_folders():
                words += ["--lib", folder]
        return words

    def environment(self) -> dict[str, str]:
        """What an agent's hook process sees of the world."""
        return {
            "HOME": os.path.dirname(self.home.root),
            "PATH": "/usr/bin:/bin",
            "CLAUDE_PROJECT_DIR": self.project,
            "CLAUDE_CODE_SESSION_ATTENDED": "0",
        }

    def __call__(
        self,
        event: bytes,
        *,
        fail: str = "closed",
        deadline_ms: int = 8000,
        python: str | None = sys.executable,
        environment: dict[str, str] | None = None,
    ) -> Done:
        """Run one hook process on `event`."""
        done = subprocess.run(
            self.command(fail=fail, deadline_ms=deadline_ms, python=python),
            check=False,
            input=event,
            capture_output=True,
            env=self.environment() if environment is None else environment,
            timeout=60,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def bash(self, command: str, **options: object) -> Done:
        """Run one hook process on a `Bash` call."""
        return self(pre_tool_use(command, cwd=self.project), **options)  # type: ignore[arg-type]

    def spooled(self, suffix: str = ".unchecked") -> list[bytes]:
        """Contents of the records that wait in the spool."""
        folder = self.home.folder("spool")
        found = []
        for name in sorted(os.listdir(folder)):
            assert not name.startswith("."), f"unfinished record {name}"
            if name.endswith(suffix):
                with open(f"{folder}/{name}", "rb") as file:
                    found.append(file.read())
        return found


def pre_tool_use(command: str, *, cwd: str, session: str = "s1", call: str = "toolu_1") -> bytes:
    """A `PreToolUse` event of a `Bash` call, as the agent writes it."""
    event = {
        "session_id": session,
        "transcript_path": "",
        "cwd": cwd,
        "permission_mode": "default",
        "hook_event_name": "PreToolUse",
        "tool_name": "Bash",
        "tool_input": {"command": command},
        "tool_use_id": call,
    }
    return json.dumps(event).encode() + b"\n"


class Impostor:
    """A listener at the daemon's socket that answers each request with fixed bytes; None: never answers."""

    def __init__(self, home: Home, *answers: bytes | None) -> None:
        self.requests: list[bytes] = []
        self._answers = list(answers)
        self._path = home.socket
        self._listener = listen(home.socket, backlog=8)
        self._listener.settimeout(None)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        held: list[socket.socket] = []
        while True:
            connection, _ = self._listener.accept()
            if self._stop.is_set():
                for one in (connection, *held):
                    one.close()
                return
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
            data = bytearray()
            while not (length := request_length(data)) or len(data) < length:
                part = connection.recv(1 << 16)
                if not part:
                    break
                data += part
            self.requests.append(bytes(data))
            if answer is None:
                held.append(connection)
                continue
            with suppress(OSError):
                connection.sendall(answer)
            connection.close()

    def close(self) -> None:
        """End the listener."""
        self._stop.set()
        with suppress(OSError):
            connect(self._path, timeout=1.0).close()
        self._thread.join(timeout=5)
        self._listener.close()


ENFORCE = "version: 1\nmode: enforce\npacks: [baseline]\n"
OBSERVE = "version: 1\nmode: observe\npacks: [baseline]\n"


class World(Hook):
    """A hook client on a home with a policy, and whatever daemon it starts."""

    fail = "closed"

    def __call__(self, event: bytes, **options: object) -> Done:
        """Run one hook process on `event`, with the fail mode of this world."""
        return super().__call__(event, **{"fail": self.fail, **options})  # type: ignore[arg-type]

    def write_policy(self, text: str) -> None:
        """Put the user's policy in place."""
        with open(self.home.policy, "w", encoding="utf-8") as file:
            file.write(text)

    def daemon(self) -> int:
        """Process id of the running daemon, which is started if need be."""
        return control.start(self.home).pid

    def kill_daemon(self, number: int = signal.SIGKILL) -> int:
        """Send a signal to the daemon; returns its process id."""
        pid = self.daemon()
        os.kill(pid, number)
        if number == signal.SIGKILL:
            wait_until(lambda: not control.status(self.home).running)
        return pid

    def entries(self, kind: str) -> list[dict[str, Any]]:
        """Bodies of the log's entries of one kind, after every spooled record was taken."""
        self.daemon()
        wait_until(lambda: not self.spooled() and not self.spooled(".entry"))
        placed = read_entries(self.home.folder("log"))
        return [dict(one.entry.body) for one in placed if one.entry.kind == kind]

    def verify(self) -> None:
        """The log holds under the independent verifier, also after the daemon has ended."""
        self.daemon()
        control.stop(self.home)
        report = verify_log(collect(self.home.root, key=None))
        assert report.good, report


def wait_until(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    """Poll until `condition` holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


def daemons_of(home: Home) -> list[int]:
    """Ids of all processes whose command line says that they are daemons of `home`."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            with suppress(OSError), open(f"/proc/{name}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
                if home.root.encode() in words and any(b"bailiwick.apps.daemon" in word for word in words):
                    found.append(int(name))
    return found
