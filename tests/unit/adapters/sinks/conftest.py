"""Entries as a real log has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.log_reader import Placed, read_entries
from bailiwick.adapters.recorder import SegmentRecorder

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    subject = {"agent": "claude-code", "session": "s-1", "subagent": "", "role": ""}
    with SegmentRecorder(made, now=NOW, background=False) as recorder:
        recorder.append("session", {**subject, "event": "started", "source": "startup"}, now=NOW)
        rules = [
            {"rule": "baseline/a", "verdict": "deny", "reason": "why", "severity": "medium"},
            {"rule": "baseline/b", "verdict": "deny", "reason": "why else", "severity": "critical"},
        ]
        call = {**subject, "tool": "Bash", "call": "c-1", "mode": "enforce", "policy": "ab" * 32, "micros": 250}
        denied = {**call, "verdict": "deny", "answered": "deny", "summary": "rm x", "rules": rules, "operations": []}
        recorder.append("decision", {**denied, "input": {"command": "rm x"}}, now=NOW + timedelta(seconds=1))
        passed = {**call, "call": "c-2", "tool": "Read", "verdict": "abstain", "answered": "none", "summary": "a.py"}
        operations = [{"kind": "file.read", "resource": "/p/a.py"}]
        done = recorder.append("decision", {**passed, "rules": [], "operations": operations}, now=NOW)
        outcome = {**subject, "tool": "Read", "call": "c-2", "decision": done.reference, "status": "done"}
        recorder.append("outcome", {**outcome, "duration_ms": 40}, now=NOW + timedelta(seconds=2))
        usage = {"input": 10, "output": 5, "cache_read": 100, "cache_write": 0}
        recorder.append("model", {**subject, "model": "large", "usage": usage}, now=NOW + timedelta(seconds=3))
        recorder.append("incident", {"what": "unchecked-call", "severity": "high", "details": {}}, now=NOW)
        recorder.append("session", {**subject, "session": "s-2", "event": "ended"}, now=NOW)
    return made


@pytest.fixture
def entries(home: Home) -> list[Placed]:
    return list(read_entries(home.folder("log")))
