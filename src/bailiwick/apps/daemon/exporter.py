"""The exporter as the daemon's child: a process of its own, so that no sink ever delays a decision."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.adapters.home import Home

RESTART_SECONDS = 10.0
"""Least time between two starts."""

END_SECONDS = 3.0
"""How long an exporter may take to end before it is killed; what it had not kept comes again."""

_NICENESS = 10
_ENTRY = (
    f"import os, sys; os.nice({_NICENESS}); home, *folders = sys.argv[1:]; sys.path[:0] = folders; "
    "from bailiwick.apps.cli.main import main; sys.exit(main(['export', 'run']))"
)


class Exporter:
    """Keeps an exporter running while the home has a `sinks.yaml`, and starts it anew when that changes."""

    def __init__(self, home: Home, folders: list[str]) -> None:
        """Tend the exporter of `home`; `folders` are where our package and its libraries are found."""
        self._home = home
        self._folders = folders
        self._child: subprocess.Popen[bytes] | None = None
        self._declared: tuple[int, int] | None = None
        self._not_before = 0.0

    @property
    def pid(self) -> int | None:
        """The running exporter's process, None when there is none."""
        return self._child.pid if self._child is not None and self._child.poll() is None else None

    def tend(self) -> None:
        """Start, restart or end the exporter as the file asks; cheap, and never raises."""
        declared = self._stamp()
        if declared != self._declared:
            self.end()
            self._declared, self._not_before = declared, 0.0
        if declared is None or self.pid is not None:
            return
        if time.monotonic() >= self._not_before:
            self._not_before = time.monotonic() + RESTART_SECONDS
            with suppress(OSError):
                self._child = self._start()

    def end(self) -> None:
        """End the exporter if there is one."""
        child, self._child = self._child, None
        if child is None or child.poll() is not None:
            return
        child.terminate()
        try:
            child.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        with open(f"{self._home.folder('run')}/export.log", "ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own program, by absolute path
                [sys.executable, "-I", "-S", "-c", _ENTRY, self._home.root, *self._folders],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env={**os.environ, "BAILIWICK_HOME": self._home.root},
            )

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = os.stat(f"{self._home.root}/sinks.yaml")
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size
