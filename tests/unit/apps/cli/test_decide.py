"""`decide` and `explain` as commands: exit codes, streams, and no trace on disk."""

from __future__ import annotations

import hashlib
import io
import json
import os

import pytest

from bailiwick.apps.cli.main import main

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = tmp_path / "home" / "proj"
    project.mkdir(parents=True)
    monkeypatch.setenv("BAILIWICK_HOME", str(tmp_path / "bailiwick"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(project)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code", "verdict"),
    [
        (["Bash", "git status"], 0, "abstain"),
        (["Bash", "rm -rf /"], 4, "deny"),
        (["Bash", "kubectl apply -f x.yaml"], 1, "ask"),
        (["Read", "~/.ssh/id_rsa"], 4, "deny"),
        (["WebFetch", "http://127.0.0.1/"], 4, "deny"),
        (["mcp__fs__read_file", '{"path": "/home/x/.ssh/id_rsa"}'], 4, "deny"),
    ],
)
def test_one_call_is_told_by_text_and_exit_code(
    words: list[str], code: int, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["decide", *words]) == code
    out, err = capsys.readouterr()
    assert out.startswith(verdict)
    assert "default profile" in err
    assert main(["decide", *words, "--json"]) == code
    assert json.loads(capsys.readouterr().out)["verdict"] == verdict


def test_a_batch_answers_every_line_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"id": "a", "tool": "Bash", "input": {"command": "ls"}},
        {"id": "b", "tool": "Bash", "input": {"command": "rm -rf ~"}},
        "broken",
        {"id": "d", "tool": "Read", "input": {"file_path": "README.md"}},
    ]
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["decide", "--batch", "-"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(answer["id"], answer["verdict"]) for answer in answers] == [
        ("a", "abstain"),
        ("b", "deny"),
        (3, "deny"),
        ("d", "abstain"),
    ]


def test_a_policy_file_can_be_tried(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = place / "p.yaml"
    policy.write_text("version: 1\nrules: [{id: no-ls, guard: deny, on: exec.run, where: {program: ls}, reason: no}]\n")
    assert main(["decide", "Bash", "ls", "--policy", str(policy)]) == 4
    assert "user/no-ls" in capsys.readouterr().out
    policy.write_text("version: 1\nrulez: []\n")
    assert main(["decide", "Bash", "ls", "--policy", str(policy)]) == 6
    assert "did you mean `rules`" in capsys.readouterr().err


def test_the_installed_policy_decides(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "bailiwick").mkdir()
    (place / "bailiwick" / "bailiwick.yaml").write_text("version: 1\npacks: []\n")
    assert main(["decide", "Bash", "rm -rf /"]) == 0
    assert "default profile" not in capsys.readouterr().err
    assert os.listdir(place / "bailiwick") == ["bailiwick.yaml"]


@pytest.fixture
def checking(place: Path) -> str:
    """A policy with an external check that asks about every shell call, and writes down that it ran."""
    script = place / "check.sh"
    script.write_text(f'#!/bin/sh\ntouch {place}/ran\necho \'{{"ask": true, "reason": "look at it"}}\'\n')
    script.chmod(0o755)
    pin = hashlib.sha256(script.read_bytes()).hexdigest()
    return f"version: 1\nchecks: [{{id: look, on: exec.run, run: ['{script}'], sha256: {pin}}}]\n"


@pytest.mark.parametrize("command", [["decide", "Bash", "ls"], ["explain", "ls"]])
def test_checks_of_the_policy_in_force_are_asked(
    place: Path, checking: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "bailiwick").mkdir()
    (place / "bailiwick" / "bailiwick.yaml").write_text(checking)
    assert main(command) == 1
    assert "look at it" in capsys.readouterr().out
    assert (place / "ran").exists()


@pytest.mark.parametrize("command", [["decide", "Bash", "ls"], ["explain", "ls"]])
def test_checks_of_a_file_that_nobody_put_in_force_do_not_run_and_the_answer_says_so(
    place: Path, checking: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "other.yaml").write_text(checking)
    assert main([*command, "--policy", str(place / "other.yaml")]) == 4
    assert "`user/look` is not run here: it runs with the policy in force" in capsys.readouterr().out
    assert not (place / "ran").exists()


def test_paths_of_another_home_need_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["decide", "Bash", "rm -rf ~", "--home", "/home/nobody-here", "--project", "/home/nobody-here/p"]
    assert main(words) == 4
    assert "files.delete-vital" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["Bash"], ["Bash", "ls", "--batch", "-"], ["--batch", "/no/such/file"]])
def test_wrong_words_are_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", *words]) == 2
    assert "bailiwick:" in capsys.readouterr().err


def test_explain_shows_rule_operations_and_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "bash -c 'rm -rf /'"]) == 4
    out = capsys.readouterr().out
    assert "baseline/files.delete-vital" in out
    assert "file.delete  /" in out
    assert "bash -c" in out
    assert "facts" in out
    assert main(["explain", "git status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "abstain"
