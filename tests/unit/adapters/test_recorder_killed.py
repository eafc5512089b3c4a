"""A real writer process is killed with SIGKILL while it works: nothing acknowledged is lost, nothing forks."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.log_reader import read_entries
from bailiwick_verify import collect, verify_log

WRITER = """
import os, sys
from datetime import UTC, datetime
from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder

recorder = SegmentRecorder(
    Home(sys.argv[1]), now=datetime.now(UTC), checkpoint_entries=20, checkpoint_seconds=0.05, segment_bytes=20000
)
number = 0
while True:
    recorded = recorder.append("note", {"number": number, "text": "x" * (number % 300)}, now=datetime.now(UTC))
    os.write(1, f"{recorded.sequence} {recorded.reference}\\n".encode())
    number += 1
"""

ROUNDS = 12


def start(home: Home) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, home.root], stdout=subprocess.PIPE)


@pytest.mark.slow
def test_a_writer_killed_again_and_again_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    home.create()
    chance = random.Random(7)
    acknowledged: dict[int, str] = {}
    for _ in range(ROUNDS):
        with start(home) as writer:
            assert writer.stdout is not None
            for _ in range(chance.randrange(1, 200)):
                line = writer.stdout.readline()
                assert line, "the writer ended by itself"
            os.kill(writer.pid, signal.SIGKILL)
            lines = [line, *writer.stdout.readlines()]
        for item in lines:
            if item.endswith(b"\n"):
                sequence, reference = item.split()
                assert int(sequence) not in acknowledged
                acknowledged[int(sequence)] = reference.decode()
        report = verify_log(collect(home.root, key=None))
        assert report.good, report.findings
        written = {placed.entry.sequence: placed.reference for placed in read_entries(home.folder("log"))}
        assert acknowledged.items() <= written.items()
        assert sorted(written) == list(range(len(written)))


@pytest.mark.slow
def test_a_log_that_is_written_right_now_verifies_at_every_moment(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    home.create()
    with start(home) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        os.set_blocking(writer.stdout.fileno(), False)
        until = time.monotonic() + 2
        sizes = set()
        while time.monotonic() < until:
            while writer.stdout.read(65536):
                pass
            report = verify_log(collect(home.root, key=None))
            assert report.good, report.findings
            sizes.add(report.size)
        os.kill(writer.pid, signal.SIGKILL)
    assert len(sizes) > 1
