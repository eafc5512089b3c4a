"""What is redacted is gone, recognisable as the same, and stays redacted."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from bailiwick.interpret.content.redaction import redact

TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1bC2"


def test_a_credential_is_replaced_by_its_kind_and_hash() -> None:
    digest = sha256(TOKEN.encode()).hexdigest()[:8]
    assert redact(f"git clone https://u:{TOKEN}@h") == f"git clone https://u:[redacted github-token sha256:{digest}]@h"


def test_the_same_credential_gives_the_same_mark() -> None:
    first, second = redact(f"a {TOKEN}"), redact(f"b {TOKEN}")
    assert first[2:] == second[2:]


@given(st.text(max_size=200))
def test_text_without_credentials_is_unchanged(text: str) -> None:
    assert redact(text) == text or "[redacted " in redact(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_redacting_twice_is_redacting_once_and_nothing_of_the_credential_is_left(before: str, after: str) -> None:
    once = redact(f"{before} {TOKEN} {after}")
    assert TOKEN not in once
    assert redact(once) == once
