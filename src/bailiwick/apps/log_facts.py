"""What can be said of the log at a glance, without verifying it and without its writer."""

from __future__ import annotations

import json
import os

from bailiwick.adapters.anchors import newest_head
from bailiwick.adapters.log_opening import anchor_path
from bailiwick.adapters.segments import list_segments, read_lines
from bailiwick.adapters.spool import UNCHECKED
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.adapters.home import Home


_CALL = "ToolCall"
"""What the entry of an unchecked tool call names as its event."""


class LogFacts(Value):
    """A glance at the log of a home."""

    entries: int
    head: str
    """Leaf hash of the newest entry, hex; empty when there is none."""
    unchecked: int
    """Calls that passed without a decision: in the newest segment, and waiting in the spool."""
    waiting: int
    """Records in the spool that are not in the log yet."""


def log_facts(home: Home) -> LogFacts:
    """Look at the anchor, the newest segment and the spool.

    Raises:
        EnvironmentFault: the log folder cannot be read.
    """
    try:
        with open(anchor_path(home), "rb") as file:
            head = newest_head(file.read())
    except OSError:
        head = None
    segments = list_segments(home.folder("log"))
    logged = sum(_passed_unchecked(line.data) for line in read_lines(segments[-1].path)) if segments else 0
    try:
        spooled = [name for name in os.listdir(home.folder("spool")) if not name.startswith(".")]
    except OSError:
        spooled = []
    return LogFacts(
        entries=head.size if head is not None else 0,
        head=head.head.hex() if head is not None and head.size else "",
        unchecked=logged + sum(name.endswith(UNCHECKED) for name in spooled),
        waiting=len(spooled),
    )


def _passed_unchecked(line: bytes) -> bool:
    """True for the entry of a tool call, or of an event that could not be read, that nothing judged."""
    if b'"kind":"unchecked"' not in line:
        return False
    try:
        entry = json.loads(line)
        return bool(entry["kind"] == "unchecked" and entry["body"].get("event", _CALL) == _CALL)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
