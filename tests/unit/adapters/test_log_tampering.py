"""The tamper matrix: whoever changes a log in any of these ways is found, at the first bad entry.

Each attacker works on the files of a real log of two segments and three checkpoints. The ones
marked `rechained` repair everything that can be repaired without the key.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from bailiwick.adapters.anchors import Head, newest_head
from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.crypto.hashing import LeafHash
from bailiwick_verify import Report, collect, verify_log

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ENTRIES = 30
CHECKPOINTS = (1, 11, 21)
"""Sizes that are signed; the entries behind the last are only chained and anchored."""


def write_log(root: Path) -> Home:
    home = Home(str(root))
    home.create()
    recorder = SegmentRecorder(home, now=NOW, background=False, segment_bytes=5000)
    for number in range(1, ENTRIES):
        recorder.append("decision", {"number": number, "verdict": "deny", "summary": "rm -rf /"}, now=NOW)
        if number + 1 in CHECKPOINTS:
            recorder.checkpoint()
    recorder._release()  # killed: nothing is signed at the end
    return home


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return write_log(tmp_path_factory.mktemp("original"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The log of another machine: another key, entries with the same content."""
    return write_log(tmp_path_factory.mktemp("stranger"))


@pytest.fixture
def home(original: Home, tmp_path: Path) -> Home:
    return Home(shutil.copytree(original.root, str(tmp_path / "home")))


def segments(home: Home) -> list[Path]:
    return sorted(Path(home.folder("log")).glob("0*.jsonl"))


def read(home: Home) -> list[bytes]:
    return [line for path in segments(home) for line in path.read_bytes().splitlines(keepends=True)]


def write(home: Home, lines: list[bytes]) -> None:
    """Put the lines back: as many as there were into the first segment, the rest into the second."""
    first, second = segments(home)
    cut = int(second.name[:20])
    first.write_bytes(b"".join(lines[:cut]))
    second.write_bytes(b"".join(lines[cut:]))
    if not lines[cut:]:
        second.unlink()


def rechained(lines: list[bytes]) -> list[bytes]:
    """Number and link the lines anew, as anyone can who knows the format."""
    previous, made = bytes(32).hex(), []
    for number, line in enumerate(lines):
        entry = json.loads(line)
        entry["seq"], entry["prev"] = number, previous
        raw = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        previous = sha256(b"\x00" + raw).hexdigest()
        made.append(raw + b"\n")
    return made


def anchor_anew(home: Home) -> None:
    """Forge the anchor too."""
    lines = read(home)
    path = Path(home.folder("anchors"), "log.head")
    old = newest_head(path.read_bytes())
    assert old is not None
    leaf = LeafHash(sha256(b"\x00" + lines[-1][:-1]).digest())
    path.write_bytes(Head(old.log, len(lines), leaf, 0, old.boot).encode() * 2)


def verify(home: Home, key: bytes | None = None) -> Report:
    return verify_log(collect(home.root, key=key))


def change(home: Home, change_lines: Callable[[list[bytes]], list[bytes]], *, repair: bool = False) -> None:
    lines = change_lines(read(home))
    write(home, rechained(lines) if repair else lines)


def edited(lines: list[bytes], number: int) -> list[bytes]:
    return [*lines[:number], lines[number].replace(b'"deny"', b'"allow"'), *lines[number + 1 :]]


def test_the_untouched_log_is_good(home: Home) -> None:
    found = verify(home)
    assert found.good
    assert (found.size, found.covered) == (ENTRIES, 21)
    assert found.findings == ()
    assert len(segments(home)) == 2


def test_verification_knows_the_files_by_content_alone(home: Home) -> None:
    for path in Path(home.root).rglob("*"):
        os.utime(path, (0, 0))
    assert verify(home).good


@pytest.mark.parametrize("number", [1, 5, 10, 14, 20, 21, 28])
def test_edit_is_found_at_the_entry(home: Home, number: int) -> None:
    change(home, lambda lines: edited(lines, number))
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("edit", number)


def test_edit_of_the_last_entry_is_found_by_the_anchor(home: Home) -> None:
    change(home, lambda lines: edited(lines, ENTRIES - 1))
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("edit", ENTRIES - 1)


