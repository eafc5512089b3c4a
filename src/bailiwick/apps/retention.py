"""Retention: whole segments go when all their entries are old enough, and what is left stays verifiable.

1. The log is verified: what does not hold is evidence and is not removed.
2. An entry `prune` says which entries go, and a checkpoint signs it.
3. The base is written: genesis, keys and frontier of what goes.
4. The segments are removed, oldest first. A writer that finds the base and segments before it finishes this.
"""

from __future__ import annotations

import glob
import os

from bailiwick.adapters.log_base import Base, drop_pruned, read_base, write_base
from bailiwick.adapters.outbox import read_cursor
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.adapters.segments import list_segments, read_line_before, read_lines
from bailiwick.apps.verification import verify_home
from bailiwick.crypto.hashing import NO_LEAF, leaf_hash
from bailiwick.ledger.entry import format_time, parse_entry
from bailiwick.ledger.handover import KIND
from bailiwick.ledger.tree import Frontier
from bailiwick.model.errors import TrustError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.segments import Segment


class Pruned(Value):
    """What was removed."""

    entries: int = 0
    segments: int = 0
    first: int = 0
    """The first entry that is left."""
    waiting: str = ""
    """The sink that has not taken entries which would be old enough; they stay."""


def prune(home: Home, *, before: datetime, now: datetime) -> Pruned:
    """Remove the segments whose entries are all older than `before`. No other writer may run.

    Raises:
        TrustError: the log does not verify.
        EnvironmentFault: another process writes the log, or files cannot be changed.
    """
    folder = home.folder("log")
    with SegmentRecorder(home, now=now, background=False) as recorder:
        old = read_base(folder)
        begins = old.size if old else 0
        delivered, waiting = _delivered(home, recorder.log)
        doomed, kept = _doomed(list_segments(folder), format_time(before))
        late = [segment for segment in (*doomed[1:], kept) if segment.first > delivered]
        if late:
            doomed = [segment for segment in doomed if segment.first < late[0].first]
            kept, doomed = doomed[-1], doomed[:-1]
        if not doomed:
            return Pruned(first=begins, waiting=waiting if late else "")
        problem = verify_home(home).first
        if problem is not None:
            raise TrustError(
                f"the log does not verify and is not pruned: {problem.message}", remedy="run `bailiwick verify`"
            )
        base = _base(old, doomed)
        body = {
            "before": format_time(before),
            "entries": base.size - begins,
            "head": base.head.hex(),
            "root": base.frontier.root().hex(),
            "segments": len(doomed),
            "size": base.size,
        }
        recorder.append("prune", body, now=now)
        recorder.checkpoint()
        write_base(folder, base)
        segments = drop_pruned(folder, base)
    return Pruned(base.size - begins, segments, base.size, waiting if late else "")


def _doomed(segments: list[Segment], before: str) -> tuple[list[Segment], Segment]:
    """The segments whose last entry is older, without a gap from the first on, and the first that stays."""
    doomed: list[Segment] = []
    for segment in segments[:-1]:
        line = read_line_before(segment.path, os.path.getsize(segment.path))
        if line is None or parse_entry(line.data).time >= before:
            return doomed, segment
        doomed.append(segment)
    return doomed, segments[-1]


def _base(old: Base | None, doomed: list[Segment]) -> Base:
    """The base behind the segments `doomed`."""
    frontier, head = (old.frontier, old.head) if old else (Frontier(), NO_LEAF)
    genesis, keys = (old.genesis, list(old.keys)) if old else ("", [])
    for segment in doomed:
        for line in read_lines(segment.path):
            head = leaf_hash(line.data)
            frontier = frontier.append(head)
            entry = parse_entry(line.data)
            genesis = genesis or line.data.decode()
            if entry.kind == KIND:
                keys.append(line.data.decode())
    return Base(genesis, tuple(keys), frontier, head)


def _delivered(home: Home, log: str) -> tuple[int, str]:
    """How far the sinks have come that take this log: the number of the next entry of the slowest, and its name."""
    found = []
    for path in glob.glob(f"{glob.escape(home.folder('state'))}/outbox/*.json"):
        name = os.path.basename(path).removesuffix(".json")
        cursor = read_cursor(home, name)
        if cursor.log == log:
            found.append((cursor.sequence, name))
    return min(found, default=(1 << 62, ""))
