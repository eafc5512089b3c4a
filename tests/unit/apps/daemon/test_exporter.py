"""The daemon's exporter: a process that follows `sinks.yaml`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fault_harness import wait_until

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.daemon.exporter import Exporter
from bailiwick.pep.hook.command import library_folders

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    with SegmentRecorder(made, now=NOW, background=False) as recorder:
        recorder.append("note", {"name": "x"}, now=NOW)
    return made


@pytest.fixture
def exporter(home: Home) -> Iterator[Exporter]:
    made = Exporter(home, library_folders())
    yield made
    made.end()


def declare(home: Home, path: Path) -> None:
    sinks = {"version": 1, "sinks": [{"name": "archive", "type": "file", "path": str(path)}]}
    Path(home.root, "sinks.yaml").write_text(json.dumps(sinks))


def lines(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0


def test_nothing_runs_without_sinks(exporter: Exporter) -> None:
    exporter.tend()
    assert exporter.pid is None


def test_entries_arrive_while_the_log_grows_and_sinks_change(home: Home, exporter: Exporter, tmp_path: Path) -> None:
    declare(home, tmp_path / "first.jsonl")
    exporter.tend()
    wait_until(lambda: lines(tmp_path / "first.jsonl") == 2)
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        recorder.append("note", {"name": "y"}, now=NOW)
    wait_until(lambda: lines(tmp_path / "first.jsonl") == 3)
    before = exporter.pid
    declare(home, tmp_path / "second-file.jsonl")
    exporter.tend()
    assert exporter.pid not in (None, before)
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        recorder.append("note", {"name": "z"}, now=NOW)
    wait_until(lambda: lines(tmp_path / "second-file.jsonl") == 1)


def test_a_file_that_is_not_right_is_told_in_the_exporters_own_log(home: Home, exporter: Exporter) -> None:
    Path(home.root, "sinks.yaml").write_text("version: 1\nsinks: [{name: a, type: smoke}]\n")
    exporter.tend()
    log = Path(home.folder("run"), "export.log")
    wait_until(lambda: log.exists() and "smoke" in log.read_text())
