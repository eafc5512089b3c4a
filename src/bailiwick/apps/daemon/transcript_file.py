"""One transcript, followed from an offset on: what it tells, once each thing is complete.

An answer of a model is complete when another one begins in its file, or when the file is quiet and the answer has a
stop reason. A tool call ran when it has a result. Whatever is not complete or not taken yet holds `resume` back, so
that reading again from there loses nothing.
"""

from __future__ import annotations

import os
import stat

from bailiwick.model.value import Value
from bailiwick.pep.dialects.claude_code.transcript import read_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.pep.dialects.claude_code.transcript import Line, Proposed, Spoken

CHUNK_BYTES = 128 * 1024
"""What is read and parsed at once: about a millisecond."""

LINE_BYTES = 8 * 1024 * 1024
"""A longer line is skipped; no hook event is longer either."""

OPEN_CALLS = 1024
"""Calls of one file without a result that are remembered; the oldest are forgotten first."""

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


class Told(Value):
    """An answer of a model, or a call that ran, with the offset of its first line."""

    start: int
    subagent: str
    cwd: str
    spoken: Spoken | None = None
    call: Proposed | None = None


class TranscriptFile:
    """Follows one file. `told` grows; the caller takes from its front what it has dealt with."""

    def __init__(self, path: str, position: int = 0) -> None:
        self.path = path
        self.cwd = ""
        """The first working directory that was named."""
        self.told: list[Told] = []
        self._position = position
        self._speaking: Told | None = None
        self._calls: dict[str, Told] = {}
        name = os.path.basename(path)
        self._subagent = name.removeprefix("agent-").removesuffix(".jsonl") if name.startswith("agent-") else ""

    @property
    def resume(self) -> int:
        """Where reading must go on after a restart."""
        open_ones = [*self.told, *self._calls.values(), *([self._speaking] if self._speaking else [])]
        return min((one.start for one in open_ones), default=self._position)

    def read(self) -> bool:
        """Read what has been added, at most `CHUNK_BYTES` or one line; False when there was nothing."""
        try:
            descriptor = os.open(self.path, _FLAGS)
        except OSError:
            return False
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return False
            if status.st_size < self._position:  # written anew: what was counted is known by its id
                self._position, self._speaking, self._calls = 0, None, {}
            if status.st_size == self._position:
                return False
            return self._advance(descriptor)
        except OSError:
            return False
        finally:
            os.close(descriptor)

    def settle(self, *, ended: bool = False) -> None:
        """The file is quiet: an answer with a stop reason is complete; `ended`: also one without."""
        speaking = self._speaking
        if speaking is not None and speaking.spoken is not None and (ended or speaking.spoken.stop_reason):
            self._complete()

    def _advance(self, descriptor: int) -> bool:
        data = os.pread(descriptor, CHUNK_BYTES, self._position)
        if b"\n" not in data and len(data) == CHUNK_BYTES:
            data = os.pread(descriptor, LINE_BYTES, self._position)
        end = data.rfind(b"\n") + 1
        if not end:
            if len(data) == LINE_BYTES:
                self._position += LINE_BYTES
                return True
            return False
        for offset, raw in _lines(data[:end], self._position):
            self._take(offset, read_line(raw))
        self._position += end
        return True

    def _take(self, start: int, line: Line) -> None:
        self.cwd = self.cwd or line.cwd
        subagent = line.subagent or self._subagent
        if line.spoken is not None:
            self._hear(start, line, line.spoken, subagent)
        for call in line.proposed:
            self._calls[call.call] = Told(start, subagent, line.cwd, call=call)
            if len(self._calls) > OPEN_CALLS:
                self._calls.pop(next(iter(self._calls)))
        for identity in line.refused:
            self._calls.pop(identity, None)
        for identity in line.ran:
            ran = self._calls.pop(identity, None)
            if ran is not None:
                self.told.append(ran)

    def _hear(self, start: int, line: Line, spoken: Spoken, subagent: str) -> None:
        before = self._speaking
        if before is not None and before.spoken is not None and before.spoken.id == spoken.id:
            self._speaking = before.replace(spoken=before.spoken.with_later(spoken))
            return
        self._complete()
        self._speaking = Told(start, subagent, line.cwd, spoken=spoken)

    def _complete(self) -> None:
        if self._speaking is not None:
            self.told.append(self._speaking)
            self._speaking = None


def _lines(data: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    for raw in data.splitlines(keepends=True):
        yield start, raw
        start += len(raw)
