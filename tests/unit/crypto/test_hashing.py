"""Hashes of different uses never meet."""

from __future__ import annotations

import sys
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.crypto.hashing import content_hash, labelled_hash, leaf_hash, node_hash


def test_a_leaf_that_spells_two_children_is_no_inner_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert bytes(leaf_hash(left + right)) != bytes(node_hash(left, right))


@given(st.binary(max_size=20), st.binary(max_size=20), st.integers(1, 20))
def test_text_cannot_move_from_one_part_into_the_next(first: bytes, second: bytes, shift: int) -> None:
    joined = first + second
    cut = shift % (len(joined) + 1)
    same = cut == len(first)
    assert (labelled_hash("x", first, second) == labelled_hash("x", joined[:cut], joined[cut:])) is same


def test_the_label_separates_uses() -> None:
    assert labelled_hash("a", b"x") != labelled_hash("b", b"x")


def test_a_content_hash_is_plain_sha256_so_that_anyone_can_compare() -> None:
    assert content_hash("abc") == sha256(b"abc").hexdigest() == content_hash(b"abc")


def test_a_content_with_a_lone_surrogate_has_a_hash() -> None:
    assert content_hash("\ud800") != content_hash("?")


def test_a_process_without_openssl_gets_the_same_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    with_openssl = content_hash(b"abc")
    monkeypatch.delitem(sys.modules, "hashlib")
    assert content_hash(b"abc") == with_openssl == sha256(b"abc").hexdigest()
