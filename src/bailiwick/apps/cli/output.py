"""What every command prints: text for people, one JSON document for programs, errors on stderr."""

from __future__ import annotations

import json
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.errors import BailiwickError

_STYLES = {"deny": "31;1", "ask": "33;1", "allow": "32", "ok": "32", "bad": "31;1", "dim": "2", "bold": "1"}


def style(text: str, name: str) -> str:
    """`text` in colour when stdout is a terminal and `NO_COLOR` is unset, else unchanged."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{_STYLES[name]}m{text}\x1b[0m"


def say(text: str = "") -> None:
    """Print one line for a person."""
    sys.stdout.write(text + "\n")


def document(data: object) -> None:
    """Print one JSON document."""
    json.dump(data, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


def note(text: str) -> None:
    """Print one line on stderr: progress or advice that is not the result."""
    sys.stderr.write(text + "\n")


def fail(error: BailiwickError, *, json_wanted: bool) -> int:
    """Report an expected error and return its exit code."""
    if json_wanted:
        document({"error": str(error), "remedy": error.remedy, "exit_code": error.exit_code})
    sys.stderr.write(f"bailiwick: {error}\n")
    if error.remedy:
        sys.stderr.write(f"  -> {error.remedy}\n")
    return error.exit_code
