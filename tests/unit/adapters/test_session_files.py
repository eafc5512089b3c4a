"""Session files: a snapshot that the log completes, whatever a crash left unwritten."""

from __future__ import annotations

import json
import os

import pytest

from bailiwick.adapters.session_files import SessionFiles, SessionMemory
from bailiwick.model.errors import EnvironmentFault
from bailiwick.session import event as events
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.fold import fold
from bailiwick.session.state import Brings, SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any


class Log:
    """The entries of a log, in memory."""

    def __init__(self) -> None:
        self.entries: list[Mapping[str, Any]] = []

    def after(self, sequence: int) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
        for index, body in enumerate(self.entries):
            if index > sequence:
                yield index, f"ref{index}", body

    def step(self, store: SessionFiles, session: str, event: SessionEvent) -> None:
        """What the governor does: append, fold, save."""
        self.entries.append({"session": session, "project": "/p", "session_event": events.to_plain(event)})
        sequence = len(self.entries) - 1
        state = store.load(session) or SessionState(project="/p", marks=store.marks("/p"))
        store.save(session, fold(state, event.replace(reference=f"ref{sequence}")), sequence)


def shell(call: str) -> SessionEvent:
    return SessionEvent(step=Step.ATTEMPT, call=call, shell=True, brings=Brings(labels={"secret": call}))


def outcome(call: str) -> SessionEvent:
    return SessionEvent(step=Step.OUTCOME, call=call)


@pytest.mark.parametrize("batch", [1, 3, 100])
def test_a_killed_process_loses_nothing_that_the_log_has(tmp_path: Path, batch: int) -> None:
    log = Log()
    store = SessionFiles(str(tmp_path), log.after, batch=batch)
    for index in range(7):
        log.step(store, "s", shell(f"c{index}"))
        log.step(store, "other", shell(f"o{index}"))
        log.step(store, "s", outcome(f"c{index}"))
    expected = {name: store.load(name) for name in ("s", "other")}
    log.entries.append({"session": "s", "project": "/p", "session_event": events.to_plain(shell("last"))})
    again = SessionFiles(str(tmp_path), log.after)
    state = again.load("s")
    assert state is not None
    assert state.counters["shell_calls"] == 8
    assert state.pending["last"].decision == "ref21"
    assert again.load("other") == expected["other"]
    assert state.labels == expected["s"].labels if expected["s"] else False


def test_a_reader_beside_the_writer_writes_nothing(tmp_path: Path) -> None:
    log = Log()
    log.entries.append({"session": "s", "project": "/p", "session_event": events.to_plain(shell("c"))})
    store = SessionFiles(str(tmp_path), log.after, writable=False)
    log.step(store, "s", outcome("c"))
    store.flush()
    state = store.load("s")
    assert state is not None
    assert state.labels == {"secret": "c"}
    assert os.listdir(tmp_path) == []


def test_marks_reach_the_next_session_of_the_project_only(tmp_path: Path) -> None:
    log = Log()
    store = SessionFiles(str(tmp_path), log.after)
    event = SessionEvent(step=Step.LABEL, brings=Brings(marks={"/p/notes": ("secret",)}))
    log.step(store, "s", event)
    store.flush()
    again = SessionFiles(str(tmp_path), log.after)
    assert dict(again.marks("/p")) == {"/p/notes": ("secret",)}
    assert not again.marks("/q")


def test_entries_of_no_session_are_passed_over(tmp_path: Path) -> None:
    log = Log()
    log.entries.extend([{"hash": "x"}, {"session": "s", "session_event": None}])
    assert SessionFiles(str(tmp_path), log.after).load("s") is None


def test_a_damaged_file_is_rebuilt_from_the_log(tmp_path: Path) -> None:
    log = Log()
    store = SessionFiles(str(tmp_path), log.after, batch=1)
    log.step(store, "s", shell("c"))
    log.step(store, "s", outcome("c"))
    expected = store.load("s")
    for name in os.listdir(tmp_path):
        (tmp_path / name).write_text('{"sequ')
    assert SessionFiles(str(tmp_path), log.after).load("s") == expected


def test_one_damaged_session_does_not_touch_the_others(tmp_path: Path) -> None:
    log = Log()
    store = SessionFiles(str(tmp_path), log.after, batch=1)
    for session in ("a", "b"):
        log.step(store, session, shell("c"))
    expected = {session: store.load(session) for session in ("a", "b")}
    damaged = min(name for name in os.listdir(tmp_path) if name.startswith("session-"))
    (tmp_path / damaged).write_text("")
    again = SessionFiles(str(tmp_path), log.after)
    assert {session: again.load(session) for session in ("a", "b")} == expected


def test_a_new_log_is_followed_from_its_beginning_and_sessions_stay_what_they_were(tmp_path: Path) -> None:
    old = Log()
    store = SessionFiles(str(tmp_path), old.after)
    for index in range(9):
        old.step(store, "s", shell(f"old{index}"))
    store.flush()
    before = store.load("s")
    assert before is not None
    new = Log()
    SessionFiles(str(tmp_path), new.after)
    for index in range(3):
        new.entries.append({"session": "s", "project": "/p", "session_event": events.to_plain(shell(f"new{index}"))})
        after = SessionFiles(str(tmp_path), new.after).load("s")
        assert after is not None
        assert after.counters["calls"] == before.counters["calls"] + index + 1
        assert after.labels == before.labels


@pytest.mark.parametrize("text", ["{}", "[]", '{"sequence": "7", "state": 1, "cells": 2, "marks": 3}', "[" * 100_000])
def test_files_of_another_shape_are_rebuilt_from_the_log(tmp_path: Path, text: str) -> None:
    log = Log()
    store = SessionFiles(str(tmp_path), log.after)
    log.step(store, "s", shell("a"))
    expected = store.load("s")
    store.flush()
    for path in tmp_path.iterdir():
        path.write_text(text)
    assert SessionFiles(str(tmp_path), log.after).load("s") == expected


def test_a_pipe_in_place_of_a_file_is_a_fault_that_says_what_helps(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "position.json")
    with pytest.raises(EnvironmentFault, match=r"position.json. cannot be read: it is not a regular file") as caught:
        SessionFiles(str(tmp_path), Log().after)
    assert "move it away" in caught.value.remedy


def test_an_unwritable_folder_is_a_fault(tmp_path: Path) -> None:
    log = Log()
    store = SessionFiles(str(tmp_path / "missing"), log.after, batch=1)
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        log.step(store, "s", shell("c"))


def test_many_sessions_stay_bounded_in_memory(tmp_path: Path) -> None:
    log = Log()
    store = SessionFiles(str(tmp_path), log.after, batch=50)
    for index in range(400):
        log.step(store, f"s{index}", shell("c"))
    store.flush()
    assert len(store._states) <= 256
    state = store.load("s0")
    assert state is not None
    assert state.counters["calls"] == 1


def test_files_are_plain_json(tmp_path: Path) -> None:
    log = Log()
    store = SessionFiles(str(tmp_path), log.after, batch=1)
    log.step(store, "s", shell("c"))
    for name in os.listdir(tmp_path):
        json.loads((tmp_path / name).read_text())


def test_memory_keeps_states_and_marks() -> None:
    store = SessionMemory()
    assert store.load("s") is None
    store.save("s", SessionState(project="/p", marks={"/p/x": ("download",)}), 0)
    assert store.load("s") is not None
    assert store.marks("/p") == {"/p/x": ("download",)}
