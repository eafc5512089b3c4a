"""Hooks that the client takes without a word and never runs, or runs for hours."""

from __future__ import annotations

from typing import Any

import pytest

from bailiwick.pep.install.claude_code import EVENTS, HookCommand, Plan
from bailiwick.pep.install.oddities import oddities

HOOK: dict[str, Any] = {"type": "command", "command": "x"}


@pytest.mark.parametrize(
    ("hooks", "sentence"),
    [
        ({"PreToolCall": [{"hooks": [HOOK]}]}, "is it `PreToolUse`?"),
        ({"pre_tool_use": [{"hooks": [HOOK]}]}, "there is no event `pre_tool_use`"),
        ({"PreToolUse": [{"matcher": "[", "hooks": [HOOK]}]}, "is no regular expression"),
        ({"Stop": [{"hooks": [{**HOOK, "timeout": 10_000}]}]}, "a timeout of Stop is 10000 seconds"),
    ],
)
def test_each_oddity_is_a_sentence(hooks: dict[str, Any], sentence: str) -> None:
    (told,) = oddities({"hooks": hooks})
    assert sentence in told


@pytest.mark.parametrize("hooks", [None, [], {"Stop": 1}, {"Stop": [1]}, {"Stop": [{"hooks": [1]}]}])
def test_what_the_client_drops_is_not_this_modules_business(hooks: object) -> None:
    assert list(oddities({"hooks": hooks})) == []


def test_what_we_install_is_not_odd() -> None:
    command = HookCommand("/hook", ("--home", "/h"))
    groups = Plan(closed=command, open=command, blocking=True).groups()
    assert set(groups) == set(EVENTS)
    assert list(oddities({"hooks": {**groups, "PreToolUse": [{"matcher": "*", "hooks": [HOOK]}], "Stop": []}})) == []
