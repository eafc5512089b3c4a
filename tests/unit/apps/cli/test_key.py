"""`bailiwick key`: a person sees and changes the key, an agent does not."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.cli.main import main

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    monkeypatch.setenv("BAILIWICK_HOME", made.root)
    for name in ("CLAUDECODE", "CLAUDE_CODE_ENTRYPOINT", "AI_AGENT", "CLAUDE_PID"):
        monkeypatch.delenv(name, raising=False)
    SegmentRecorder(made, now=NOW, background=False).close()
    return made


def shown(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert main(["key", "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_rotating_changes_the_key_and_the_log_still_verifies(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    before = shown(capsys)
    assert main(["key", "rotate", "--yes"]) == 0
    after = shown(capsys)
    assert before["key"] != after["key"]
    assert before["changes"] == []
    assert [change["entry"] for change in after["changes"]] == [1]  # type: ignore[attr-defined]  # JSON
    for key in (before["key"], after["key"]):
        assert main(["verify", home.root, "--key", str(key)]) == 0


@pytest.mark.usefixtures("home")
def test_an_agent_cannot_rotate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CLAUDECODE", "1")
    assert main(["key", "rotate", "--yes"]) == 2
    monkeypatch.delenv("CLAUDECODE")
    assert shown(capsys)["changes"] == []
