"""`Outbox`: hands the log to one sink, in order, each entry at least once.

The log itself is the queue. All that is kept is how far the sink has come, so an outbox costs the
way of a tool call nothing, survives any crash, and goes on after days without a network.
"""

from __future__ import annotations

import json
import os
from itertools import islice

from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.log_reader import Position, read_entries
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.log_reader import Placed
    from bailiwick.adapters.sinks.sink import Sink

SCAN = 20_000
"""Entries that one step looks at while it searches for some that the sink wants."""


class Cursor(Value):
    """How far a sink has come."""

    at: Position
    """Behind the last entry that it has."""
    sequence: int = 0
    """Number of the next entry."""
    log: str = ""
    """Id of the log; another log starts anew."""


class Outbox:
    """The way of one home's log to one sink."""

    def __init__(self, home: Home, name: str, sink: Sink, *, admits: Callable[[Placed], bool], batch: int) -> None:
        """Go on where the sink named `name` was; with another log than then, at its beginning.

        Raises:
            EnvironmentFault: the log cannot be read.
            TrustError: its first line is no entry.
        """
        self.name = name
        self._folder = home.folder("log")
        self._path = cursor_path(home, name)
        self._sink = sink
        self._admits = admits
        self._batch = batch
        known = read_cursor(home, name)
        self._cursor = known if known.log == _log_id(self._folder) else Cursor(Position())

    @property
    def cursor(self) -> Cursor:
        """How far the sink has come."""
        return self._cursor

    def step(self) -> int:
        """Hand over up to a batch; returns how many entries were passed, 0 when there is nothing more.

        Raises:
            SinkFault: the sink did not take them; they come again.
            EnvironmentFault: the log cannot be read or the cursor not be kept.
            TrustError: a line of the log is no entry.
        """
        wanted: list[Placed] = []
        last: Placed | None = None
        passed = 0
        for placed in islice(read_entries(self._folder, self._cursor.at), SCAN):
            passed, last = passed + 1, placed
            if self._admits(placed):
                wanted.append(placed)
                if len(wanted) == self._batch:
                    break
        if last is None:
            return 0
        if wanted:
            self._sink.send(wanted)
        self._keep(Cursor(last.after, last.entry.sequence + 1, last.entry.log))
        return passed

    def close(self) -> None:
        """Let the sink go."""
        self._sink.close()

    def _keep(self, cursor: Cursor) -> None:
        plain = {
            "log": cursor.log,
            "offset": cursor.at.offset,
            "segment": cursor.at.segment,
            "sequence": cursor.sequence,
        }
        try:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            replace_file(self._path, json.dumps(plain).encode())
        except OSError as error:
            raise EnvironmentFault(f"cannot write `{self._path}`: {error.strerror}") from error
        self._cursor = cursor


def _log_id(folder: str) -> str:
    return next((placed.entry.log for placed in read_entries(folder)), "")


def cursor_path(home: Home, name: str) -> str:
    """The file that says how far the sink `name` has come."""
    return f"{home.folder('state')}/outbox/{name}.json"


def read_cursor(home: Home, name: str) -> Cursor:
    """How far the sink `name` has come; the beginning when nothing usable is kept."""
    try:
        with open(cursor_path(home, name), encoding="utf-8") as file:
            plain = json.load(file)
        return Cursor(Position(int(plain["segment"]), int(plain["offset"])), int(plain["sequence"]), str(plain["log"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Cursor(Position())


def forget_cursor(home: Home, name: str) -> bool:
    """Let the sink `name` begin anew; False when it had not begun."""
    try:
        os.unlink(cursor_path(home, name))
    except FileNotFoundError:
        return False
    except OSError as error:
        raise EnvironmentFault(f"cannot remove `{cursor_path(home, name)}`: {error.strerror}") from error
    return True
