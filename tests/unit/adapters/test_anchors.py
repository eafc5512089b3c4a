"""The anchor survives a torn write of either slot and never invents a head."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.adapters.anchors import SLOT_BYTES, Anchor, Head, boot_id, decode_head, newest_head
from bailiwick.crypto.hashing import LeafHash, leaf_hash
from bailiwick.model.errors import TrustError

LOG = "ab" * 16


def head(size: int) -> Head:
    return Head(LOG, size, leaf_hash(str(size).encode()), size // 2, "boot-1")


@given(st.integers(0, 10**18), st.integers(0, 10**18), st.binary(min_size=32, max_size=32))
def test_a_head_round_trips_in_its_fixed_size(size: int, synced: int, leaf: bytes) -> None:
    made = Head(LOG, size, LeafHash(leaf), synced, "")
    assert len(made.encode()) == SLOT_BYTES
    assert decode_head(made.encode()) == made


@given(st.integers(0, SLOT_BYTES - 2), st.integers(1, 255))
def test_a_spoilt_slot_is_no_head(place: int, change: int) -> None:
    slot = bytearray(head(7).encode())
    slot[place] ^= change
    assert decode_head(bytes(slot)) is None


def test_the_newest_head_counts_and_a_torn_one_leaves_the_one_before(tmp_path: Path) -> None:
    anchor = Anchor(str(tmp_path / "anchor"))
    assert anchor.read() is None
    for size in range(1, 6):
        anchor.write(head(size))
        assert anchor.read() == head(size)
    whole = (tmp_path / "anchor").read_bytes()
    start = (5 & 1) * SLOT_BYTES
    for torn in range(1, 150, 7):
        spoilt = whole[: start + torn] + bytes(SLOT_BYTES - torn) + whole[start + SLOT_BYTES :]
        assert newest_head(spoilt) == head(4)
    anchor.close()


def test_a_reset_makes_a_smaller_head_the_newest(tmp_path: Path) -> None:
    anchor = Anchor(str(tmp_path / "anchor"))
    anchor.write(head(8))
    anchor.write(head(9))
    anchor.reset(head(3))
    assert anchor.read() == head(3)
    anchor.close()


def test_an_anchor_without_any_whole_slot_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "anchor").write_bytes(b"rubbish" * 100)
    anchor = Anchor(str(tmp_path / "anchor"))
    with pytest.raises(TrustError, match="no slot of it is whole"):
        anchor.read()
    anchor.close()


def test_the_boot_has_one_id_without_spaces() -> None:
    assert boot_id() == boot_id()
    assert not set(boot_id()) & set(" \n")
