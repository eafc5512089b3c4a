"""A receipt convinces only when every part of it is as the log's key signed it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_tree import inclusion_proof, tree_root

from bailiwick.crypto.hashing import LeafHash, leaf_hash
from bailiwick.crypto.note import sign_note, verifier_key
from bailiwick.crypto.signing import SigningKey
from bailiwick.ledger.checkpoint import Checkpoint, origin_of
from bailiwick.ledger.entry import Entry, log_id
from bailiwick.ledger.receipt import Receipt
from bailiwick.ledger.tlog_proof import TlogProof
from bailiwick_verify import BadReceiptError, check_receipt, looks_like_receipt

KEY = SigningKey(b"\x01" * 32)
OTHER = SigningKey(b"\x02" * 32)
TIME = "2026-11-20T12:00:00.000000Z"
COUNT = 7


def lines(key: SigningKey = KEY, nonce: bytes = b"n" * 16) -> tuple[str, list[bytes]]:
    log = log_id(key.public().raw, nonce)
    found: list[bytes] = []
    previous = bytes(32)
    for number in range(COUNT):
        entry = Entry(log, number, previous.hex(), TIME, "decision", {"verdict": "deny", "summary": f"call {number} ü"})
        found.append(entry.encode())
        previous = leaf_hash(found[-1])
    return log, found


def receipt(index: int = 3, *, key: SigningKey = KEY, nonce: bytes = b"n" * 16) -> Receipt:
    log, entries = lines(key, nonce)
    leaves: list[LeafHash] = [leaf_hash(line) for line in entries]
    origin = origin_of(log)
    note = sign_note(Checkpoint(origin, COUNT, tree_root(leaves)).text(), origin, key)
    proof = TlogProof(index, inclusion_proof(leaves, index), note)
    return Receipt(entries[index].decode(), proof.text(), verifier_key(origin, key.public()))


@pytest.mark.parametrize("index", range(COUNT))
def test_a_true_receipt_holds_after_writing_and_reading(index: int) -> None:
    text = receipt(index).text()
    assert looks_like_receipt(text)
    checked = check_receipt(text, KEY.public().raw)
    assert checked.entry["seq"] == index
    assert checked.size == COUNT


def test_without_a_trusted_key_it_holds_under_its_own() -> None:
    assert check_receipt(receipt().text()).key == KEY.public().raw.hex()


Tamper = Callable[[Receipt], Receipt]
TAMPERED: dict[str, Tamper] = {
    "the entry says allow": lambda one: one.replace(entry=one.entry.replace("deny", "allow")),
    "the entry has another number": lambda one: one.replace(entry=one.entry.replace('"seq":3', '"seq":4')),
    "the entry has a space more": lambda one: one.replace(entry=one.entry + " "),
    "another entry of the log": lambda one: one.replace(entry=receipt(4).entry),
    "the proof is for another place": lambda one: one.replace(proof=one.proof.replace("index 3", "index 4")),
    "a hash is missing": lambda one: one.replace(proof=_without_line(one.proof, 2)),
    "the tree is said to be larger": lambda one: one.replace(proof=one.proof.replace(f"\n{COUNT}\n", "\n8\n")),
    "the signature is gone": lambda one: one.replace(proof=one.proof[: one.proof.rindex("\u2014")]),
    "a key of the forger": lambda one: one.replace(key=receipt(key=OTHER).key),
    "everything by the forger": lambda _: receipt(key=OTHER),
    "a log of the same key": lambda one: one.replace(proof=receipt(nonce=b"m" * 16).proof),
    "an entry of a log of the same key": lambda one: one.replace(entry=receipt(nonce=b"m" * 16).entry),
}


def _without_line(text: str, number: int) -> str:
    rows = text.split("\n")
    return "\n".join(rows[:number] + rows[number + 1 :])


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_receipt_does_not_hold(name: str) -> None:
    with pytest.raises(BadReceiptError):
        check_receipt(TAMPERED[name](receipt()).text(), KEY.public().raw)


@given(st.data())
def test_no_single_changed_character_of_entry_or_proof_passes(data: st.DataObject) -> None:
    true = receipt()
    field = data.draw(st.sampled_from(["entry", "proof", "key"]))
    text = getattr(true, field)
    place = data.draw(st.integers(0, len(text) - 1))
    changed = (
        text[:place] + data.draw(st.characters(codec="utf-8").filter(lambda c: c != text[place])) + text[place + 1 :]
    )
    with pytest.raises(BadReceiptError):
        check_receipt(true.replace(**{field: changed}).text(), KEY.public().raw)


@given(st.text())
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(BadReceiptError):
        check_receipt(text)


def test_an_extra_line_of_a_proof_vouches_for_nothing_and_is_passed_over() -> None:
    true = receipt()
    head, _, rest = true.proof.partition("\n")
    extended = true.replace(proof=f"{head}\nextra aGVsbG8=\n{rest}")
    assert check_receipt(extended.text(), KEY.public().raw) == check_receipt(true.text(), KEY.public().raw)
