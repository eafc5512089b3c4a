"""A sink gets every entry in order and at least once, whatever happens to it, to us or to the log."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.adapters.home import Home
from bailiwick.adapters.log_reader import Placed
from bailiwick.adapters.outbox import Outbox, cursor_path, forget_cursor, read_cursor
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.adapters.sinks.sink import SinkFault

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Kept:
    """A sink that keeps what it got and fails when told to."""

    def __init__(self) -> None:
        self.got: list[int] = []
        self.fail = False

    def send(self, batch: Sequence[Placed]) -> None:
        if self.fail:
            raise SinkFault("not now")
        self.got += [placed.entry.sequence for placed in batch]

    def close(self) -> None:
        """Nothing is held."""


def made(root: str) -> Home:
    home = Home(root)
    home.create()
    return home


def grow(home: Home, count: int) -> int:
    with SegmentRecorder(home, now=NOW, background=False, segment_bytes=1500) as recorder:
        for _ in range(count):
            recorder.append("note", {"name": "x"}, now=NOW)
        return recorder.size


def outbox(home: Home, sink: Kept, *, batch: int = 3) -> Outbox:
    return Outbox(home, "one", sink, admits=lambda placed: placed.entry.sequence % 5 != 4, batch=batch)


def drained(box: Outbox) -> None:
    while box.step():
        pass


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["grow", "step", "fail", "restart"]), max_size=25), st.integers(1, 7))
def test_in_order_and_at_least_once_through_failures_and_restarts(events: list[str], batch: int) -> None:
    with tempfile.TemporaryDirectory() as root:
        home, sink = made(root), Kept()
        size = grow(home, 2)
        box = outbox(home, sink, batch=batch)
        for event in events:
            if event == "grow":
                size = grow(home, 4)
            elif event == "restart":
                box = outbox(home, sink, batch=batch)
            elif event == "fail":
                sink.fail = True
                before = box.cursor
                try:
                    box.step()
                except SinkFault:
                    assert box.cursor == before
                sink.fail = False
            else:
                box.step()
        drained(box)
        assert sink.got == [number for number in range(size) if number % 5 != 4]
        assert box.cursor.sequence == size


def test_a_cursor_that_was_not_kept_makes_entries_come_again_never_missing(tmp_path: Path) -> None:
    home, sink = made(str(tmp_path)), Kept()
    size = grow(home, 10)
    box = outbox(home, sink)
    box.step()
    kept = Path(cursor_path(home, "one")).read_bytes()
    box.step()
    Path(cursor_path(home, "one")).write_bytes(kept)  # as after a crash between sending and keeping
    drained(outbox(home, sink))
    assert sorted(set(sink.got)) == [number for number in range(size) if number % 5 != 4]
    assert sink.got[3:6] == sink.got[6:9]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"segment": 1}', b"null"])
def test_a_damaged_cursor_begins_anew(tmp_path: Path, damage: bytes) -> None:
    home, sink = made(str(tmp_path)), Kept()
    grow(home, 4)
    drained(outbox(home, sink))
    Path(cursor_path(home, "one")).write_bytes(damage)
    again = Kept()
    drained(outbox(home, again))
    assert again.got == sink.got


def test_another_log_begins_anew(tmp_path: Path) -> None:
    home, sink = made(str(tmp_path)), Kept()
    grow(home, 9)
    drained(outbox(home, sink))
    for name in ("log", "anchors"):
        shutil.rmtree(home.folder(name))
    home.create()
    size = grow(home, 2)
    again = Kept()
    drained(outbox(home, again))
    assert again.got == list(range(size))


def test_a_forgotten_cursor_begins_anew(tmp_path: Path) -> None:
    home, sink = made(str(tmp_path)), Kept()
    grow(home, 4)
    drained(outbox(home, sink))
    assert forget_cursor(home, "one") is True
    assert forget_cursor(home, "one") is False
    assert read_cursor(home, "one").sequence == 0
