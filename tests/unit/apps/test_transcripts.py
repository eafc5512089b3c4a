"""The calls of a session, from the client's own transcripts."""

from __future__ import annotations

import json
import os
from pathlib import Path

from bailiwick.apps.transcripts import read_transcript, recent_sessions


def line(*blocks: dict[str, object], at: str = "2026-01-02T10:00:00.000Z") -> str:
    return json.dumps({"timestamp": at, "cwd": "/work", "message": {"role": "assistant", "content": list(blocks)}})


def use(call: str, tool: str = "Bash") -> dict[str, object]:
    return {"type": "tool_use", "id": call, "name": tool, "input": {}}


def write(folder: Path, name: str, *lines: str) -> Path:
    path = folder / "projects" / "-work" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")
    return path


def test_calls_of_the_main_thread_and_of_subagents_are_found(tmp_path: Path) -> None:
    write(tmp_path, "one.jsonl", line(use("a"), use("b", "Read")), json.dumps({"type": "queue-operation"}))
    write(tmp_path, "one/subagents/agent-1.jsonl", line(use("c", "Grep")))
    write(tmp_path, "two.jsonl", line(use("d")))
    transcript = read_transcript(str(tmp_path), "one")
    assert transcript.calls == {"a": "Bash", "b": "Read", "c": "Grep"}
    assert transcript.project == "/work"


def test_calls_before_the_given_time_do_not_count(tmp_path: Path) -> None:
    write(tmp_path, "one.jsonl", line(use("early")), line(use("late"), at="2026-01-02T12:00:00.000Z"))
    since = "2026-01-02T11:00:00.000000+00:00"
    assert read_transcript(str(tmp_path), "one", since=since).calls == {"late": "Bash"}


def test_what_the_client_refused_by_itself_is_told_apart_from_what_a_hook_denied(tmp_path: Path) -> None:
    results: list[dict[str, object]] = [
        {"type": "tool_result", "tool_use_id": "a", "is_error": True, "content": "<tool_use_error>no</tool_use_error>"},
        {"type": "tool_result", "tool_use_id": "b", "is_error": True, "content": "PreToolUse:Bash hook error: no"},
        {"type": "tool_result", "tool_use_id": "c", "content": "<tool_use_error> as a program printed it"},
    ]
    write(tmp_path, "one.jsonl", line(use("a"), use("b"), use("c")), line(*results))
    assert read_transcript(str(tmp_path), "one").refused == {"a"}


def test_broken_lines_and_missing_sessions_are_no_error(tmp_path: Path) -> None:
    write(tmp_path, "one.jsonl", "{ half a line", "[]", json.dumps({"message": "text"}), line(use("a")))
    assert read_transcript(str(tmp_path), "one").calls == {"a": "Bash"}
    assert read_transcript(str(tmp_path), "none").calls == {}
    assert recent_sessions(str(tmp_path / "nowhere"), limit=3) == []


def test_the_sessions_written_to_last_come_first(tmp_path: Path) -> None:
    for age, name in enumerate(("new", "middle", "old")):
        os.utime(write(tmp_path, f"{name}.jsonl"), (1_700_000_000 - age, 1_700_000_000 - age))
    assert recent_sessions(str(tmp_path), limit=2) == ["new", "middle"]
