"""The command line as a person has it: standard input and error are a terminal, and no agent is in the environment."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

AGENT_VARIABLES = ("CLAUDE", "AI_AGENT")
"""Beginnings of the names by which a command knows that an agent runs it."""


def at_terminal(
    *words: str, environment: Mapping[str, str], said: str | None = None, cwd: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `bailiwick` with a terminal at which the line `said` is typed; standard output is captured."""
    outer, inner = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(AGENT_VARIABLES)}
    if said is not None:
        os.write(outer, f"{said}\n".encode())
    try:
        return subprocess.run(
            [sys.executable, "-m", "bailiwick", *words],
            stdin=inner,
            stderr=inner,
            stdout=subprocess.PIPE,
            cwd=cwd,
            env={**kept, **environment},
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        os.close(inner)
        os.close(outer)
