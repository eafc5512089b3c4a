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
    lines = read_lines(segments[-1].path) if segments else ()
    logged = {call for line in lines if (call := _unchecked_call(line.data))}
    try:
        spooled = [name for name in os.listdir(home.folder("spool")) if not name.startswith(".")]
    except OSError:
        spooled = []
    return LogFacts(
        entries=head.size if head is not None else 0,
        head=head.head.hex() if head is not None and head.size else "",
        unchecked=len(logged) + sum(name.endswith(UNCHECKED) for name in spooled),
        waiting=len(spooled),
    )


def _unchecked_call(line: bytes) -> str:
    """What names a tool call, or an event that could not be read, that passed without a decision; empty for the rest.

    One call can have two entries: of the failure that let it pass, and of the judgement on it afterwards.
    """
    if b'"kind":"unchecked"' not in line and b'"answered":"unchecked"' not in line:
        return ""
    try:
        entry = json.loads(line)
        kind, body = entry["kind"], entry["body"]
        failed = kind == "unchecked" and body.get("event", _CALL) == _CALL
        if failed or (kind == "decision" and body.get("answered") == "unchecked"):
            return str(body.get("call") or entry["seq"])
    except (ValueError, KeyError, TypeError, AttributeError):
        pass  # a line that is no entry names no call; `bailiwick verify` tells
    return ""
