"""Which hooks are ours, and how they move to another Bailiwick home."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bailiwick.apps.live.installed import read_installed
from bailiwick.model.errors import EnvironmentFault, InputError

OURS = {
    "type": "command",
    "command": "/opt/hook",
    "args": ["--home", "/h/.bailiwick", "--dialect", "claude-code"],
    "onFailure": "block",
}
THEIRS = {"type": "command", "command": "notify-send hello"}


def settings(folder: Path, document: object) -> str:
    path = folder / "settings.json"
    path.write_text(json.dumps(document))
    return str(path)


def test_only_hooks_that_name_our_home_are_taken_over(tmp_path: Path) -> None:
    path = settings(
        tmp_path, {"model": "x", "hooks": {"PreToolUse": [{"hooks": [THEIRS, OURS]}], "Stop": [{"hooks": [THEIRS]}]}}
    )
    moved = read_installed(path, "/h/.bailiwick").moved_to("/t/state")
    assert moved == {
        "hooks": {"PreToolUse": [{"hooks": [{**OURS, "args": ["--home", "/t/state", "--dialect", "claude-code"]}]}]}
    }


def test_another_program_replaces_every_hooks_program(tmp_path: Path) -> None:
    path = settings(tmp_path, {"hooks": {"PreToolUse": [{"hooks": [OURS]}]}})
    changed = read_installed(path, "/h/.bailiwick").with_program("/gone")
    assert [hook["command"] for group in changed.hooks["PreToolUse"] for hook in group["hooks"]] == ["/gone"]


def test_missing_hooks_missing_file_and_broken_file_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="found none"):
        read_installed(settings(tmp_path, {"hooks": {"PreToolUse": [{"hooks": [THEIRS]}]}}), "/h/.bailiwick")
    with pytest.raises(EnvironmentFault, match="cannot read") as missing:
        read_installed(str(tmp_path / "none.json"), "/h/.bailiwick")
    assert "bailiwick init" in missing.value.remedy
    (tmp_path / "settings.json").write_text("{ broken")
    with pytest.raises(InputError, match="not JSON"):
        read_installed(str(tmp_path / "settings.json"), "/h/.bailiwick")