@pytest.mark.parametrize("number", [1, 5, 10, 14, 20])
def test_rechained_edit_is_found_by_the_next_checkpoint(home: Home, number: int) -> None:
    change(home, lambda lines: edited(lines, number), repair=True)
    anchor_anew(home)
    first = verify(home).first
    assert first is not None
    assert first.what == "edit"
    assert first.position <= number < first.position + 10


def test_rechained_edit_behind_the_last_checkpoint_is_found_by_the_anchor(home: Home) -> None:
    change(home, lambda lines: edited(lines, 25), repair=True)
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("edit", ENTRIES - 1)


def test_text_moved_from_one_field_into_the_next_is_found(home: Home) -> None:
    change(home, lambda lines: [*lines[:5], lines[5].replace(b'"rm -rf /","verdict":"deny"', b'"rm -rf","verdict":"/deny"'), *lines[6:]])  # fmt: skip
    first = verify(home).first
    assert first is not None
    assert first.position == 5


@pytest.mark.parametrize("field", [b'"seq":', b'"prev":"', b'"log":"', b'"time":"2', b'"v":', b'"kind":"'])
def test_edit_of_a_field_around_the_body_is_found_at_the_entry(home: Home, field: bytes) -> None:
    def flip(lines: list[bytes]) -> list[bytes]:
        place = lines[12].index(field) + len(field)
        letter = b"9" if lines[12][place : place + 1] != b"9" else b"8"
        return [*lines[:12], lines[12][:place] + letter + lines[12][place + 1 :], *lines[13:]]

    change(home, flip)
    first = verify(home).first
    assert first is not None
    assert first.position == 12


@pytest.mark.parametrize("number", [1, 5, 14, 28])
def test_delete_is_found_at_the_entry(home: Home, number: int) -> None:
    change(home, lambda lines: [*lines[:number], *lines[number + 1 :]])
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("delete", number)


def test_rechained_delete_is_found(home: Home) -> None:
    change(home, lambda lines: [*lines[:5], *lines[6:]], repair=True)
    assert not verify(home).good
    anchor_anew(home)
    assert not verify(home).good


@pytest.mark.parametrize("number", [1, 6, 25])
def test_a_repeated_entry_is_found(home: Home, number: int) -> None:
    change(home, lambda lines: [*lines[:number], lines[number - 1], *lines[number:]])
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("insert", number)


def test_rechained_insert_is_found(home: Home) -> None:
    change(home, lambda lines: [*lines[:5], lines[8], *lines[5:]], repair=True)
    anchor_anew(home)
    assert not verify(home).good


@pytest.mark.parametrize("number", [3, 12, 26])
def test_reorder_is_found_at_the_entry(home: Home, number: int) -> None:
    change(home, lambda lines: [*lines[:number], lines[number + 1], lines[number], *lines[number + 2 :]])
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("reorder", number)


def test_rechained_reorder_is_found(home: Home) -> None:
    change(home, lambda lines: [*lines[:5], lines[6], lines[5], *lines[7:]], repair=True)
    anchor_anew(home)
    assert not verify(home).good


def test_head_cut_within_a_segment_is_found(home: Home) -> None:
    change(home, lambda lines: lines[3:])
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("head-cut", 0)


def test_head_cut_of_a_segment_is_found(home: Home) -> None:
    segments(home)[0].unlink()
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("head-cut", 0)


def test_rechained_head_cut_is_found(home: Home) -> None:
    change(home, lambda lines: [lines[0], *lines[4:]], repair=True)
    anchor_anew(home)
    assert not verify(home).good


@pytest.mark.parametrize("cut", [1, 3, 9])
def test_tail_cut_behind_the_last_checkpoint_is_found_by_the_anchor(home: Home, cut: int) -> None:
    change(home, lambda lines: lines[:-cut])
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("tail-cut", ENTRIES - cut)


def test_tail_cut_with_a_forged_anchor_is_found_by_the_checkpoints(home: Home) -> None:
    change(home, lambda lines: lines[:18])
    anchor_anew(home)
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("tail-cut", 18)


def test_tail_cut_of_a_segment_is_found(home: Home) -> None:
    segments(home)[1].unlink()
    first = verify(home).first
    assert first is not None
    assert first.what == "tail-cut"


def test_tail_cut_of_everything_is_found(home: Home) -> None:
    for path in segments(home):
        path.unlink()
    assert not verify(home).good


