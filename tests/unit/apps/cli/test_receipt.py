"""`receipt` and `verify` of what it gives, on a real log, with and without a daemon's help."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.cli.main import main

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ENTRIES = 600


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    monkeypatch.setenv("BAILIWICK_HOME", made.root)
    recorder = SegmentRecorder(made, now=NOW, background=False)
    for number in range(ENTRIES):
        body = {"tool": "Bash", "verdict": "deny", "summary": f"call {number}", "policy": "ab" * 32}
        recorder.append("decision", body, now=NOW)
        if number == ENTRIES // 2:
            recorder.checkpoint()
    recorder._release()  # killed: the second half is not signed yet
    return made


@pytest.mark.parametrize("number", [0, 1, 255, 256, 301, 302, ENTRIES])
def test_every_entry_gets_a_receipt_that_another_machine_can_check(home: Home, tmp_path: Path, number: int) -> None:
    file, elsewhere = tmp_path / "given.receipt", tmp_path / "elsewhere"
    key = tmp_path / "log.pub"
    key.write_bytes(Path(home.folder("keys"), "log.pub").read_bytes())
    assert main(["receipt", str(number), "-o", str(file)]) == 0
    Path(home.root).rename(elsewhere)
    assert main(["verify", str(file), "--key", str(key)]) == 0


@pytest.mark.parametrize("command", ["receipt", "tiles", "witness"])
def test_a_log_that_grows_after_the_index_was_opened_gives_proofs(home: Home, tmp_path: Path, command: str) -> None:
    (segment,) = Path(home.folder("log")).glob("0*.jsonl")
    with segment.open("ab") as file:
        file.write(b'{"body":{"torn')  # whoever signs the next checkpoint mends this first, by one more entry
    told = {
        "receipt": ["receipt", str(ENTRIES)],
        "tiles": ["tiles", str(tmp_path / "tiles")],
        "witness": ["witness", "request", "--old", "300"],
    }
    assert main(told[command]) == 0
    assert b'"kind":"recovery"' in segment.read_bytes()


def test_the_check_says_what_was_decided_and_whose_key_is_needed(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "given.receipt"
    main(["receipt", "5", "-o", str(file)])
    capsys.readouterr()
    assert main(["verify", str(file)]) == 0
    said = capsys.readouterr().out
    assert "call 4" in said
    assert "deny" in said
    assert "--key" in said


def test_a_changed_receipt_is_broken_with_exit_code_1(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "given.receipt"
    main(["receipt", "5", "-o", str(file)])
    file.write_text(file.read_text().replace("deny", "allow"))
    capsys.readouterr()
    assert main(["verify", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["good"] is False


def test_no_receipt_is_given_of_an_entry_that_was_changed(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    segment = next(Path(home.folder("log")).glob("0*.jsonl"))
    main(["receipt", "9"])
    segment.write_bytes(segment.read_bytes().replace(b'"summary":"call 4"', b'"summary":"call X"'))
    capsys.readouterr()
    assert main(["receipt", "5"]) == 3
    assert "bailiwick verify" in capsys.readouterr().err


def test_the_forms_are_those_of_other_tools(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    main(["receipt", "5", "--form", "tlog-proof"])
    assert capsys.readouterr().out.startswith("c2sp.org/tlog-proof@v1\nindex 5\n")
    main(["receipt", "5", "--form", "entry"])
    assert json.loads(capsys.readouterr().out)["seq"] == 5
