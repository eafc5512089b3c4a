"""Claude Code's own record of its sessions: which calls it made, from its transcripts. Read-only, bounded.

The client writes one line per content block into `projects/<project>/<session>.jsonl` of its configuration folder,
and those of subagents into `<session>/subagents/`. Compared with the log, this shows calls that no hook saw.
"""

from __future__ import annotations

import glob
import json
import os

from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.adapters.regular_files import open_regular
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bailiwick.adapters.home import Home

DECISIONS = 10_000
"""Decisions of one session that are looked at."""

TRANSCRIPT_BYTES = 64 * 1024 * 1024
"""More of one transcript file is not read."""

_REFUSED = "<tool_use_error>"
"""How the client opens the result of a call that it refused by itself: unknown tool, unfit input, its own rules."""


class Transcript(Value):
    """The calls of one session, those of its subagents included."""

    session: str
    project: str = ""
    """Working directory of the first call."""
    calls: Mapping[str, str] = EMPTY
    """Tool by call id."""
    refused: frozenset[str] = frozenset()
    """Calls that the client refused by itself; it asks no hook about them."""


def recent_sessions(folder: str, *, limit: int) -> list[str]:
    """The ids of the sessions that were written to last, newest first.

    Args:
        folder: The client's configuration folder.
        limit: Most sessions to name.
    """
    found = glob.glob(f"{glob.escape(folder)}/projects/*/*.jsonl")
    newest = sorted(((_modified(path), path) for path in found), reverse=True)[:limit]
    return [os.path.basename(path).removesuffix(".jsonl") for _, path in newest]


def read_transcript(folder: str, session: str, *, since: str = "") -> Transcript:
    """The calls of a session; lines that cannot be read are skipped, as the client may be writing them.

    Args:
        folder: The client's configuration folder.
        session: The session's id.
        since: Earliest time of a call, RFC 3339 in UTC; empty for all.
    """
    projects = f"{glob.escape(folder)}/projects/*"
    name = glob.escape(session)
    paths = [*glob.glob(f"{projects}/{name}.jsonl"), *glob.glob(f"{projects}/{name}/subagents/*.jsonl")]
    calls: dict[str, str] = {}
    refused: set[str] = set()
    project = ""
    for line in (line for path in paths for line in _lines(path)):
        if str(line.get("timestamp", "")) < since:
            continue
        for block in _blocks(line):
            if block.get("type") == "tool_use":
                calls[str(block.get("id"))] = str(block.get("name"))
                project = project or str(line.get("cwd", ""))
            elif block.get("type") == "tool_result" and _is_refusal(block):
                refused.add(str(block.get("tool_use_id")))
    return Transcript(session, project, calls, frozenset(refused))


def judged_calls(home: Home, session: str) -> frozenset[str]:
    """The calls of a session that somebody asked about before they ran.

    Raises:
        BailiwickError: the log cannot be read.
    """
    with LogIndex(home) as index:
        query = LogQuery(session=session, kind="decision")
        bodies = [placed.entry.body for placed in index.find(query, limit=DECISIONS)]
    return frozenset(str(body.get("call")) for body in bodies)


def _lines(path: str) -> Iterator[dict[str, Any]]:
    try:
        with open_regular(path) as file:
            content = file.read(TRANSCRIPT_BYTES)
    except OSError:
        return
    for raw in content.splitlines():
        try:
            line = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        if isinstance(line, dict):
            yield line


def _blocks(line: Mapping[str, Any]) -> list[dict[str, Any]]:
    message = line.get("message")
    content = message.get("content") if isinstance(message, dict) else None
    return [block for block in content if isinstance(block, dict)] if isinstance(content, list) else []


def _is_refusal(block: Mapping[str, Any]) -> bool:
    content = block.get("content")
    if isinstance(content, list):
        content = next((part.get("text") for part in content if isinstance(part, dict)), "")
    return bool(block.get("is_error")) and isinstance(content, str) and content.startswith(_REFUSED)


def _modified(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0
