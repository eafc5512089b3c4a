"""Settings shown to the client as they are must not act: no program of the person's runs, nobody is called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bailiwick.apps.live.as_they_are import quiet, quiet_text

OURS = {"type": "command", "command": "/hook", "args": ["--home", "/h", "--dialect", "claude-code"], "timeout": 10}


def test_our_hooks_and_harmless_settings_stay_as_they_are() -> None:
    settings: dict[str, object] = {
        "model": "opus",
        "hooks": {"PreToolUse": [{"hooks": [OURS]}]},
        "cleanupPeriodDays": "x",
    }
    assert quiet(settings) == settings


@pytest.mark.parametrize(
    "hook",
    [
        {"type": "command", "command": "danger"},
        {"type": "command", "command": "danger", "args": ["danger"]},
        {"type": "http", "url": "https://danger.example"},
        {"type": "prompt", "prompt": "danger"},
        {"type": "agent", "prompt": "danger"},
        {"type": "mcp_tool", "server": "danger", "tool": "danger"},
    ],
)
def test_hooks_of_others_run_nothing_and_keep_what_the_client_may_refuse(hook: dict[str, Any]) -> None:
    group = {"matcher": 7, "hooks": [{**hook, "timeout": -1}]}
    shown: Any = quiet({"hooks": {"Stop": [group]}})
    (became,) = shown["hooks"]["Stop"][0]["hooks"]
    assert (became["type"], became["command"], became["timeout"]) == ("command", "true", -1)
    assert "args" not in became or became["args"] == []
    assert shown["hooks"]["Stop"][0]["matcher"] == 7


@pytest.mark.parametrize(
    "settings",
    [
        {"apiKeyHelper": "danger"},
        {"statusLine": {"type": "command", "command": "danger"}},
        {"env": {"ANTHROPIC_BASE_URL": "danger", "PATH": "danger"}},
        {"extraKnownMarketplaces": {"danger": {}}},
        {"awsAuthRefresh": ["danger"]},
    ],
)
def test_what_would_run_call_or_lead_elsewhere_is_gone(settings: dict[str, object]) -> None:
    shown = json.dumps(quiet(settings))
    assert "danger" not in shown
    assert "ANTHROPIC" not in shown


def test_types_stay_so_that_a_wrong_one_is_still_refused() -> None:
    assert quiet({"apiKeyHelper": 7, "env": "x", "enabledPlugins": {"a": True}}) == {
        "apiKeyHelper": 7,
        "env": "x",
        "enabledPlugins": {"a": False},
    }


@pytest.mark.parametrize("text", ["", "{ broken", "[]", '"x"'])
def test_text_that_is_no_object_is_shown_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert quiet_text(str(path)) == text
