"""Check that no call went past the gate: the client's transcripts against the log.

Only calls after the newest installation count, of the sessions written to last. A session that started where hooks
were switched off, or lost them on the way, shows up here and nowhere else.
"""

from __future__ import annotations

import os

from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.apps.doctor.check import ok, warn
from bailiwick.apps.transcripts import read_transcript, recent_sessions
from bailiwick.model.errors import BailiwickError
from bailiwick.pep.install import locations, record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.log_reader import Placed
    from bailiwick.apps.doctor.check import Check

SESSIONS = 50
"""Sessions that are compared."""

DECISIONS = 10_000
"""Decisions of one session that are looked at."""

_NAME = "calls past the gate"
_SHOWN = 3


def check(home: Home, environment: Mapping[str, str]) -> Iterator[Check]:
    """One check, or none where hooks are installed for single projects only: other sessions are nobody's business."""
    records = record.load_all(home.folder("install"))
    if not any(known.scope == "user" for known in records):
        return
    folder = os.path.dirname(locations.user_file(environment))
    try:
        with LogIndex(home) as index:
            installed = next(index.find(LogQuery(kind="install"), limit=1), None)
            if installed is None:
                return
            yield _compare(index, folder, _time_of(installed))
    except BailiwickError as error:
        yield warn(_NAME, f"cannot be told: {error}", error.remedy)


def _time_of(installed: Placed) -> str:
    """When it was installed: the entry waited in the spool for the daemon, and says since when."""
    spooled = installed.entry.body.get("spooled")
    return str(spooled.get("at", "") if isinstance(spooled, dict) else "") or installed.entry.time


def _compare(index: LogIndex, folder: str, since: str) -> Check:
    calls = 0
    past: list[str] = []
    for session in recent_sessions(folder, limit=SESSIONS):
        transcript = read_transcript(folder, session, since=since)
        query = LogQuery(session=session, kind="decision")
        bodies = [placed.entry.body for placed in index.find(query, limit=DECISIONS)]
        judged = {body.get("call") for body in bodies if body.get("answered") != "unchecked"}
        unseen = [tool for call, tool in transcript.calls.items() if call not in judged | transcript.refused]
        calls += len(transcript.calls)
        if unseen:
            past.append(
                f"{len(unseen)} in session {session} in {transcript.project} ({', '.join(sorted(set(unseen)))})"
            )
    if not past:
        return ok(_NAME, f"none of {calls} calls in the client's transcripts")
    more = f" and {len(past) - _SHOWN} more sessions" if len(past) > _SHOWN else ""
    return warn(
        _NAME,
        f"{'; '.join(past[:_SHOWN])}{more}",
        "look for `disableAllHooks` in the project's .claude folder; only managed settings hold against it "
        "(`bailiwick init --managed DIR`)",
    )
