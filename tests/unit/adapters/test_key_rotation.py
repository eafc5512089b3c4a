"""The log goes over to a new key, whenever the writer is killed meanwhile, and only as both keys say."""

from __future__ import annotations

import json
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bailiwick.adapters import recorder as recording
from bailiwick.adapters.home import Home
from bailiwick.adapters.keys import load_public_key, load_signing_key, prepare_next_key, take_next_key
from bailiwick.adapters.log_reader import read_entries
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.receipts import receipt_of
from bailiwick.crypto.signing import PublicKey, SigningKey
from bailiwick.ledger.entry import Entry
from bailiwick.ledger.handover import handover_body, read_handover
from bailiwick.model.errors import TrustError
from bailiwick_verify import BadReceiptError, Report, check_receipt, collect, verify_log

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    with opened(made) as recorder:
        recorder.append("note", {"number": 1}, now=NOW)
    return made


def opened(home: Home) -> SegmentRecorder:
    return SegmentRecorder(home, now=NOW, background=False)


def rotated(home: Home) -> tuple[PublicKey, PublicKey]:
    old = load_public_key(home)
    with opened(home) as recorder:
        new = recorder.rotate_key(now=NOW)
        recorder.append("note", {"number": 2}, now=NOW)
    return old, new


def verify(home: Home, key: PublicKey | None = None) -> Report:
    return verify_log(collect(home.root, key=key.raw if key else None))


def test_the_log_holds_under_the_old_key_and_under_the_new_one(home: Home) -> None:
    old, new = rotated(home)
    assert old != new == load_public_key(home) == load_signing_key(home).public()
    for key in (None, old, new):
        report = verify(home, key)
        assert report.findings == ()
        assert report.covered == report.size == 4
        assert report.key == new.raw.hex()
    assert not verify(home, SigningKey(b"\x07" * 32).public()).good


def test_the_writer_goes_on_with_the_new_key(home: Home) -> None:
    rotated(home)
    with opened(home) as recorder:
        recorder.append("note", {"number": 3}, now=NOW)
    rotated(home)
    assert verify(home).covered == verify(home).size == 7


