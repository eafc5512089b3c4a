"""A glance at the log counts the calls that passed without a decision, each once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.log_facts import log_facts

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_calls_that_passed_without_a_decision_are_counted_once_each(tmp_path: Path) -> None:
    home = Home(str(tmp_path))
    home.create()
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        recorder.append("unchecked", {"event": "ToolCall", "call": "failed open"}, now=NOW)
        recorder.append("decision", {"answered": "unchecked", "call": "failed open"}, now=NOW)
        recorder.append("decision", {"answered": "unchecked", "call": "past the hook"}, now=NOW)
        recorder.append("unchecked", {"reason": "nobody could read it"}, now=NOW)
        recorder.append("unchecked", {"event": "SessionStarted"}, now=NOW)
        recorder.append("decision", {"answered": "refused", "call": "refused"}, now=NOW)
        recorder.append("note", {"text": '"answered":"unchecked"'}, now=NOW)
    facts = log_facts(home)
    assert facts.unchecked == 3
    assert facts.entries == 8
