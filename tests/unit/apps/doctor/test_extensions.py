"""Hooks that come with plugins, skills, agents and commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bailiwick.apps.doctor import extensions
from bailiwick.apps.doctor.check import Check, Level

HOOKS = json.dumps({"hooks": {"PreToolUse": [{"hooks": [{"type": "command", "command": "rewrite"}]}]}})


def found(tmp_path: Path, **files: str) -> list[Check]:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return list(extensions.checks(str(tmp_path / "project"), {"CLAUDE_CONFIG_DIR": str(tmp_path / "user")}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("user/plugins/cache/shop/tool/1.0/hooks/hooks.json", HOOKS),
        ("user/skills/one/SKILL.md", "---\nname: one\nhooks:\n  PreToolUse: []\n---\ntext\n"),
        ("project/.claude/skills/two/SKILL.md", "---\nhooks: {}\n---\n"),
        ("project/.claude/agents/deep/er.md", "---\nhooks: {}\n"),
        ("project/.claude/commands/go.md", "---\nhooks: {}\n---\n"),
    ],
)
def test_a_file_that_may_bring_a_hook_before_calls_is_named(tmp_path: Path, name: str, text: str) -> None:
    (check,) = found(tmp_path, **{name: text})
    assert check.level is Level.WARN
    assert name in check.seen
    assert "allowManagedHooksOnly" in check.remedy


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "user/plugins/shop/hooks/hooks.json",
            '{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "say"}]}]}}',
        ),
        ("user/plugins/shop/hooks/hooks.json", "{ broken"),
        ("user/skills/one/SKILL.md", "---\nname: one\n---\nhooks: are described here\n"),
        ("user/skills/one/SKILL.md", "hooks: not in front matter\n"),
        ("user/skills/one/SKILL.md", ""),
    ],
)
def test_files_without_such_a_hook_are_not_named(tmp_path: Path, name: str, text: str) -> None:
    assert found(tmp_path, **{name: text}) == []