@pytest.mark.parametrize("at", ["prepare_next_key", "_log.append", "take_next_key", "take:before", "checkpoint"])
def test_a_change_that_is_killed_anywhere_is_undone_or_finished(
    home: Home, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(Exception):
        pass

    old = load_public_key(home)
    recorder = opened(home)
    killing(recorder, at, Killed, monkeypatch)
    with pytest.raises(Killed):
        recorder.rotate_key(now=NOW)
    monkeypatch.undo()
    recorder._release()
    assert verify(home).good
    with opened(home) as again:
        again.append("note", {"number": 2}, now=NOW)
    report = verify(home, old)
    assert report.findings == ()
    assert report.covered == report.size
    changed = any(placed.entry.kind == "key" for placed in read_entries(home.folder("log")))
    assert changed == (at not in ("prepare_next_key", "_log.append"))
    assert (load_public_key(home) != old) == changed
    assert Path(home.folder("keys"), "log.key.next").exists() == (at == "_log.append")


def killing(recorder: SegmentRecorder, at: str, killed: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the change end at a step: before it, and for `take_next_key` after its first half."""

    def die(*_: object, **__: object) -> None:
        raise killed

    if at == "_log.append":
        monkeypatch.setattr(recorder._log, "append", die)
    elif at == "checkpoint":
        steps: Iterator[Callable[[], None]] = iter((recorder.checkpoint, die))

        def step() -> None:
            next(steps)()

        monkeypatch.setattr(recorder, "checkpoint", step)
    elif at == "take:before":
        monkeypatch.setattr("bailiwick.adapters.keys.os.replace", fail_for_private_key(die))
    else:
        monkeypatch.setattr(recording, at, die)


def fail_for_private_key(die: Callable[[], None]) -> Callable[[str, str], None]:
    def rename(source: str, target: str) -> None:
        if target.endswith("log.key"):
            die()
        shutil.move(source, target)

    return rename


def test_a_prepared_key_that_the_log_does_not_name_is_not_taken(home: Home) -> None:
    prepare_next_key(home)
    old = load_public_key(home)
    take_next_key(home, old)
    opened(home).close()
    assert load_public_key(home) == old


def test_a_key_that_the_old_one_did_not_sign_is_found(home: Home) -> None:
    """Somebody who can write the files but has no key names a key of their own."""
    theirs = SigningKey(b"\x05" * 32)
    honest = load_public_key(home)
    with opened(home) as recorder:
        state = recorder._log.state
        body = handover_body(recorder.log, state.size, state.head.hex(), theirs, theirs)
        recorder.append("key", {**body, "previous": b64encode(honest.raw).decode()}, now=NOW)
        recorder.append("note", {}, now=NOW)
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("key", 2)


def test_whoever_has_the_old_key_cannot_follow_it_for_those_who_trust_the_new_one(home: Home, tmp_path: Path) -> None:
    before = Home(str(shutil.copytree(home.root, tmp_path / "thief")))
    _, new = rotated(home)
    _, theirs = rotated(before)
    assert verify(before, theirs).good
    first = verify(before, new).first
    assert first is not None
    assert first.what == "key"


def test_a_log_is_not_continued_with_the_key_that_was_replaced(home: Home, tmp_path: Path) -> None:
    kept = shutil.copytree(home.folder("keys"), tmp_path / "keys")
    rotated(home)
    shutil.rmtree(home.folder("keys"))
    shutil.copytree(kept, home.folder("keys"))
    with pytest.raises(TrustError, match="key of the log"):
        opened(home)


def test_receipts_of_both_times_hold_under_both_keys(home: Home) -> None:
    early = receipt_of(home, "1").text()
    old, new = rotated(home)
    assert check_receipt(early, old.raw).entry["seq"] == 1
    with pytest.raises(BadReceiptError):
        check_receipt(early, new.raw)  # the new key did not exist
    for number in range(4):
        for key in (old, new, None):
            assert check_receipt(receipt_of(home, str(number)).text(), key.raw if key else None).entry["seq"] == number


@pytest.mark.parametrize("field", ["previous", "key", "signature", "acceptance"])
def test_a_receipt_with_a_spoilt_change_of_the_key_does_not_hold(home: Home, field: str) -> None:
    old, _ = rotated(home)
    plain = json.loads(receipt_of(home, "3").text())
    change = json.loads(plain["handovers"][0])
    change["body"][field] = b64encode(bytes(len(change["body"][field]) * 3 // 4 // 32 * 32)).decode()
    plain["handovers"] = [json.dumps(change, sort_keys=True, separators=(",", ":"))]
    with pytest.raises(BadReceiptError):
        check_receipt(json.dumps(plain), old.raw)


def test_a_receipt_without_the_change_holds_under_the_new_key_only(home: Home) -> None:
    old, new = rotated(home)
    plain = json.loads(receipt_of(home, "3").text())
    del plain["handovers"]
    assert check_receipt(json.dumps(plain), new.raw).entry["seq"] == 3
    with pytest.raises(BadReceiptError):
        check_receipt(json.dumps(plain), old.raw)


def test_a_change_is_bound_to_its_place_and_its_log() -> None:
    one, other = SigningKey(b"\x01" * 32), SigningKey(b"\x02" * 32)
    body = handover_body("ab" * 16, 7, "cd" * 32, one, other)
    entry = Entry("ab" * 16, 7, "cd" * 32, "", "key", body)
    assert read_handover(entry).new == other.public()
    changes: list[dict[str, object]] = [{"log": "ba" * 16}, {"sequence": 8}, {"previous": "dc" * 32}, {"body": {}}]
    for change in changes:
        with pytest.raises(TrustError):
            read_handover(entry.replace(**change))