def test_an_entry_added_by_somebody_else_behind_the_anchor_is_found(home: Home) -> None:
    change(home, lambda lines: [*lines, lines[-1], lines[-1]], repair=True)
    found = verify(home)
    assert [finding.what for finding in found.findings if finding.broken] == ["rollback"]


def test_rollback_of_the_whole_log_folder_is_found_by_the_anchor(home: Home, tmp_path: Path) -> None:
    older = Home(str(tmp_path / "older"))
    older.create()
    with SegmentRecorder(older, now=NOW, background=False) as recorder:
        recorder.append("note", {}, now=NOW)
        shutil.copytree(older.folder("log"), tmp_path / "kept")
        recorder.append("note", {}, now=NOW)
    shutil.rmtree(older.folder("log"))
    shutil.copytree(tmp_path / "kept", older.folder("log"))
    first = verify(older).first
    assert first is not None
    assert (first.what, first.position) == ("tail-cut", 2)


def test_rollback_of_the_anchor_is_found_by_the_checkpoints(home: Home) -> None:
    path = Path(home.folder("anchors"), "log.head")
    head = newest_head(path.read_bytes())
    assert head is not None
    leaf = LeafHash(sha256(b"\x00" + read(home)[4][:-1]).digest())
    path.write_bytes(head.replace(size=5, head=leaf).encode() * 2)
    first = verify(home).first
    assert first is not None
    assert first.what == "rollback"


@pytest.mark.parametrize("which", [0, 1])
def test_a_segment_of_another_machine_is_found(home: Home, stranger: Home, which: int) -> None:
    start = int(segments(home)[which].name[:20])
    shutil.copy(segments(stranger)[which], segments(home)[which])
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("swap", start)


def test_an_entry_of_another_machine_is_found(home: Home, stranger: Home) -> None:
    foreign = read(stranger)[7]
    change(home, lambda lines: [*lines[:7], foreign, *lines[8:]])
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("swap", 7)


def test_the_whole_log_of_another_machine_is_found_by_key_and_anchor(home: Home, stranger: Home) -> None:
    shutil.rmtree(home.folder("log"))
    shutil.copytree(stranger.folder("log"), home.folder("log"))
    found = verify(home)
    assert any(finding.what == "swap" for finding in found.findings)
    own = bytes.fromhex(verify_log(collect(f"{stranger.root}", key=None)).key)
    assert verify_log(collect(home.folder("log"), key=own)).good
    assert not verify_log(collect(home.folder("log"), key=bytes(31) + b"\x01")).good


def test_a_missing_segment_in_the_middle_is_found(tmp_path: Path) -> None:
    home = Home(str(tmp_path / "three"))
    home.create()
    with SegmentRecorder(home, now=NOW, background=False, segment_bytes=1000) as recorder:
        for number in range(20):
            recorder.append("note", {"number": number}, now=NOW)
    second = segments(home)[1]
    second.unlink()
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("gap", int(second.name[:20]))


# Checkpoints


def history(home: Home) -> Path:
    return Path(home.folder("log"), "checkpoints.jsonl")


def test_replay_of_an_older_checkpoint_as_the_newest_is_found(home: Home) -> None:
    oldest = json.loads(history(home).read_bytes().splitlines()[0])["note"]
    Path(home.folder("log"), "checkpoint").write_text(oldest, encoding="utf-8")
    assert [finding.what for finding in verify(home).findings] == ["replay"]


def test_replay_within_the_history_is_found(home: Home) -> None:
    lines = history(home).read_bytes().splitlines(keepends=True)
    history(home).write_bytes(b"".join([*lines, lines[1]]))
    assert not verify(home).good


def test_a_history_cut_short_is_found_by_the_newest_checkpoint(home: Home) -> None:
    lines = history(home).read_bytes().splitlines(keepends=True)
    history(home).write_bytes(b"".join(lines[:1]))
    assert not verify(home).good


@pytest.mark.parametrize("name", ["checkpoints.jsonl", "checkpoint"])
def test_deleted_checkpoints_are_found(home: Home, name: str) -> None:
    Path(home.folder("log"), name).unlink()
    assert not verify(home).good


