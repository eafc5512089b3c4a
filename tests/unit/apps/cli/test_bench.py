from __future__ import annotations

import json
from pathlib import Path

import pytest

from bailiwick.apps.cli.main import main

GOOD = [
    {"id": "1", "want": "deny", "family": "git", "tool": "Bash", "input": {"command": "git push -f origin main"}},
    {"id": "2", "want": "allow", "family": "git", "tool": "Bash", "input": {"command": "git status"}},
    {"id": "3", "want": "ask", "family": "asks", "tool": "Bash", "input": {"command": "npm install left-pad"}},
]


def corpus(folder: Path, *cases: object) -> str:
    file = folder / "calls.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in cases))
    return str(file)


def test_a_corpus_that_gets_its_verdicts_meets_the_targets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "corpus", corpus(tmp_path, *GOOD)]) == 0
    shown = capsys.readouterr().out
    assert "silent miss                  0 of     2" in shown
    assert "3 calls" in shown


def test_offending_lines_are_named_with_file_line_and_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [{**GOOD[0], "want": "allow"}, {**GOOD[1], "want": "deny"}, {**GOOD[2], "want": "allow"}]
    assert main(["bench", "corpus", corpus(tmp_path, *wrong)]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0].strip() for line in shown[:3]] == ["false denial", "silent miss", "needless ask"]
    assert "calls.jsonl:1" in shown[0]
    assert "work.force-push-protected" in shown[0]


def test_the_json_report_holds_rates_and_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "corpus", corpus(tmp_path, {**GOOD[1], "want": "deny"}), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["met"] is False
    assert report["rates"][0] == {
        "fault": "silent miss",
        "count": 1,
        "of": 1,
        "percent": 100.0,
        "target_percent": 0.5,
        "met": False,
    }
    assert report["findings"][0]["case"] == "2"


def test_families_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "corpus", corpus(tmp_path, *GOOD), "--family", "ask", "--quiet"]) == 0
    assert "1 calls" in capsys.readouterr().out


def test_a_real_project_is_judged_on_its_own_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "home" / "work"
    (project / "node_modules").mkdir(parents=True)
    monkeypatch.setenv("BAILIWICK_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    file = corpus(
        tmp_path,
        {"want": "deny", "tool": "Bash", "input": {"command": f"rm -rf {tmp_path}/home"}},
        {"want": "allow", "tool": "Bash", "input": {"command": "rm -rf node_modules"}},
    )
    assert main(["bench", "corpus", file, "--home", str(tmp_path / "home"), "--project", str(project)]) == 0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            '{"want": "block", "tool": "Bash", "input": {}}',
            "expected `want` to be one of deny, ask, allow, got `block`",
        ),
        ('{"want": "deny", "input": {}}', "expected `tool` to name a tool"),
        ('{"want": "deny", "tool": "Bash", "input": "ls"}', "expected `input` to be an object"),
        ("not json", "calls.jsonl:1"),
    ],
)
def test_a_line_that_is_no_case_is_reported_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, expected: str
) -> None:
    file = tmp_path / "calls.jsonl"
    file.write_text(line + "\n")
    assert main(["bench", "corpus", str(file)]) == 2
    assert expected in capsys.readouterr().err


def test_a_missing_corpus_is_a_wrong_argument(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "corpus", str(tmp_path / "none.jsonl")]) == 2
    assert "cannot be read" in capsys.readouterr().err
