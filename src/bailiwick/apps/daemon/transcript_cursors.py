"""What is remembered of transcripts over a restart of the daemon, as `state/transcripts.json`.

The file only saves time: what it lacks is in the log entries after its `sequence`. An answer of a model is known by
the id in its `model` entry, a call by its decision, so reading a transcript twice counts nothing twice.
"""

from __future__ import annotations

import json

from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.regular_files import open_regular
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.adapters.home import Home

FILES = 1024
"""Transcripts whose offset is remembered; those that were not read for longest are forgotten first."""

MESSAGES = 8192
"""Answers of models that are remembered by their ids; the oldest are forgotten first."""

_BYTES = 8 * 1024 * 1024


class Cursors(Value):
    """How far transcripts have been read."""

    sequence: int
    """Log entries up to this one are counted in."""
    since: str
    """Nothing older is looked at; RFC 3339 in UTC."""
    files: Mapping[str, int] = EMPTY
    """Path to the offset where reading goes on, the least recently read first."""
    messages: tuple[str, ...] = ()
    """Ids of answers that are in the log, oldest first."""


def load(home: Home) -> Cursors | None:
    """What was saved; None when nothing usable is there."""
    try:
        with open_regular(_path(home)) as file:
            plain = json.loads(file.read(_BYTES))
        files = {str(path): int(offset) for path, offset in plain["files"].items()}
        return Cursors(int(plain["sequence"]), str(plain["since"]), files, tuple(map(str, plain["messages"])))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def save(home: Home, cursors: Cursors) -> None:
    """Keep the newest of `cursors`.

    Raises:
        EnvironmentFault: the file cannot be written.
    """
    plain = {
        "sequence": cursors.sequence,
        "since": cursors.since,
        "files": dict(list(cursors.files.items())[-FILES:]),
        "messages": list(cursors.messages[-MESSAGES:]),
    }
    try:
        replace_file(_path(home), json.dumps(plain).encode("ascii"))
    except OSError as error:
        raise EnvironmentFault(f"cannot write `{_path(home)}`: {error.strerror}") from error


def _path(home: Home) -> str:
    return f"{home.folder('state')}/transcripts.json"
