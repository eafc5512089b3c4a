"""A throw-away home, project and Bailiwick home, in which an agent may do its worst.

Everything lies below one directory that is made on entry and removed on exit, together with the daemon that served
it. The environment of every child is built from nothing: no variable of the caller reaches the agent.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from bailiwick.adapters.home import Home
from bailiwick.apps.daemon import control
from bailiwick.model.errors import EnvironmentFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Any, Self

SEARCH_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:/opt/homebrew/bin"
COMMAND_SECONDS = 60
"""Longest run of one `bailiwick` command in a throw-away world."""
ENTRIES = 100_000
"""Most log entries that a throw-away world is asked for."""
END_SECONDS = 5.0
"""How long the end of a killed process is waited for."""


class ThrowAway:
    """The world, as a context manager. Paths are absolute and real."""

    def __init__(self, *, keep: bool = False) -> None:
        self._keep = keep
        self.root = os.path.realpath(tempfile.mkdtemp(prefix="bw-"))
        self.home = f"{self.root}/home"
        self.project = f"{self.root}/project"
        self.state = Home(f"{self.root}/state")

    def __enter__(self) -> Self:
        for folder in (f"{self.home}/.claude", f"{self.home}/temp", self.project):
            os.makedirs(folder, mode=0o700)
        self.write(f"{self.home}/.claude.json", json.dumps(_first_run(self.project)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop_daemon()
        if not self._keep:
            shutil.rmtree(self.root, ignore_errors=True)

    @property
    def user_settings(self) -> str:
        """The agent's settings file of the user."""
        return f"{self.home}/.claude/settings.json"

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        """The whole environment of a child process."""
        return {
            "HOME": self.home,
            "TMPDIR": f"{self.home}/temp",
            "PATH": SEARCH_PATH,
            "SHELL": "/bin/sh",
            "LANG": "C.UTF-8",
            "TERM": "dumb",
            "COLUMNS": "110",
            "BAILIWICK_HOME": self.state.root,
            **(extra or {}),
        }

    def write(self, path: str, text: str) -> str:
        """Write one file below the project (or at an absolute path), with its directories; returns its path."""
        target = os.path.join(self.project, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
        return target

    def read(self, path: str) -> str:
        """The text of one file below the project, or at an absolute path."""
        with open(os.path.join(self.project, path), encoding="utf-8") as file:
            return file.read()

    def exists(self, path: str) -> bool:
        """True when the path (relative to the project, or absolute) is there."""
        return os.path.lexists(os.path.join(self.project, path))

    def govern(self, *options: str) -> None:
        """Wire Bailiwick into the agent, for the user of this world, as a person would."""
        self.bailiwick("init", "--user", "--yes", *options)

    def git(self, *words: str) -> str:
        """Run git in the project; returns its output."""
        who = ("-c", "user.name=demo", "-c", "user.email=demo@localhost", "-c", "init.defaultBranch=main")
        return self._run(["git", *who, *words]).stdout

    def bailiwick(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one `bailiwick` command of this installation in the throw-away world.

        Raises:
            EnvironmentFault: it failed or took too long, and `check` is set.
        """
        return self._run([sys.executable, "-I", "-m", "bailiwick", *words], check=check)

    def query(self, *words: str) -> Any:
        """The JSON document that a `bailiwick` command prints with `--json`; its exit code does not matter."""
        done = self.bailiwick(*words, "--json", check=False)
        try:
            return json.loads(done.stdout)
        except ValueError as error:
            raise EnvironmentFault(
                f"expected JSON from `bailiwick {' '.join(words)}`, got `{(done.stdout + done.stderr)[:300]}`"
            ) from error

    def entries(self, kind: str) -> list[dict[str, Any]]:
        """The bodies of all log entries of one kind, oldest first."""
        return [entry["body"] for entry in self.query("log", "--kind", kind, "--limit", str(ENTRIES))["entries"]]

    def decision(self, label: str) -> dict[str, Any]:
        """The log's decision on the call with this label of a script.

        Raises:
            EnvironmentFault: the log has none.
        """
        found = [body for body in self.entries("decision") if body["call"] == f"toolu_{label}"]
        if not found:
            raise EnvironmentFault(f"expected a decision on the call `{label}` in the log, found none")
        return found[-1]

    def kill_daemon(self) -> None:
        """Kill the daemon without warning, as a crash would; nothing happens when none runs."""
        pid = control.status(self.state).pid
        if pid:
            os.kill(pid, signal.SIGKILL)
            deadline = time.monotonic() + END_SECONDS
            while control.status(self.state).pid == pid and time.monotonic() < deadline:
                time.sleep(0.01)

    def stop_daemon(self) -> None:
        """Ask the daemon to stop; kill it when it does not."""
        try:
            control.stop(self.state)
        except EnvironmentFault:
            self.kill_daemon()

    def _run(self, argv: list[str], *, check: bool = True) -> subprocess.CompletedProcess[str]:
        shown = " ".join(argv[-3:])
        try:
            done = subprocess.run(  # noqa: S603 - our own command and git, in the throw-away world
                argv,
                cwd=self.project,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=COMMAND_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EnvironmentFault(f"`{shown}` could not be run: {error}") from error
        if check and done.returncode != 0:
            raise EnvironmentFault(f"`{shown}` ended with {done.returncode}: {(done.stderr or done.stdout)[:500]}")
        return done


def _first_run(project: str) -> dict[str, object]:
    """The client's own state file, saying that its first-run questions are answered and the project is trusted."""
    trusted = {"hasTrustDialogAccepted": True, "hasCompletedProjectOnboarding": True, "allowedTools": []}
    return {"hasCompletedOnboarding": True, "projects": {project: trusted}}
