"""The command that goes into an agent's settings: absolute, and fixed when it is installed."""

from __future__ import annotations

import os
import subprocess
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.verdict import FailMode

FOLDER = os.path.dirname(os.path.abspath(__file__))
CLIENT = f"{FOLDER}/bin/bailiwick-hook"
"""The compiled client, where the build could make one."""

TWIN = f"{FOLDER}/client.py"

DEADLINE_MS = 8000
"""The client's own deadline: 80 % of the host timeout of 10 s that the installer sets."""

_PROBE_SECONDS = 5


def hook_command(
    home: str, *, dialect: str, fail_mode: FailMode, deadline_ms: int = DEADLINE_MS, python: str = sys.executable
) -> tuple[str, list[str]]:
    """The hook's program and arguments: the compiled client if it runs on this machine, else the Python twin.

    Args:
        home: the Bailiwick home, absolute and real.
        dialect: name of the agent's dialect.
        fail_mode: what happens when no decision can be made.
        deadline_ms: when the client gives up; must lie well below the agent's own timeout for hooks.
        python: absolute path of the interpreter that runs daemon and evaluator.
    """
    arguments = ["--home", home, "--dialect", dialect, "--fail", fail_mode.value, "--deadline-ms", str(deadline_ms)]
    arguments += ["--python", python]
    for folder in library_folders():
        arguments += ["--lib", folder]
    if client_runs():
        return CLIENT, arguments
    return python, ["-I", "-S", TWIN, *arguments]


def library_folders() -> list[str]:
    """Directories that hold this package and what it depends on; isolated interpreters get exactly these."""
    own = os.path.dirname(os.path.dirname(os.path.dirname(FOLDER)))
    installed = [entry for entry in sys.path if os.path.basename(entry) in ("site-packages", "dist-packages")]
    return list(dict.fromkeys([own, *(os.path.abspath(entry) for entry in installed if os.path.isdir(entry))]))


def client_runs() -> bool:
    """True when there is a compiled client and this machine can execute it."""
    if not os.access(CLIENT, os.X_OK):
        return False
    try:
        done = subprocess.run(  # noqa: S603 - our own program, by absolute path
            [CLIENT, "--version"], check=False, capture_output=True, timeout=_PROBE_SECONDS, env={}
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
