"""Checkpoints in the C2SP form."""

from __future__ import annotations

import pytest

from bailiwick.crypto.hashing import EMPTY_ROOT
from bailiwick.ledger.checkpoint import Checkpoint, origin_of, parse_checkpoint
from bailiwick.model.errors import InputError

TEXT = "bailiwick/ab\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"


def test_a_checkpoint_is_origin_size_and_root_on_their_lines() -> None:
    assert Checkpoint(origin_of("ab"), 12, EMPTY_ROOT).text() == TEXT
    assert parse_checkpoint(TEXT) == Checkpoint("bailiwick/ab", 12, EMPTY_ROOT)


def test_extension_lines_are_ignored() -> None:
    assert parse_checkpoint(TEXT + "later\n") == parse_checkpoint(TEXT)


@pytest.mark.parametrize("size", ["", "-1", "012", "1.0", "\u0661", "9" * 20])
def test_a_size_that_is_no_plain_number_is_refused(size: str) -> None:
    with pytest.raises(InputError):
        parse_checkpoint(TEXT.replace("12", size))


@pytest.mark.parametrize("text", ["", "a\n1\n", "\n1\nAAAA\n", "a\n1\nAAAA\n", "a\n1\n!!\n"])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_checkpoint(text)
