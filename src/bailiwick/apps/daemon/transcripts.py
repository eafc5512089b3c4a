"""The agent's own record of its sessions beside the log: model calls are recorded, calls past the gate found.

Guarantees:
1. Never on the way of a decision: an event only names its transcript; reading happens between calls, in slices.
2. Every answer of a model becomes one `model` entry, also when the session was short, when its transcript is copied
   into a fork, and when the daemon is killed at any point: ids in the log decide, not the saved offsets.
3. A call that has a result and no decision is judged and reported as an incident, once.
4. No text of a conversation is kept.

Sessions whose hooks never spoke (`--bare`) are found when another session or the daemon starts, where hooks are
installed for the user. Sessions on other machines, and transcripts that the agent removes first, are not.
"""

from __future__ import annotations

import glob
import json
import os
import re
import threading
import time
from contextlib import suppress
from datetime import datetime

from bailiwick.apps.daemon import transcript_cursors
from bailiwick.apps.daemon.transcript_cursors import FILES, MESSAGES, Cursors
from bailiwick.apps.daemon.transcript_file import TranscriptFile
from bailiwick.apps.transcripts import recent_sessions
from bailiwick.model.errors import BailiwickError, InputError
from bailiwick.model.event import CallFound, Envelope, ModelCalled, ToolCall
from bailiwick.model.request import Subject
from bailiwick.model.value import Value
from bailiwick.model.verdict import FailMode
from bailiwick.pep.dialects import claude_code
from bailiwick.pep.dialects.claude_code.events import AGENT
from bailiwick.pep.dialects.claude_code.transcript import call_event

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import Any

    from bailiwick.adapters.home import Home
    from bailiwick.apps.daemon.transcript_file import Told
    from bailiwick.model.event import Answer, Event
    from bailiwick.model.request import Governed
    from bailiwick.pep.dialects.claude_code.transcript import Proposed, Spoken

SLICE_SECONDS = 0.005
"""Longest work between two calls."""

GRACE_SECONDS = 3.0
"""How long a call's decision may come after its result: evaluators leave it in the spool first."""

QUIET_SECONDS = 2.0
"""A session whose files did not grow for so long is quiet: answers with a stop reason are complete."""

ENDED_SECONDS = 20.0
"""After so long those without one are, too."""

FOLLOW_SECONDS = 3600.0
"""A session is followed for so long after its last sign of life; the next start looks again."""

SAVE_SECONDS = 5.0
SESSIONS = 50
"""Sessions that are looked at when a folder is searched."""

_HEAD_BYTES = 4096
_PATH = re.compile(rb'"transcript_path"\s*:\s*("(?:[^"\\]|\\.)*")')


class _Lookup(threading.Thread):
    """Asks the log for all calls of a session that were decided, which may take long, on a thread."""

    def __init__(self, ask: Callable[[str], Collection[str]], session: str) -> None:
        super().__init__(name="bailiwick-transcripts", daemon=True)
        self._ask, self._session = ask, session
        self.found: Collection[str] = ()
        """Empty when the log cannot be asked: an alarm too many is better than none."""
        self.start()

    def run(self) -> None:
        with suppress(BailiwickError):
            self.found = self._ask(self._session)


class _Session:
    """One session's transcripts."""

    def __init__(self, path: str, project: str, since: str, until: float) -> None:
        self.path = path
        self.id = os.path.basename(path).removesuffix(".jsonl")
        self.project = project
        self.since = since
        self.until = until
        self.files: dict[str, TranscriptFile] = {}
        self.grown = 0.0
        self.awaited: dict[str, float] = {}
        """Calls without a decision yet, and since when that is known."""
        self.judged: _Lookup | None = None

    def paths(self) -> list[str]:
        """The session's own file and those of its subagents."""
        folder = glob.escape(self.path.removesuffix(".jsonl"))
        return [self.path, *glob.glob(f"{folder}/subagents/**/*.jsonl", recursive=True)]


