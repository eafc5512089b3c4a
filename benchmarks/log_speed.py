"""How fast the log is: append, open, verify and query, at one thousand entries and at any other size.

    python benchmarks/log_speed.py              1,000 and 20,000 entries
    python benchmarks/log_speed.py 1000000      1,000 and 1,000,000 entries (needs 1.2 GB of disk)

Each figure is the better of two runs or the median, inside one process. Ratios compare the sizes.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from typing import Any

from bailiwick.adapters.home import Home
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick_verify import collect, verify_log

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SAMPLE = 1000
GROUP = 16
"""Appends that share one flush when calls come in parallel."""

_OPERATION = {
    "kind": "exec.run", "resource": "/usr/bin/git", "type": "program", "classes": ["program-dir", "system"],
    "attributes": {"program": "git", "args": ["status"]}, "source": "git status",
}  # fmt: skip
BODY: dict[str, Any] = {
    "agent": "claude-code", "answered": "none", "call": "toolu_01ABCDEFGH", "cwd": "/home/user/project", "facts": [],
    "input": {"command": "git status && ls -la | head -20", "description": "show the state"},
    "input_sha256": "a" * 64, "micros": 210, "mode": "enforce", "operations": [_OPERATION, _OPERATION],
    "policy": "b" * 64, "project": "/home/user/project", "role": "", "rules": [], "session": "c" * 36,
    "session_event": {"step": "attempt", "call": "toolu_01ABCDEFGH", "shell": True}, "subagent": "",
    "summary": "git status && ls -la | head -20", "tool": "Bash", "unanswerable": False, "verdict": "abstain",
}  # fmt: skip


def main() -> None:
    large = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    results = [measure(size) for size in (SAMPLE, large)]
    print(f"{'':<38}{SAMPLE:>14,}{large:>14,}{'ratio':>8}")
    for name in results[0]:
        small, big = results[0][name], results[1][name]
        print(f"{name:<38}{small:>14,.1f}{big:>14,.1f}{big / small if small else 0:>8.2f}")


def measure(size: int) -> dict[str, float]:
    """Figures at a log of `size` entries."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(folder)
        home.create()
        figures: dict[str, float] = {}
        with SegmentRecorder(home, now=NOW) as recorder:
            while recorder.size < size:
                recorder.append("decision", BODY, now=NOW)
            micros = [_micros(recorder) for _ in range(SAMPLE)]
            figures["append, process: median us"] = statistics.median(micros)
            figures["append, process: p99 us"] = statistics.quantiles(micros, n=100)[98]
            figures["append, process: entries/s"] = 1e6 * len(micros) / sum(micros)
            figures["append, disk, one by one: entries/s"] = _durable(recorder, group=1)
            figures[f"append, disk, groups of {GROUP}: entries/s"] = _durable(recorder, group=GROUP)
        started = time.perf_counter()
        with SegmentRecorder(home, now=NOW, background=False):
            figures["open for writing: ms"] = 1e3 * (time.perf_counter() - started)
        rates = []
        for _ in range(2):
            started = time.perf_counter()
            report = verify_log(collect(home.root, key=None))
            rates.append(report.size / (time.perf_counter() - started))
            assert report.good, report.findings
        figures["verify: entries/s"] = max(rates)
        started = time.perf_counter()
        with LogIndex(home):
            figures["index built: entries/s"] = report.size / (time.perf_counter() - started)
        started = time.perf_counter()
        with LogIndex(home) as index:
            list(index.find(LogQuery(verdict="abstain", tool="Bash"), limit=40))
            figures["query, 40 newest: ms"] = 1e3 * (time.perf_counter() - started)
            started = time.perf_counter()
            list(index.find(LogQuery(text="no such text"), limit=40))
            figures["query, text that is nowhere: ms"] = 1e3 * (time.perf_counter() - started)
    return figures


def _micros(recorder: SegmentRecorder) -> float:
    started = time.perf_counter()
    recorder.append("decision", BODY, now=NOW)
    return 1e6 * (time.perf_counter() - started)


def _durable(recorder: SegmentRecorder, *, group: int) -> float:
    count = max(64, 4 * group)
    started = time.perf_counter()
    for number in range(1, count + 1):
        recorder.append("decision", BODY, now=NOW)
        if number % group == 0:
            recorder.sync()
    return count / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
