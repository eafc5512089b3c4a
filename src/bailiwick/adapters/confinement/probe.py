"""Whether commands can be confined on this machine, found out by confining one that does nothing."""

from __future__ import annotations

import subprocess
import sys

from bailiwick.model.fact import ConfinementFact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.model.fact import ConfinementQuery

LAUNCHER = (sys.executable, "-I", "-m", "bailiwick", "confine")
"""The words that start `bailiwick confine` of this installation, whatever is in environment and working directory."""

_SECONDS = 5.0
_PROBLEM_CHARACTERS = 300


def ask(query: ConfinementQuery, *, launcher: Sequence[str] = LAUNCHER) -> ConfinementFact:
    """How a command is confined with this network, or why it cannot be.

    A sandbox that works does so while the machine runs.

    Args:
        query: the sandbox.
        launcher: the words that start `bailiwick confine`.
    """
    words = [*launcher, "--network", query.network, "--", "true"]
    try:
        done = subprocess.run(  # noqa: S603 - our own launcher and a program that does nothing
            words, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=_SECONDS
        )
    except OSError as error:
        return ConfinementFact(problem=f"the launcher cannot be started: {error.strerror}")
    except subprocess.TimeoutExpired:
        return ConfinementFact(problem=f"the launcher took more than {_SECONDS:g} s")
    if done.returncode == 0:
        return ConfinementFact(tuple(launcher))
    lines = done.stderr.strip().splitlines() or [f"the launcher ended with exit code {done.returncode}"]
    return ConfinementFact(problem=lines[-1].removeprefix("bailiwick confine: ")[:_PROBLEM_CHARACTERS])
