"""Questions to a person, and acts that only a person may do."""

from __future__ import annotations

import os
import sys

from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_AGENT_MARKS = ("CLAUDECODE", "CLAUDE_CODE_", "AI_AGENT", "CLAUDE_PID")
"""Variables that Claude Code sets for everything it runs."""


def inside_agent(environment: Mapping[str, str]) -> bool:
    """True when this process was started by an agent."""
    return any(name.startswith(_AGENT_MARKS) for name in environment)


def at_terminal() -> bool:
    """True when somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str) -> bool:
    """Ask; an empty answer is yes."""
    sys.stderr.write(f"{question} [Y/n] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("", "y", "yes")


def require_person(action: str, *, confirmed: bool | None) -> None:
    """Refuse an act that loosens governance unless a person does it.

    Args:
        action: what would be done, for the message.
        confirmed: `--yes` was given: no terminal is needed, but an agent still cannot do it;
            None: the command has no `--yes`.

    Raises:
        UsageError: an agent does it, or nobody can be asked.
    """
    if inside_agent(os.environ):
        raise UsageError(
            f"{action} is for a person: this process runs inside an agent", remedy="run it in a terminal of your own"
        )
    if not confirmed and not at_terminal():
        or_yes, or_add = ("", "") if confirmed is None else (", or `--yes`", ", or add `--yes`")
        raise UsageError(f"{action} needs a person at a terminal{or_yes}", remedy=f"run it in a terminal{or_add}")
