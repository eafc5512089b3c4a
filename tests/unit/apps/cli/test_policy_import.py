"""`bailiwick policy import`: where the policy goes, what is said about it, and the exit codes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from bailiwick.apps.cli.main import main
from bailiwick.policy.schema import read_policy

PATTERNS = "zeroAccessPaths: [~/.ssh/]\n"
NOTED = "zeroAccessPaths: [.env]\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAILIWICK_HOME", str(tmp_path / "bailiwick"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("patterns.yaml").write_text(PATTERNS)


def test_the_policy_goes_to_stdout_and_notes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    Path("patterns.yaml").write_text(NOTED)
    assert main(["policy", "import", "patterns.yaml"]) == 0
    said = capsys.readouterr()
    document, problems = read_policy(said.out, "stdout")
    assert document is not None
    assert not problems
    assert "patterns.yaml:1:19" in said.err


def test_several_dialects_become_one_file_or_one_file_each() -> None:
    Path("settings.json").write_text('{"permissions": {"deny": ["WebSearch"]}}')
    assert main(["policy", "import", "patterns.yaml", "settings.json", "--out", "one.yaml"]) == 0
    dialects = {rule["origin"]["dialect"] for rule in yaml.safe_load(Path("one.yaml").read_text())["rules"]}
    assert dialects == {"damage-control", "claude-code"}
    assert main(["policy", "import", "patterns.yaml", "settings.json", "--out", "each"]) == 0
    assert sorted(path.name for path in Path("each").iterdir()) == ["claude-code.yaml", "damage-control.yaml"]


def test_strict_is_about_notes() -> None:
    assert main(["policy", "import", "patterns.yaml", "--out", "a.yaml", "--strict"]) == 0
    Path("patterns.yaml").write_text(NOTED)
    assert main(["policy", "import", "patterns.yaml", "--out", "b.yaml"]) == 0
    assert main(["policy", "import", "patterns.yaml", "--out", "c.yaml", "--strict"]) == 1


def test_a_file_that_is_there_is_replaced_only_by_force() -> None:
    Path("mine.yaml").write_text("version: 1\n")
    assert main(["policy", "import", "patterns.yaml", "--out", "mine.yaml"]) == 2
    assert Path("mine.yaml").read_text() == "version: 1\n"
    assert main(["policy", "import", "patterns.yaml", "--out", "mine.yaml", "--force"]) == 0
    assert "rules" in Path("mine.yaml").read_text()


@pytest.mark.parametrize(("choice", "risks"), [("exact", ["high"]), ("or-above", ["high", "unacceptable"])])
def test_whom_a_risk_class_is_for_can_be_chosen(choice: str, risks: list[str]) -> None:
    policy = {"name": "p", "rule_type": "current_is", "params": {"kind": "step.exec"}, "risk_classification": "high"}
    Path("m.json").write_text(json.dumps({"policies": [policy]}))
    assert main(["policy", "import", "m.json", "--risk", choice, "--out", "m.yaml"]) == 0
    assert yaml.safe_load(Path("m.yaml").read_text())["rules"][0]["agents"] == {"risk": risks}


def test_json_has_the_policy_and_the_notes(capsys: pytest.CaptureFixture[str]) -> None:
    Path("patterns.yaml").write_text(NOTED)
    assert main(["policy", "import", "patterns.yaml", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["policies"][0]["document"]["version"] == 1
    assert answer["notes"][0]["line"] == 1


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("x.yaml", "some: thing\n", "the dialect is not recognised"),
        ("x.yaml", "zeroAccessPaths: [a\n", "not well-formed"),
        ("x.yaml", "zeroAccessPaths: [a]\nother: 1\n", "unknown key `other`"),
        ("x.json", "{", "expected JSON"),
    ],
)
def test_what_is_not_importable_ends_with_2_and_writes_nothing(
    name: str, text: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text(text)
    assert main(["policy", "import", name, "patterns.yaml", "--out", "out.yaml"]) == 2
    assert expected in capsys.readouterr().err
    assert not Path("out.yaml").exists()


def test_a_file_that_is_not_there_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "import", "none.yaml"]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_script_of_a_chain_is_pinned_when_it_is_there_and_noted_when_it_is_not() -> None:
    folder = Path(".claude/hooks")
    folder.mkdir(parents=True)
    (folder / "here.sh").write_text("#!/bin/sh\nexit 0\n")
    Path("chain.toml").write_text('[bash]\nchain = ["here.sh", "gone.sh"]\n')
    assert main(["policy", "import", "chain.toml", "--out", "checks.yaml"]) == 0
    here, gone = yaml.safe_load(Path("checks.yaml").read_text())["checks"]
    assert here["sha256"] == hashlib.sha256((folder / "here.sh").read_bytes()).hexdigest()
    assert gone["sha256"] == "0" * 64


def test_a_policy_that_two_files_name_alike_gets_two_ids() -> None:
    Path("second.yaml").write_text(PATTERNS)
    assert main(["policy", "import", "patterns.yaml", "second.yaml", "--out", "two.yaml"]) == 0
    ids = [rule["id"] for rule in yaml.safe_load(Path("two.yaml").read_text())["rules"]]
    assert len(ids) == len(set(ids)) == 2
