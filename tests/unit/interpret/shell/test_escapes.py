"""`$'...'` stands for what bash makes of it."""

from __future__ import annotations

import subprocess

from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.interpret.shell.escapes import decode

pieces = st.sampled_from(
    [
        "a",
        "\\n",
        "\\t",
        "\\\\",
        "\\'",
        '\\"',
        "\\x41",
        "\\x4",
        "\\101",
        "\\7",
        "\\u00e9",
        "\\u41",
        "\\U0001F600",
        "\\e",
        "\\cA",
        "\\q",
        "\\?",
        "9",
    ]
)


@given(st.lists(pieces, max_size=6).map("".join))
@settings(max_examples=150, deadline=None)
def test_escapes_decode_as_in_bash(text: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"printf %s $'{text}'"], capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"}
    )
    assert decode(text) == done.stdout.decode("utf-8", "replace")


def test_a_null_character_ends_the_text() -> None:
    assert decode("a\\0b") == "a"
