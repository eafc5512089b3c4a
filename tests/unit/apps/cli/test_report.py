"""`report` on a real log: what it counts, what it proves, and what it says of a log that was changed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.cli.main import main

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    monkeypatch.setenv("BAILIWICK_HOME", made.root)
    with SegmentRecorder(made, now=START, background=False) as recorder:
        for number, verdict in enumerate(["abstain", "deny", "ask", "abstain", "deny"]):
            rules = [{"rule": f"baseline/{verdict}", "verdict": verdict, "reason": "because"}] if number % 3 else []
            body = {
                "agent": "claude-code" if number < 4 else "codex", "session": "s-1", "tool": "Bash", "verdict": verdict,
                "mode": "enforce", "answered": verdict, "summary": f"call {number}", "rules": rules, "micros": 100 + number,
            }  # fmt: skip
            recorder.append("decision", body, now=START + timedelta(days=number))
        recorder.append("incident", {"what": "unchecked-call", "severity": "high"}, now=START + timedelta(days=5))
    return made


def test_the_report_holds_the_calls_that_were_stopped(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "r.html"
    assert main(["report", "--since", "2026-01-01", "-o", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["verdicts"] == {"abstain": 2, "ask": 1, "deny": 2}
    page = file.read_text()
    assert all(text in page for text in ("call 1", "call 2", "call 4", "unchecked-call", "verified"))
    assert "call 3" not in page


def test_period_and_agent_narrow_it(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "--since", "2026-03-02", "--until", "2026-03-05", "--agent", "claude-code", "--json"])
    assert json.loads(capsys.readouterr().out)["verdicts"] == {"abstain": 1, "ask": 1, "deny": 1}


def test_the_proofs_are_receipts_that_hold_elsewhere(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "audit"
    main(
        ["report", "--for", "eu-ai-act", "--since", "2026-01-01", "--proofs", str(folder), "-o", str(folder / "r.html")]
    )
    Path(home.root).rename(tmp_path / "gone")
    receipts = sorted(folder.glob("*.receipt"))
    assert len(receipts) == 4
    for receipt in receipts:
        assert main(["verify", str(receipt), "--key", str(folder / "log.pub")]) == 0
    page = (folder / "r.html").read_text()
    assert "26(6)" in page
    assert "not shown" not in page  # half a year has gone by since


def test_a_changed_log_is_told_on_the_page_and_by_the_exit_code(home: Home, tmp_path: Path) -> None:
    segment = next(Path(home.folder("log")).glob("0*.jsonl"))
    segment.write_bytes(segment.read_bytes().replace(b"call 1", b"call X"))
    file = tmp_path / "r.html"
    assert main(["report", "--since", "2026-01-01", "-o", str(file)]) == 1
    assert "does not verify" in file.read_text()


def test_an_empty_period_is_a_page_too(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "r.html"
    assert main(["report", "--since", "1s", "--for", "eu-ai-act", "-o", str(file)]) == 0
    assert "no entries in this period" in file.read_text()