def test_a_forged_signature_is_found(home: Home) -> None:
    lines = history(home).read_bytes().splitlines()
    entry = json.loads(lines[1])
    note = entry["note"]
    place = note.index("\u2014") + 70
    entry["note"] = note[:place] + ("A" if note[place] != "A" else "B") + note[place + 1 :]
    lines[1] = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    history(home).write_bytes(b"\n".join(lines) + b"\n")
    first = verify(home).first
    assert first is not None
    assert first.what == "forged"


def test_key_substitution_is_found(home: Home, stranger: Home) -> None:
    """Checkpoints of the other machine, whose signatures are good under its own key."""
    shutil.copy(history(stranger), history(home))
    shutil.copy(Path(stranger.folder("log"), "checkpoint"), Path(home.folder("log"), "checkpoint"))
    first = verify(home).first
    assert first is not None
    assert first.what == "swap"


def test_a_log_written_anew_under_another_key_is_found_by_the_trusted_key(home: Home, stranger: Home) -> None:
    trusted = bytes.fromhex(verify(home).key)
    assert verify(stranger).good
    first = verify(stranger, key=trusted).first
    assert first is not None
    assert (first.what, first.position) == ("key", 0)


def test_a_key_put_into_the_genesis_entry_is_found(home: Home, stranger: Home) -> None:
    theirs = json.loads(read(stranger)[0])["body"]["key"]

    def replace(lines: list[bytes]) -> list[bytes]:
        genesis = json.loads(lines[0])
        genesis["body"]["key"] = theirs
        return [json.dumps(genesis, sort_keys=True, separators=(",", ":")).encode() + b"\n", *lines[1:]]

    change(home, replace, repair=True)
    anchor_anew(home)
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("genesis", 0)


def test_a_false_state_beside_a_good_checkpoint_is_found(home: Home) -> None:
    """The writer goes on from that state, so that it must not be free to lie."""
    lines = history(home).read_bytes().splitlines()
    entry = json.loads(lines[-1])
    entry["head"] = "00" * 32
    lines[-1] = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    history(home).write_bytes(b"\n".join(lines) + b"\n")
    assert [finding.what for finding in verify(home).findings if finding.broken] == ["checkpoint"]


# Anchor


def test_a_deleted_anchor_is_found(home: Home) -> None:
    Path(home.folder("anchors"), "log.head").unlink()
    assert not verify(home).good


def test_an_anchor_of_rubbish_is_found(home: Home) -> None:
    Path(home.folder("anchors"), "log.head").write_bytes(b"x" * 512)
    assert not verify(home).good


# Exhaustive


def test_no_single_changed_byte_of_any_segment_goes_unnoticed(home: Home) -> None:
    for path in segments(home):
        whole = path.read_bytes()
        for place in range(0, len(whole), 7):
            spoilt = bytearray(whole)
            spoilt[place] ^= 1
            path.write_bytes(spoilt)
            assert not verify(home).good, f"byte {place} of {path.name}"
        path.write_bytes(whole)


def test_no_single_changed_byte_of_the_checkpoint_history_goes_unnoticed(home: Home) -> None:
    whole = history(home).read_bytes()
    for place in range(0, len(whole), 3):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1
        history(home).write_bytes(spoilt)
        assert not verify(home).good, f"byte {place}"


def test_cutting_a_segment_at_any_byte_is_found(home: Home) -> None:
    path = segments(home)[1]
    whole = path.read_bytes()
    for cut in range(len(whole) - 600, len(whole)):
        path.write_bytes(whole[:cut])
        assert not verify(home).good, f"cut at {cut}"


def checkpoint_of(home: Home, line: int) -> str:
    history = Path(home.folder("log"), "checkpoints.jsonl").read_text().splitlines()
    return str(json.loads(history[line])["note"])


def with_earlier(home: Home, note: str) -> Report:
    return verify_log(replace(collect(home.root), earlier=(note,)))


@pytest.mark.parametrize("line", range(len(CHECKPOINTS)))
def test_a_log_extends_the_checkpoints_that_somebody_kept(original: Home, line: int) -> None:
    assert with_earlier(original, checkpoint_of(original, line)).good


def continued(begun: Home, root: Path, verdict: str, entries: int) -> Home:
    """A copy of a log that goes on in its own way, with the same key."""
    home = Home(str(shutil.copytree(begun.root, root)))
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        for _ in range(entries):
            recorder.append("decision", {"verdict": verdict}, now=NOW)
    return home


