"""The exporter's loop: every sink at its own pace, each failure waited out."""

from __future__ import annotations

import time

from bailiwick.adapters.file_lock import FileLock
from bailiwick.adapters.outbox import Outbox
from bailiwick.adapters.sinks.settings import open_sink, read_sinks
from bailiwick.adapters.sinks.sink import SinkFault
from bailiwick.model.errors import BailiwickError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.sinks.settings import SinkSettings

POLL_SECONDS = 1.0
FIRST_WAIT = 1.0
LONGEST_WAIT = 300.0
"""Seconds between tries of a sink that fails: doubled from the first to the longest."""


class Outcome(Value):
    """How one sink fared."""

    name: str
    passed: int = 0
    """Entries that it has been handed, or that it does not want."""
    problem: str = ""


class _Lane:
    """One sink, with the time before which it is left alone."""

    def __init__(self, home: Home, settings: SinkSettings) -> None:
        self.settings = settings
        self.problem = ""
        self._home = home
        self._outbox: Outbox | None = None
        self._wait = FIRST_WAIT
        self._not_before = 0.0

    def turn(self) -> int:
        """Hand over one batch if the sink's time has come; returns how many entries were passed."""
        if time.monotonic() < self._not_before:
            return 0
        try:
            if self._outbox is None:
                admits = self.settings.only.admits
                sink = open_sink(self.settings)
                self._outbox = Outbox(self._home, self.settings.name, sink, admits=admits, batch=self.settings.batch)
            passed = self._outbox.step()
        except BailiwickError as error:
            self.problem = str(error)
            asked = error.retry_seconds if isinstance(error, SinkFault) else 0.0
            self._not_before = time.monotonic() + max(self._wait, asked)
            self._wait = min(2 * self._wait, LONGEST_WAIT)
            return 0
        self.problem, self._wait = "", FIRST_WAIT
        return passed

    def close(self) -> None:
        if self._outbox is not None:
            self._outbox.close()


def drain(home: Home, names: Sequence[str] = ()) -> list[Outcome]:
    """Hand over everything that there is now, to all sinks or those named; a sink that fails is left at once.

    Raises:
        EnvironmentFault: another exporter runs.
        PolicyError: `sinks.yaml` is not right.
    """
    with _only_exporter(home):
        outcomes = []
        for settings in read_sinks(home):
            if names and settings.name not in names:
                continue
            lane, passed = _Lane(home, settings), 0
            while turned := lane.turn():
                passed += turned
            lane.close()
            outcomes.append(Outcome(settings.name, passed, lane.problem))
        return outcomes


def run(home: Home, *, wanted: Callable[[], bool], report: Callable[[Outcome], None]) -> None:
    """Hand over as the log grows, until `wanted` says no; then once more what there is.

    Args:
        home: whose log and sinks.
        wanted: asked between turns.
        report: told when a sink begins or ceases to fail.

    Raises:
        EnvironmentFault: another exporter runs.
        PolicyError: `sinks.yaml` is not right.
    """
    with _only_exporter(home):
        lanes = [_Lane(home, settings) for settings in read_sinks(home)]
        said = dict.fromkeys((lane.settings.name for lane in lanes), "")
        going = True
        while going:
            going = wanted()
            busy = [lane.turn() for lane in lanes]
            for lane in lanes:
                name = lane.settings.name
                if bool(lane.problem) != bool(said[name]):
                    report(Outcome(name, problem=lane.problem))
                said[name] = lane.problem
            if going and not any(busy):
                time.sleep(POLL_SECONDS)
        for lane in lanes:
            lane.close()


class _only_exporter:  # noqa: N801 - reads as what it guards
    """Holds the exporter's lock: two would send out of order."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def __enter__(self) -> None:
        self._lock = FileLock(f"{self._home.folder('run')}/export.lock", what="the sinks")

    def __exit__(self, *_: object) -> None:
        self._lock.release()
