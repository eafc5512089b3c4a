"""Signed notes, against a published example and against forgers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.crypto.note import key_id, parse_note, parse_verifier_key, sign_note, verifier_key
from bailiwick.crypto.signing import PublicKey, SigningKey
from bailiwick.model.errors import InputError

KEY = SigningKey(bytes(range(32)))
TEXT = "bailiwick/test\n3\nAAAA\n"

PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_the_example_of_the_note_format_by_its_authors_verifies() -> None:
    name, key = parse_verifier_key(PUBLISHED_KEY)
    assert parse_note(PUBLISHED_NOTE).signed_by(name, key)


def test_the_example_with_one_letter_changed_does_not_verify() -> None:
    name, key = parse_verifier_key(PUBLISHED_KEY)
    assert not parse_note(PUBLISHED_NOTE.replace("cryptography", "Cryptography")).signed_by(name, key)


def test_a_signed_text_verifies_under_its_name_and_key_only() -> None:
    note = parse_note(sign_note(TEXT, "log", KEY))
    assert note.text == TEXT
    assert note.signed_by("log", KEY.public())
    assert not note.signed_by("other", KEY.public())
    assert not note.signed_by("log", SigningKey(bytes(32)).public())


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_no_single_changed_byte_of_a_note_verifies(place: int, change: int) -> None:
    data = bytearray(sign_note(TEXT, "log", KEY).encode())
    data[place % len(data)] ^= change
    try:
        note = parse_note(data.decode())
    except (InputError, UnicodeDecodeError):
        return
    assert not note.signed_by("log", KEY.public())


def test_a_verifier_key_round_trips_and_its_id_is_checked() -> None:
    text = verifier_key("log", KEY.public())
    assert parse_verifier_key(text) == ("log", KEY.public())
    with pytest.raises(InputError, match="key id"):
        parse_verifier_key(text.replace(key_id("log", KEY.public()).hex(), "00000000"))


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb"])
def test_a_key_name_that_would_break_the_line_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        sign_note(TEXT, name, KEY)


@pytest.mark.parametrize(
    "note", ["", "text\n", "text\n\n", "text\n\nno dash\n", "text\n\n\u2014 log AAAA\n", "a\n\n\u2014 log !!\n"]
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(InputError):
        parse_note(note)


def test_more_signatures_than_the_bound_are_refused() -> None:
    signed = sign_note(TEXT, "log", KEY)
    line = signed.splitlines(keepends=True)[-1]
    with pytest.raises(InputError, match="at most"):
        parse_note(signed + line * 16)


def test_a_private_key_never_shows_its_seed() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY) == "SigningKey(...)"


def test_a_key_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(InputError, match="32 bytes"):
        PublicKey(b"short")
