"""The log as its writer keeps it: whole, single-writer, crash-safe, honest about what was lost."""

from __future__ import annotations

import json
import os
import resource
import shutil
import stat
import tempfile
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.adapters import log_opening
from bailiwick.adapters.anchors import newest_head
from bailiwick.adapters.home import Home
from bailiwick.adapters.log_reader import Placed, read_entries
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.ledger.entry import Entry, parse_entry
from bailiwick.model.errors import EnvironmentFault, InputError, TrustError
from bailiwick_verify import Report, collect, verify_log

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIRST = "log/00000000000000000000.jsonl"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    return made


def opened(home: Home, **options: int) -> SegmentRecorder:
    return SegmentRecorder(home, now=NOW, background=False, **options)  # type: ignore[arg-type]  # sizes only


def filled(home: Home, entries: int, **options: int) -> None:
    with opened(home, **options) as recorder:
        for number in range(entries):
            recorder.append("note", {"number": number}, now=NOW)


def abandon(recorder: SegmentRecorder) -> None:
    """End as a killed process does: nothing is signed any more, the kernel closes the files."""
    recorder._release()


def report(home: Home) -> Report:
    return verify_log(collect(home.root, key=None))


def entries(home: Home) -> list[Placed]:
    return list(read_entries(home.folder("log")))


