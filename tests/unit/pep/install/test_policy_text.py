"""The user's policy text: what a new one says, and changing the mode in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model.verdict import Mode
from bailiwick.pep.install.policy_text import new_policy, with_mode
from bailiwick.policy.schema import read_policy


@pytest.mark.parametrize("mode", list(Mode))
def test_a_new_policy_is_valid_and_says_its_mode(mode: Mode) -> None:
    document, problems = read_policy(new_policy(mode), "new")
    assert problems == []
    assert document is not None
    assert (document.mode, document.packs) == (mode.value, ("baseline",))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("version: 1\nmode: enforce\n", "version: 1\nmode: observe\n"),
        ("version: 1\nmode: enforce  # for good\n", "version: 1\nmode: observe  # for good\n"),
        ("version: 1\r\nmode: audit\r\n", "version: 1\r\nmode: observe\r\n"),
        ("version: 1\npacks: [baseline]\n", "version: 1\nmode: observe\npacks: [baseline]\n"),
        ("version: 1", "version: 1\nmode: observe\n"),
        ("# mode: enforce\nversion: 1\n", "# mode: enforce\nversion: 1\nmode: observe\n"),
    ],
)
def test_only_the_mode_changes(before: str, after: str) -> None:
    assert with_mode(before, Mode.OBSERVE) == after


@given(st.sampled_from(list(Mode)), st.lists(st.sampled_from(["# note\n", "packs: [baseline]\n", "\n"]), unique=True))
def test_changing_twice_is_changing_once(mode: Mode, parts: list[str]) -> None:
    text = "version: 1\n" + "".join(parts)
    once = with_mode(text, mode)
    assert with_mode(once, mode) == once
    document, problems = read_policy(once, "policy")
    assert problems == []
    assert document is not None
    assert document.mode == mode.value