class Surroundings(Value):
    """What following needs from the daemon around it."""

    handle: Callable[..., Answer]
    """The governor's."""
    started: Callable[[str], str]
    """When a session began, empty when unknown."""
    decided: Callable[[str, str], bool]
    """Whether a call of a session is remembered as decided."""
    judged: Callable[[str], Collection[str]]
    """The calls of a session that the log has decisions on; may take long, called on a thread."""
    size: Callable[[], int]
    """Number of log entries."""
    entries_after: Callable[[int], Iterable[tuple[int, str, Mapping[str, Any]]]]
    everywhere: Callable[[], bool]
    """Whether all sessions of the user are governed, not those of single projects only."""
    installed: Callable[[], str]
    """When hooks were last installed, RFC 3339, empty when unknown: what was before is nobody's business."""
    clock: Callable[[], float] = time.monotonic


class Transcripts:
    """Follows the transcripts of a home's sessions; one thread."""

    def __init__(self, home: Home, around: Surroundings, governed: Governed, *, now: str, folder: str) -> None:
        """Take up where the last daemon ended.

        Args:
            home: where cursors are kept.
            around: the daemon.
            governed: facts of the installation.
            now: RFC 3339; nothing older counts when this home has never followed transcripts.
            folder: the agent's configuration of the user, searched at the start.

        Raises:
            EnvironmentFault: the log cannot be read, or the cursors cannot be written.
        """
        self._home, self._around, self._governed, self._began = home, around, governed, now
        self._sessions: dict[str, _Session] = {}
        self._heard: dict[str, str] = {}
        self._searches = {folder}
        known = transcript_cursors.load(home)
        if known is None or known.sequence >= around.size():
            known = Cursors(around.size() - 1, now if known is None else known.since)
            transcript_cursors.save(home, known)
        self._since, self._files, self._messages = known.since, dict(known.files), dict.fromkeys(known.messages)
        for _, _, body in around.entries_after(known.sequence):
            if isinstance(body.get("message"), str):
                self._messages[body["message"]] = None
        self._saved = known
        self._save_at = 0.0

    def heard(self, envelope: Envelope, event: bytes) -> None:
        """An event came: its session is alive. Cheap, and never raises; the transcript is read later."""
        found = _PATH.search(event, 0, _HEAD_BYTES)
        with suppress(ValueError):
            path = json.loads(found[1]) if found else ""
            if path.endswith(".jsonl") and "/projects/" in path:
                self._heard[path] = self._heard.get(path) or envelope.project

    def work(self, *, seconds: float = SLICE_SECONDS, patient: bool = True) -> None:
        """Read on and record.

        Args:
            seconds: longest work.
            patient: False: everything counts as complete, nothing is waited for.

        Raises:
            EnvironmentFault: the log cannot take an entry; it is tried again.
        """
        until = self._around.clock() + seconds
        self._since = max(self._since, self._around.installed())
        while self._heard:
            self._listen(*self._heard.popitem())
        while self._searches:
            self._search(self._searches.pop())
        for session in list(self._sessions.values()):
            if self._around.clock() > until:
                break
            self._read(session, until)
            self._take(session, until, patient=patient)
            self._remember(self._sessions.pop(session.path))
            if self._around.clock() < session.until:
                self._sessions[session.path] = session  # behind the others: the next slice begins with them
        if self._around.clock() >= self._save_at:
            self.save()

    def save(self) -> None:
        """Keep how far everything was read.

        Raises:
            EnvironmentFault: the file cannot be written.
        """
        for session in self._sessions.values():
            self._remember(session)
        while len(self._files) > FILES:
            self._files.pop(next(iter(self._files)))
        while len(self._messages) > MESSAGES:
            self._messages.pop(next(iter(self._messages)))
        now = Cursors(self._around.size() - 1, self._since, dict(self._files), tuple(self._messages))
        if now.replace(sequence=0) != self._saved.replace(sequence=0):
            transcript_cursors.save(self._home, now)
            self._saved = now
        self._save_at = self._around.clock() + SAVE_SECONDS

    def _remember(self, session: _Session) -> None:
        for path, file in session.files.items():
            if self._files.get(path) != file.resume:
                self._files.pop(path, None)
                self._files[path] = file.resume

    def _listen(self, path: str, project: str) -> None:
        known = self._sessions.get(path)
        if known is None:
            self._follow(path, project)
            self._searches.add(path.rpartition("/projects/")[0])
        else:
            known.until = self._around.clock() + FOLLOW_SECONDS
            known.project = known.project or project

    def _follow(self, path: str, project: str) -> None:
        session = _Session(path, project, "", self._around.clock() + FOLLOW_SECONDS)
        session.since = self._around.started(session.id) or self._since
        self._sessions[path] = session

    def _search(self, folder: str) -> None:
        if not self._around.everywhere():
            return
        for name in recent_sessions(folder, limit=SESSIONS):
            for path in glob.glob(f"{glob.escape(folder)}/projects/*/{glob.escape(name)}.jsonl"):
                if path not in self._sessions:
                    self._follow(path, "")

    def _read(self, session: _Session, until: float) -> None:
        for path in session.paths():
            if path not in session.files:
                session.files[path] = TranscriptFile(path, self._position(path))
            file = session.files[path]
            while file.read():
                session.grown = self._around.clock()
                session.until = session.grown + FOLLOW_SECONDS
                if session.grown > until:
                    return

    def _position(self, path: str) -> int:
        """Where reading begins: where it ended, else behind what was written before anything counts."""
        if path in self._files:
            return self._files[path]
        try:
            status = os.stat(path)
        except OSError:
            return 0
        return status.st_size if status.st_mtime < datetime.fromisoformat(self._since).timestamp() else 0

    def _take(self, session: _Session, until: float, *, patient: bool) -> None:
        quiet = self._around.clock() - session.grown
        for file in session.files.values():
            if quiet >= QUIET_SECONDS or not patient:
                file.settle(ended=quiet >= ENDED_SECONDS or not patient)
            session.project = session.project or file.cwd
            for told in list(file.told):
                if self._around.clock() > until:
                    return
                if self._recorded(session, told, patient=patient):
                    file.told.remove(told)

    def _recorded(self, session: _Session, told: Told, *, patient: bool) -> bool:
        """Whether it was dealt with; False when it must wait."""
        if told.spoken is not None:
            self._record_answer(session, told, told.spoken)
            return True
        call = told.call
        if call is None or call.at < session.since or self._around.decided(session.id, call.call):
            return True
        if patient and not self._overdue(session, call):
            return False
        session.awaited.pop(call.call, None)
        lookup = session.judged
        if lookup is not None and call.call in lookup.found:
            return True
        event = self._event_of(session, told, call)
        if event is not None:
            self._around.handle(event, fail_mode=FailMode.CLOSED)
        return True

    def _overdue(self, session: _Session, call: Proposed) -> bool:
        """Whether no decision on the call can come any more."""
        if call.at < self._began:  # from before this daemon: session states may have forgotten it, the log has not
            session.judged = session.judged or _Lookup(self._around.judged, session.id)
            return not session.judged.is_alive()
        now = self._around.clock()
        return now - session.awaited.setdefault(call.call, now) >= GRACE_SECONDS

    def _record_answer(self, session: _Session, told: Told, spoken: Spoken) -> None:
        if spoken.at < session.since or spoken.id in self._messages:
            return
        called = ModelCalled(
            subject=Subject(user=self._governed.user, agent=AGENT, session=session.id, subagent=told.subagent, role=""),
            message=spoken.id,
            model=spoken.model,
            usage=spoken.usage,
            stop_reason=spoken.stop_reason,
            tools=spoken.tools,
            at=spoken.at,
            project=session.project,
        )
        self._around.handle(called, fail_mode=FailMode.CLOSED)
        self._messages[spoken.id] = None

    def _event_of(self, session: _Session, told: Told, call: Proposed) -> Event | None:
        """The call as its hook would have reported it; without its input when that cannot be read."""
        project = session.project or told.cwd
        envelope = Envelope("claude-code", "closed", project=project, home=self._governed.home)
        placed = call.replace(cwd=call.cwd or project)
        for one in (placed, placed.replace(input={})):
            try:
                event = claude_code.parse(
                    call_event(session.id, told.subagent, one, session.path), envelope, self._governed
                )
            except InputError:
                continue
            if isinstance(event, ToolCall):
                return CallFound(event.request, mentioned=call.mentioned)
        return None
