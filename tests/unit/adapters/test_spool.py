"""Records that wait for the daemon."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.spool import ENTRY, UNCHECKED, Spool, of_session, read_entry
from bailiwick.model.errors import EnvironmentFault, InputError

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path)


def test_an_entry_is_read_back_as_it_was(folder: str) -> None:
    spool = Spool(folder)
    spool.append("decision", {"a": ["\xe9", None, 1]}, now=NOW)
    (name,) = spool.names()
    entry = read_entry(spool.read(name))
    assert (entry.kind, entry.body, entry.at) == (
        "decision",
        {"a": ["\xe9", None, 1]},
        "2026-01-02T03:04:05.000678+00:00",
    )


def test_records_of_one_moment_keep_their_order(folder: str) -> None:
    spool = Spool(folder)
    for number in range(20):
        spool.append("note", {"number": number}, now=NOW)
    assert [read_entry(spool.read(name)).body["number"] for name in spool.names()] == list(range(20))


def test_unfinished_and_foreign_files_do_not_wait(folder: str) -> None:
    for name in (".1.entry", "notes.txt", "1.entry.rejected"):
        with open(f"{folder}/{name}", "wb"):
            pass
    assert Spool(folder).names() == []


def test_a_dropped_record_is_gone(folder: str) -> None:
    spool = Spool(folder)
    spool.put(b"x", suffix=UNCHECKED, now=NOW)
    spool.drop(spool.names()[0])
    assert os.listdir(folder) == []


def test_a_rejected_record_is_kept_for_a_person(folder: str) -> None:
    spool = Spool(folder)
    spool.put(b"x", suffix=ENTRY, now=NOW)
    (name,) = spool.names()
    spool.reject(name)
    assert spool.names() == []
    assert os.listdir(folder) == [f"{name}.rejected"]


@pytest.mark.parametrize("plant", ["link", "pipe"])
def test_a_planted_link_or_pipe_is_not_followed(folder: str, plant: str) -> None:
    path = f"{folder}/1{ENTRY}"
    if plant == "link":
        os.symlink("/etc/passwd", path)
    else:
        os.mkfifo(path)
    spool = Spool(folder)
    with pytest.raises((InputError, EnvironmentFault)):
        read_entry(spool.read(f"1{ENTRY}"))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"kind":1,"body":{},"at":""}', b"[" * 100_000, b"\xff"])
def test_a_damaged_entry_is_an_input_error(data: bytes) -> None:
    with pytest.raises(InputError):
        read_entry(data)


def test_a_spool_that_cannot_be_written_is_the_machines_fault(folder: str) -> None:
    with pytest.raises(EnvironmentFault, match="cannot keep a record"):
        Spool(f"{folder}/missing").append("note", {}, now=NOW)


def test_the_steps_of_a_session_are_found_by_their_names(folder: str) -> None:
    spool = Spool(folder)
    spool.append("policy", {"session": "one"}, now=NOW)
    for session in ("one", "two", "one"):
        spool.append("note", {"session": session, "session_event": {"step": "batch"}}, now=NOW)
    spool.put(b"x", suffix=UNCHECKED, now=NOW)
    assert len(spool.names()) == 5
    assert len(spool.steps()) == 3
    assert of_session("one", spool.steps()) == [spool.steps()[0], spool.steps()[2]]
    assert of_session("three", spool.steps()) == []
    assert spool.added == spool.names()