@pytest.mark.parametrize(("entries", "what"), [(9, "rewritten"), (20, "rewritten"), (3, "tail-cut")])
def test_a_log_that_its_own_key_wrote_anew_does_not_extend_what_was_kept(
    tmp_path: Path, entries: int, what: str
) -> None:
    """Whoever has the key can make another log that verifies, but none that fits a checkpoint somebody kept."""
    begun = Home(str(tmp_path / "begun"))
    begun.create()
    SegmentRecorder(begun, now=NOW, background=False).close()
    honest = continued(begun, tmp_path / "honest", "deny", 9)
    anew = continued(begun, tmp_path / "anew", "allow", entries)
    assert verify_log(collect(anew.root, key=None)).good
    report = with_earlier(anew, Path(honest.folder("log"), "checkpoint").read_text())
    assert report.first is not None
    assert report.first.what == what


def test_a_text_that_is_no_checkpoint_is_refused(original: Home) -> None:
    assert not with_earlier(original, "a checkpoint, believe me").good


# Time, writers, torn writes


def test_a_time_that_was_edited_is_an_edit(home: Home) -> None:
    change(home, lambda lines: [*lines[:6], lines[6].replace(b"2026-11-20T12", b"2026-11-20T09"), *lines[7:]])
    first = verify(home).first
    assert first is not None
    assert (first.what, first.position) == ("edit", 6)


def test_a_clock_set_back_is_named_at_its_entry_and_breaks_nothing(tmp_path: Path) -> None:
    home = Home(str(tmp_path / "clock"))
    home.create()
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        for hour in (12, 13, 9, 10):
            recorder.append("note", {}, now=NOW.replace(hour=hour))
    found = verify(home)
    assert found.good
    assert [(finding.what, finding.position) for finding in found.findings] == [("clock", 3)]


def test_two_writers_of_one_log_are_found_where_they_part(tmp_path: Path) -> None:
    begun = Home(str(tmp_path / "begun"))
    begun.create()
    SegmentRecorder(begun, now=NOW, background=False).close()
    one = continued(begun, tmp_path / "one", "deny", 5)
    other = continued(begun, tmp_path / "other", "allow", 5)
    mixed = [line for pair in zip(read(one)[1:], read(other)[1:], strict=True) for line in pair]
    segments(one)[0].write_bytes(b"".join([*read(one)[:1], *mixed]))
    first = verify(one).first
    assert first is not None
    assert first.position in (1, 2)


def test_a_write_torn_at_any_byte_is_named_and_loses_nothing_before_it(home: Home) -> None:
    """The entry was not acknowledged: the anchor does not know it yet."""
    path = segments(home)[-1]
    whole, last = path.read_bytes(), read(home)[-1]
    before = whole[: -len(last)]
    path.write_bytes(before)
    anchor_anew(home)
    for cut in range(1, len(last)):
        path.write_bytes(before + last[:cut])
        found = verify(home)
        assert found.good
        assert [(finding.what, finding.position) for finding in found.findings] == [("torn", ENTRIES - 1)], cut
        assert found.size == ENTRIES - 1


def test_an_acknowledged_write_torn_at_any_byte_is_a_cut(home: Home) -> None:
    path = segments(home)[-1]
    whole, last = path.read_bytes(), read(home)[-1]
    for cut in range(len(last)):
        path.write_bytes(whole[: len(whole) - len(last) + cut])
        first = verify(home).first
        assert first is not None
        assert (first.what, first.position) == ("tail-cut", ENTRIES - 1)


@pytest.mark.parametrize("kept", [1, 10, 20])
def test_an_old_home_restored_whole_is_found_by_a_checkpoint_kept_elsewhere(tmp_path: Path, kept: int) -> None:
    """Log, checkpoints and anchor all go back together: only what is kept elsewhere shows it."""
    begun = Home(str(tmp_path / "begun"))
    begun.create()
    SegmentRecorder(begun, now=NOW, background=False).close()
    later = continued(begun, tmp_path / "later", "deny", kept)
    assert verify(begun).good
    report = with_earlier(begun, Path(later.folder("log"), "checkpoint").read_text())
    assert report.first is not None
    assert (report.first.what, report.first.position) == ("tail-cut", 1)