bodies = st.dictionaries(
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8),
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(bodies, max_size=12), st.integers(0, 12), st.integers(200, 3000))
def test_whatever_is_appended_across_restarts_and_segments_verifies(
    items: list[dict[str, object]], restart: int, segment_bytes: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Home(folder)
        home.create()
        for part in (items[:restart], items[restart:]):
            with opened(home, segment_bytes=segment_bytes) as recorder:
                for item in part:
                    recorder.append("note", item, now=NOW)
        found = report(home)
        assert found.good, found.findings
        assert found.findings == ()
        assert found.covered == found.size == len(items) + 1
        assert [placed.entry.body for placed in entries(home)][1:] == items


def test_a_recorded_entry_is_found_by_its_position_and_reference(home: Home) -> None:
    with opened(home) as recorder:
        recorded = recorder.append("decision", {"verdict": "deny"}, now=NOW)
        placed = entries(home)[recorded.sequence]
    assert recorded.sequence == 1
    assert placed.reference == recorded.reference
    assert placed.entry.body == {"verdict": "deny"}


def test_everything_is_private_to_the_user(home: Home) -> None:
    filled(home, 3)
    modes = {
        str(path.relative_to(home.root)): stat.S_IMODE(path.stat().st_mode)
        for path in Path(home.root).rglob("*")
        if path.is_file()
    }
    assert modes.pop("keys/log.pub") == modes.pop("log/checkpoint") == 0o644
    assert set(modes.values()) == {0o600}


def test_a_second_writer_is_refused_while_the_first_lives(home: Home) -> None:
    with opened(home) as recorder:
        with pytest.raises(EnvironmentFault, match=f"process {os.getpid()} already is"):
            opened(home)
        recorder.append("note", {}, now=NOW)
    opened(home).close()
    assert report(home).good


def test_a_body_outside_the_domain_changes_nothing(home: Home) -> None:
    with opened(home) as recorder:
        before = Path(home.root, FIRST).read_bytes()
        with pytest.raises(InputError):
            recorder.append("note", {"x": 1.5}, now=NOW)
        assert Path(home.root, FIRST).read_bytes() == before
        recorder.append("note", {"x": 1}, now=NOW)
    assert report(home).good


def test_checkpoints_are_signed_on_the_thread_while_entries_come(home: Home) -> None:
    with SegmentRecorder(home, now=NOW, checkpoint_entries=5, checkpoint_seconds=60) as recorder:
        history = Path(home.root, "log/checkpoints.jsonl")
        before = history.read_bytes()
        for number in range(500):
            recorder.append("note", {"number": number}, now=NOW)
        assert recorder.problem == ""
    assert len(history.read_bytes().splitlines()) > len(before.splitlines())
    assert report(home).covered == 501


def test_opening_reads_only_what_follows_the_last_checkpoint(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(home, 200)
    recorder = opened(home)
    recorder.append("note", {}, now=NOW)
    abandon(recorder)
    read: list[bytes] = []

    def counted(line: bytes) -> Entry:
        read.append(line)
        return parse_entry(line)

    monkeypatch.setattr(log_opening, "parse_entry", counted)
    with opened(home) as recorder:
        assert recorder.size == 202
    assert len(read) == 2  # the genesis entry and the one behind the checkpoint


def test_sync_covers_what_was_appended_before_it(home: Home) -> None:
    with opened(home) as recorder:
        recorder.append("note", {}, now=NOW)
        recorder.append("note", {}, now=NOW)
        assert recorder.synced < 3
        recorder.sync()
        assert recorder.synced == 3


# Crashes


def test_a_log_cut_at_any_byte_of_its_unacknowledged_tail_goes_on_and_says_what_was_lost(home: Home) -> None:
    recorder = opened(home)
    for number in range(3):
        recorder.append("note", {"number": number}, now=NOW)
    anchored = Path(home.folder("anchors"), "log.head").read_bytes()
    recorder.append("note", {"last": "ä" * 40}, now=NOW)
    abandon(recorder)
    Path(home.folder("anchors"), "log.head").write_bytes(anchored)  # killed between entry and anchor
    whole = Path(home.root, FIRST).read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    for cut in range(last, len(whole) + 1):
        with tempfile.TemporaryDirectory() as folder:
            copy = Home(shutil.copytree(home.root, folder, dirs_exist_ok=True))
            os.truncate(f"{copy.root}/{FIRST}", cut)
            assert report(copy).good
            opened(copy).close()
            found = report(copy)
            assert found.good, (cut, found.findings)
            torn = whole[last:cut]
            recoveries = [placed.entry.body for placed in entries(copy) if placed.entry.kind == "recovery"]
            if cut in (last, len(whole)):
                assert recoveries == []
                continue
            assert recoveries[0]["torn_bytes"] == len(torn)
            assert recoveries[0]["torn_sha256"] == sha256(torn).hexdigest()
            assert recoveries[0]["lost_entries"] == 0
            assert Path(copy.folder("log"), str(recoveries[0]["saved_as"])).read_bytes() == torn


def test_every_shorter_prefix_of_an_acknowledged_log_is_reported_and_not_continued(home: Home) -> None:
    filled(home, 4)
    whole = Path(home.root, FIRST).read_bytes()
    starts = [0, *(place + 1 for place, byte in enumerate(whole[:-1]) if byte == 10)]
    for cut in [*starts, *range(starts[-1], len(whole))]:
        with tempfile.TemporaryDirectory() as folder:
            copy = Home(shutil.copytree(home.root, folder, dirs_exist_ok=True))
            os.truncate(f"{copy.root}/{FIRST}", cut)
            assert not report(copy).good, cut
            with pytest.raises(TrustError):
                opened(copy)


def test_entries_lost_with_the_machine_are_admitted_and_counted(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(home, 5)
    recorder = opened(home)
    durable = Path(home.root, FIRST).stat().st_size
    recorder.append("note", {"lost": 1}, now=NOW)
    recorder.append("note", {"lost": 2}, now=NOW)
    abandon(recorder)
    with open(f"{home.root}/{FIRST}", "r+b") as file:
        file.truncate(durable)
        file.seek(durable)
        file.write(bytes(300))  # blocks that were allocated, but never written
    monkeypatch.setattr(log_opening, "boot_id", lambda: "next-boot")
    opened(home).close()
    found = report(home)
    assert found.good, found.findings
    recovery = entries(home)[-1].entry
    assert (recovery.kind, recovery.body["lost_entries"], recovery.body["torn_bytes"]) == ("recovery", 2, 300)
    assert any("2 acknowledged entries were lost" in finding.message for finding in found.findings)


def test_entries_that_were_on_disk_cannot_be_lost_with_the_machine(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(home, 5)
    lines = Path(home.root, FIRST).read_bytes().splitlines(keepends=True)
    Path(home.root, FIRST).write_bytes(b"".join(lines[:-1]))
    monkeypatch.setattr(log_opening, "boot_id", lambda: "next-boot")
    with pytest.raises(TrustError):
        opened(home)


def test_an_interrupted_creation_starts_again(home: Home) -> None:
    Path(home.root, FIRST).write_bytes(b'{"body":{"key":')
    opened(home).close()
    assert report(home).good


def test_a_torn_line_of_the_checkpoint_history_is_dropped(home: Home) -> None:
    filled(home, 3)
    history = Path(home.root, "log/checkpoints.jsonl")
    with history.open("ab") as file:
        file.write(b'{"frontier":["ab')
    assert report(home).good
    filled(home, 1)
    assert report(home).good
    assert len(history.read_bytes().splitlines()) == 3


# Tampering under the writer's eyes


@pytest.mark.parametrize(
    "spoil",
    [
        lambda home: os.truncate(f"{home.root}/{FIRST}", 100),
        lambda home: Path(home.root, FIRST).write_bytes(Path(home.root, FIRST).read_bytes() + b"x"),
        lambda home: os.unlink(f"{home.root}/{FIRST}"),
        lambda home: os.link(f"{home.root}/{FIRST}", f"{home.root}/second-name"),
    ],
)
def test_a_segment_changed_under_the_writer_stops_it_for_good(home: Home, spoil: object) -> None:
    recorder = opened(home)
    spoil(home)  # type: ignore[operator]  # one of the functions above
    with pytest.raises(TrustError, match="as this writer left it"):
        recorder.append("note", {}, now=NOW)
    with pytest.raises(EnvironmentFault):
        recorder.append("note", {}, now=NOW)
    abandon(recorder)


def test_a_rewritten_past_is_never_signed_anew(home: Home) -> None:
    """An attacker rewrites log, anchor and checkpoint history consistently, but has no key."""
    filled(home, 3)
    forged = Path(home.root).parent / "forged"
    other = Home(str(forged))
    other.create()
    filled(other, 3)
    history = Path(home.root, "log/checkpoints.jsonl")
    line = json.loads(history.read_bytes().splitlines()[-1])
    signature = line["note"].splitlines()[-1]
    stolen = json.loads(Path(other.root, "log/checkpoints.jsonl").read_bytes().splitlines()[-1])["note"].splitlines()[
        -1
    ]
    own, theirs = (b64decode(one.split()[-1]) for one in (signature, stolen))
    line["note"] = line["note"].replace(b64encode(own).decode(), b64encode(own[:4] + theirs[4:]).decode())
    history.write_bytes(json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n")
    recorder = opened(home)
    recorder.append("note", {}, now=NOW)
    with pytest.raises(TrustError, match="signed by the log's key"):
        recorder.close()
    assert not report(home).good


@pytest.mark.parametrize("gone", ["anchors/log.head", "log/checkpoints.jsonl", FIRST, "keys/log.key"])
def test_a_log_without_one_of_its_parts_is_not_continued(home: Home, gone: str) -> None:
    filled(home, 3)
    os.unlink(f"{home.root}/{gone}")
    with pytest.raises(TrustError):
        opened(home)


def test_a_key_that_others_can_read_is_refused(home: Home) -> None:
    filled(home, 1)
    os.chmod(f"{home.root}/keys/log.key", 0o640)
    with pytest.raises(TrustError, match="mode 600"):
        opened(home)


# A full disk


def test_a_full_disk_refuses_the_entry_and_leaves_the_log_whole(home: Home) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    recorder = opened(home)
    recorder.append("note", {"n": 0}, now=NOW)
    size = Path(home.root, FIRST).stat().st_size
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 1000, hard))
        with pytest.raises(EnvironmentFault, match="cannot write to the log"):
            recorder.append("note", {"big": "x" * 5000}, now=NOW)
        assert Path(home.root, FIRST).stat().st_size == size
        recorder.append("note", {"small": 1}, now=NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    recorder.append("note", {"big": "x" * 5000}, now=NOW)
    recorder.close()
    found = report(home)
    assert found.good
    assert found.findings == ()
    assert found.size == 4


def test_the_anchor_follows_each_entry(home: Home) -> None:
    with opened(home) as recorder:
        for number in range(5):
            recorded = recorder.append("note", {"number": number}, now=NOW)
            head = newest_head(Path(home.folder("anchors"), "log.head").read_bytes())
            assert head is not None
            assert head.size == recorded.sequence + 1
            assert head.head.hex().startswith(recorded.reference)
