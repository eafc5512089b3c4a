"""The exporter is killed again and again in the middle of its work: nothing is lost and the order is kept."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from receivers import Received, http_receiver

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ENTRIES = 3000
KILLS = 12


def command(home: Home, *words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "BAILIWICK_HOME": home.root}
    return subprocess.Popen(
        [sys.executable, "-m", "bailiwick", "export", *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def sequences(received: Received) -> list[int]:
    return [entry["sequence"] for document in received.documents() for entry in document]


def test_nothing_is_lost_when_the_exporter_is_killed_during_load(tmp_path: Path) -> None:
    chance = random.Random(11)
    home = Home(str(tmp_path / "home"))
    home.create()
    with http_receiver() as received:
        Path(home.root, "sinks.yaml").write_text(
            f"version: 1\nsinks:\n  - {{name: one, type: http, url: '{received.url}', batch: 20}}\n"
        )
        with SegmentRecorder(home, now=NOW, background=False) as recorder:
            for _ in range(KILLS):
                exporter = command(home, "run")
                for _ in range(ENTRIES // KILLS):
                    recorder.append("note", {"name": "x"}, now=NOW)
                try:
                    exporter.wait(0.4 + chance.random() / 4)
                except subprocess.TimeoutExpired:
                    exporter.kill()
                    exporter.wait()
            size = recorder.size
        killed_at = len(received.requests)
        assert command(home, "once").wait(60) == 0
    got = sequences(received)
    assert killed_at, "the kills came before anything was sent"
    assert set(got) == set(range(size))
    assert sorted(set(got)) == list(dict.fromkeys(got)), "an entry came before an older one had come"
    assert max(b - a for a, b in pairwise(got)) == 1
