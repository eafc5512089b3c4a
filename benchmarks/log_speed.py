"""How fast the log is: append, open, verify, prove and query, at sizes of choice.

    python benchmarks/log_speed.py                        1,000 and 20,000 entries
    python benchmarks/log_speed.py 1000 100000 1000000    (a million need 2 GB of disk and two minutes)

Each figure is the better of two runs or the median, inside one process. The ratio is of the last size to the first.
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
from bailiwick.apps.receipts import receipt_of
from bailiwick.ledger.proofs import inclusion_path
from bailiwick_verify import check_receipt, collect, verify_log

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SAMPLE = 1000
PROOFS = 50
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
    sizes = [int(word) for word in sys.argv[1:]] or [SAMPLE, 20_000]
    results = [measure(size) for size in sizes]
    print(f"{'':<38}{''.join(f'{size:>14,}' for size in sizes)}{'ratio':>8}")
    for name in results[0]:
        figures = [result[name] for result in results]
        ratio = figures[-1] / figures[0] if figures[0] else 0
        print(f"{name:<38}{''.join(f'{figure:>14,.1f}' for figure in figures)}{ratio:>8.2f}")


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
            started = time.perf_counter()
            list(index.find(LogQuery(session="none"), limit=40))
            figures["query, session that is nowhere: ms"] = 1e3 * (time.perf_counter() - started)
            places = [report.size * part // PROOFS for part in range(PROOFS)]
            micros = [_prove(index, report.size, place) for place in places]
            figures["prove one entry: median us"] = statistics.median(micros)
        figures["receipt made and checked: ms"] = _receipt(home, report.size // 3)
    return figures


def _micros(recorder: SegmentRecorder) -> float:
    started = time.perf_counter()
    recorder.append("decision", BODY, now=NOW)
    return 1e6 * (time.perf_counter() - started)


def _prove(index: LogIndex, size: int, place: int) -> float:
    started = time.perf_counter()
    inclusion_path(size, place, index.tree(size).subtree)
    return 1e6 * (time.perf_counter() - started)


def _receipt(home: Home, place: int) -> float:
    started = time.perf_counter()
    check_receipt(receipt_of(home, f"#{place}").text())
    return 1e3 * (time.perf_counter() - started)


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
