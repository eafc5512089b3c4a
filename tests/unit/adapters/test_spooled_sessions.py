"""Sessions without a daemon: a snapshot never says anything else than log and spool together."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.adapters.home import Home
from bailiwick.adapters.log_tail import entries_after
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.adapters.session_files import SessionFiles
from bailiwick.adapters.spool import Spool, of_session, read_entry
from bailiwick.adapters.spooled_sessions import SpooledSessions, forget_snapshots
from bailiwick.apps.compose import session_files
from bailiwick.apps.daemon.ingest import Ingest
from bailiwick.model import bounds
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.request import Governed
from bailiwick.session.event import SessionEvent, Step, to_plain
from bailiwick.session.fold import fold
from bailiwick.session.state import Brings, SessionState

if TYPE_CHECKING:
    from collections.abc import Iterator

START = datetime(2026, 1, 2, tzinfo=UTC)
SESSIONS = ("one", "two")


class CountingSpool(Spool):
    """Counts what is read."""

    reads = 0

    def read(self, name: str) -> bytes:
        self.reads += 1
        return super().read(name)


class World:
    """One home without a daemon, and evaluators that come and go."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.number = 0

    def _now(self) -> datetime:
        self.number += 1
        return START + timedelta(milliseconds=self.number)

    def evaluator(self) -> tuple[SpooledSessions, CountingSpool]:
        spool = CountingSpool(self.home.folder("spool"))
        return SpooledSessions(self.home, spool), spool

    def decide(
        self, session: str, evaluator: tuple[SpooledSessions, Spool] | None = None, *, killed: bool = False
    ) -> int:
        """One call of an evaluator, which is killed before it can keep the state; returns what it read."""
        sessions, spool = evaluator or self.evaluator()
        now = self._now()
        state = sessions.load(session) or SessionState(project="/p", marks=sessions.marks("/p"))
        marks = {f"/p/{self.number}": ("secret",)}
        step = SessionEvent(step=Step.ATTEMPT, call=f"c{self.number}", shell=True, brings=Brings(marks=marks))
        body = {"session": session, "project": "/p", "session_event": to_plain(step)}
        spool.append("policy", {}, now=now)
        recorded = spool.append("decision", body, now=now)
        if not killed:
            sessions.save(session, fold(state, step), recorded.sequence)
        return getattr(spool, "reads", 0)

    def together(self, session: str) -> None:
        """Two calls at the same time: neither evaluator sees the record of the other."""
        first, second = self.evaluator(), self.evaluator()
        for sessions, _ in (first, second):
            sessions.load(session)
        self.decide(session, second)
        self.decide(session, first)

    def daemon(self, records: int) -> None:
        """A daemon takes so many records and is killed, or takes them all and ends."""
        recorder = SegmentRecorder(self.home, now=self._now())
        sessions = session_files(self.home)
        spool = Spool(self.home.folder("spool"))
        ingest = Ingest(
            spool, recorder=recorder, sessions=sessions, clock=Clock(self._now()), dialects={}, governed=Governed()
        )
        for name in spool.names()[records:]:
            os.rename(f"{self.home.folder('spool')}/{name}", f"{self.home.root}/{name}")
        ingest.run()
        for name in os.listdir(self.home.root):
            if name.endswith(".entry"):
                os.rename(f"{self.home.root}/{name}", f"{self.home.folder('spool')}/{name}")
        if self.number % 2:
            sessions.flush()
        recorder.close()

    def damage(self) -> None:
        """Half of each snapshot is lost."""
        for name in os.listdir(self.home.folder("cache")):
            path = f"{self.home.folder('cache')}/{name}"
            os.truncate(path, os.path.getsize(path) // 2)

    def seen(self) -> list[SessionState | None]:
        """The states that the next evaluators see."""
        return [self.evaluator()[0].load(session) for session in SESSIONS]

    def true(self) -> list[SessionState | None]:
        """The states of log and spool together, by the store of the daemon."""
        spool = Spool(self.home.folder("spool"))
        log = self.home.folder("log")
        taken = SessionFiles(self.home.folder("state"), lambda position: entries_after(log, position), writable=False)
        states: list[SessionState | None] = []
        for session in SESSIONS:
            state = taken.load(session)
            for name in of_session(session, spool.steps()):
                plain = read_entry(spool.read(name)).body["session_event"]
                assert isinstance(plain, dict)
                step = SessionEvent(
                    step=Step(plain["step"]),
                    call=plain["call"],
                    shell=True,
                    brings=Brings(marks={path: tuple(marks) for path, marks in plain["brings"]["marks"].items()}),
                )
                state = fold(state or SessionState(project="/p"), step)
            states.append(state)
        return states


class Clock:
    """Always the same time."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now


@contextmanager
def new_world() -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder:
        home = Home(os.path.realpath(folder))
        home.create()
        yield World(home)


@pytest.fixture
def world() -> Iterator[World]:
    with new_world() as world:
        yield world


ACTIONS = st.one_of(
    st.tuples(st.sampled_from(["decide", "killed", "together"]), st.sampled_from(SESSIONS)),
    st.tuples(st.just("daemon"), st.integers(min_value=1, max_value=30)),
    st.tuples(st.sampled_from(["damage", "forget"]), st.none()),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ACTIONS, max_size=12))
def test_whatever_is_killed_lost_or_taken_the_state_is_that_of_log_and_spool(
    actions: list[tuple[str, str | int | None]],
) -> None:
    with new_world() as world:
        for action, argument in actions:
            if isinstance(argument, str):
                if action == "together":
                    world.together(argument)
                else:
                    world.decide(argument, killed=action == "killed")
            elif isinstance(argument, int):
                world.daemon(argument)
            elif action == "damage":
                world.damage()
            else:
                forget_snapshots(world.home)
            for seen, true in zip(world.seen(), world.true(), strict=True):
                assert (seen is None) == (true is None)
                if seen is not None and true is not None:
                    assert (seen.counters, seen.pending.keys()) == (true.counters, true.pending.keys())
                    assert seen.settled.keys() == true.settled.keys()


def test_a_call_reads_no_records_of_earlier_calls(world: World) -> None:
    reads = [world.decide("one") for _ in range(2 * bounds.RECENT_RECORDS)]
    assert set(reads[1:]) == {0}
    state = world.seen()[0]
    assert state is not None
    assert state.counters["calls"] == 2 * bounds.RECENT_RECORDS


def test_records_of_calls_at_the_same_time_are_read_once_by_each_following_call(world: World) -> None:
    for _ in range(50):
        world.decide("one")
    world.together("one")
    assert world.decide("one") == 1
    assert world.decide("one") == 0


def test_a_record_behind_the_horizon_that_comes_late_makes_all_be_read_anew(world: World) -> None:
    late = world.evaluator()
    for _ in range(2 * bounds.RECENT_RECORDS):
        world.decide("one")
    world.number = -1000
    world.decide("one", late, killed=True)
    world.number = 10_000
    assert world.decide("one") > 2 * bounds.RECENT_RECORDS
    state = world.seen()[0]
    assert state is not None
    assert state.counters["calls"] == 2 * bounds.RECENT_RECORDS + 2


def test_a_new_session_starts_with_the_marks_that_others_left(world: World) -> None:
    world.decide("one")
    sessions, _ = world.evaluator()
    assert sessions.load("two") is None
    assert sessions.marks("/p") == {}
    spool = Spool(world.home.folder("spool"))
    step = SessionEvent(step=Step.LABEL, brings=Brings(marks={"/p/key": ("secret",)}))
    spool.append("note", {"session": "one", "project": "/p", "session_event": to_plain(step)}, now=START)
    assert world.evaluator()[0].marks("/p") == {"/p/key": ("secret",)}


def test_a_snapshot_of_another_session_is_not_believed(world: World) -> None:
    world.decide("one")
    (name,) = os.listdir(world.home.folder("cache"))
    world.decide("two")
    (other,) = set(os.listdir(world.home.folder("cache"))) - {name}
    os.replace(f"{world.home.folder('cache')}/{name}", f"{world.home.folder('cache')}/{other}")
    state = world.seen()[1]
    assert state is not None
    assert list(state.pending) == ["c2"]


def test_a_cache_that_cannot_be_written_costs_time_only(world: World) -> None:
    os.rmdir(world.home.folder("cache"))
    world.decide("one")
    world.decide("one")
    state = world.seen()[0]
    assert state is not None
    assert state.counters["calls"] == 2


def test_more_records_than_can_be_read_are_no_history(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SPOOL_FILES", 3)
    for _ in range(4):
        world.decide("one")
    with pytest.raises(EnvironmentFault, match="expected at most 3 records"):
        world.evaluator()[0].marks("/p")


def test_snapshots_of_a_home_without_a_cache_are_forgotten_already(world: World) -> None:
    os.rmdir(world.home.folder("cache"))
    forget_snapshots(world.home)
