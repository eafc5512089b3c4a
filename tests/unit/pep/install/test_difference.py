"""How a hook differs from what belongs there, in words."""

from __future__ import annotations

from typing import Any

import pytest

from bailiwick.pep.install.difference import differences

HOOK: dict[str, Any] = {
    "type": "command",
    "command": "/hook",
    "args": ["--home", "/h", "--fail", "closed"],
    "timeout": 10,
}
EXPECTED = {"PreToolUse": {"hooks": [HOOK]}, "Stop": {"hooks": [HOOK]}}


def told(group: dict[str, Any], **events: list[object]) -> tuple[str, ...]:
    return differences({"PreToolUse": [group], **events}, EXPECTED)


def test_what_is_as_expected_is_not_mentioned() -> None:
    assert told({"hooks": [HOOK]}, Stop=[]) == ()


@pytest.mark.parametrize(
    ("group", "sentence"),
    [
        ({"hooks": [{**HOOK, "timeout": 1}]}, "`timeout` is `1`, expected `10` (PreToolUse)"),
        ({"hooks": [{**HOOK, "timeout": True}]}, "`timeout` is `true`, expected `10` (PreToolUse)"),
        ({"hooks": [{**HOOK, "async": True}]}, "`async` is `true`, expected none (PreToolUse)"),
        (
            {"hooks": [{k: v for k, v in HOOK.items() if k != "timeout"}]},
            "`timeout` is missing, expected `10` (PreToolUse)",
        ),
        (
            {"matcher": "Bash", "hooks": [HOOK]},
            "`matcher` is `Bash`, expected none, which hides other tools from it (PreToolUse)",
        ),
        (
            {"hooks": [{**HOOK, "args": ["--home", "/h", "--fail", "open"]}]},
            "the argument --fail is `open`, expected `closed` (PreToolUse)",
        ),
        ({"hooks": [{**HOOK, "args": ["--home"]}]}, "`args` has 1 words, expected 4 (PreToolUse)"),
        ({"hooks": [HOOK, {"type": "command", "command": "x"}]}, "it shares its group with other hooks (PreToolUse)"),
    ],
)
def test_each_difference_is_a_sentence(group: dict[str, Any], sentence: str) -> None:
    assert told(group) == (sentence,)


def test_the_same_difference_is_told_once_with_its_events() -> None:
    slow: dict[str, Any] = {"hooks": [{**HOOK, "timeout": 600}]}
    assert told(slow, Stop=[slow]) == ("`timeout` is `600`, expected `10` (PreToolUse, Stop)",)


def test_a_hook_that_is_there_twice_or_where_none_belongs_is_told() -> None:
    assert told({"hooks": [HOOK]}, Stop=[{"hooks": [HOOK]}, {"hooks": [HOOK]}]) == ("it is there 2 times (Stop)",)
    assert differences({"Other": [{"hooks": [HOOK]}]}, EXPECTED) == ("a hook of ours is not expected there (Other)",)
