"""Old segments go by a signed word, and what is left is as good as before; nobody else can take entries away."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bailiwick.adapters import log_base
from bailiwick.adapters.home import Home
from bailiwick.adapters.keys import load_public_key
from bailiwick.adapters.log_base import read_base
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_reader import read_entries
from bailiwick.adapters.outbox import Outbox
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps import retention
from bailiwick.apps.receipts import receipt_of
from bailiwick.apps.retention import prune
from bailiwick.apps.static_log import publish
from bailiwick.model.errors import TrustError, UsageError
from bailiwick_verify import Report, check_receipt, collect, verify_log

START = datetime(2026, 1, 1, tzinfo=UTC)
ENTRIES = 700
NOW = START + timedelta(days=ENTRIES)


def write_log(root: Path) -> Home:
    """One entry a day, some 20 to a segment; the key changes on day 30."""
    home = Home(str(root))
    home.create()
    with SegmentRecorder(home, now=START, background=False, segment_bytes=6000) as recorder:
        for day in range(1, ENTRIES):
            now = START + timedelta(days=day)
            recorder.append("decision", {"summary": f"day {day}", "verdict": "deny"}, now=now)
            if day % 25 == 0:
                recorder.checkpoint()
            if day == 30:
                recorder.rotate_key(now=now)
    return home


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return write_log(tmp_path_factory.mktemp("original"))


@pytest.fixture
def home(original: Home, tmp_path: Path) -> Home:
    return Home(shutil.copytree(original.root, str(tmp_path / "home")))


def verify(home: Home) -> Report:
    return verify_log(collect(home.root, key=load_public_key(home).raw))


def after(days: int) -> datetime:
    return START + timedelta(days=days)


def segments(home: Home) -> list[Path]:
    return sorted(Path(home.folder("log")).glob("0*.jsonl"))


def base_file(home: Home) -> Path:
    return Path(home.folder("log"), "pruned")


@pytest.mark.parametrize("days", [40, 300, ENTRIES + 10])
def test_what_is_left_verifies_and_begins_at_a_whole_segment(home: Home, days: int) -> None:
    done = prune(home, before=after(days), now=NOW)
    assert done.segments
    first = next(read_entries(home.folder("log"))).entry
    assert first.sequence == done.first == done.entries
    report = verify(home)
    assert report.findings == ()
    assert (report.start, report.size) == (done.first, ENTRIES + 2)  # with the change of the key and the pruning
    assert report.covered == report.size
    days_left = {placed.entry.body.get("summary") for placed in read_entries(home.folder("log"))}
    assert {f"day {day}" for day in range(days, ENTRIES)} <= days_left


def test_nothing_goes_when_nothing_is_old_enough(home: Home) -> None:
    before = [path.read_bytes() for path in segments(home)]
    assert prune(home, before=after(5), now=NOW).entries == 0
    assert [path.read_bytes() for path in segments(home)] == before
    assert read_base(home.folder("log")) is None


@pytest.mark.parametrize("rebuilt", [False, True])
@pytest.mark.parametrize("twice", [False, True])
def test_every_entry_that_is_left_still_gets_a_receipt(home: Home, *, rebuilt: bool, twice: bool) -> None:
    LogIndex(home).__exit__()
    if twice:
        prune(home, before=after(100), now=NOW)
    first = prune(home, before=after(320), now=NOW).first
    if rebuilt:
        shutil.rmtree(home.folder("index"))
        Path(home.folder("index")).mkdir()
    begun_with = json.loads(json.loads(read_base_text(home))["genesis"])["body"]["key"]
    for number in {first, first + 1, 511, 512, 513, 600, ENTRIES, ENTRIES + 1}:
        text = receipt_of(home, str(number)).text()
        assert check_receipt(text, load_public_key(home).raw).entry["seq"] == number
        assert json.loads(json.loads(text)["handovers"][0])["body"]["previous"] == begun_with
    with pytest.raises(UsageError, match="no entry"):
        receipt_of(home, str(first - 1))


def read_base_text(home: Home) -> str:
    return base_file(home).read_text(encoding="utf-8")


def test_the_writer_goes_on(home: Home) -> None:
    prune(home, before=after(300), now=NOW)
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        recorder.append("note", {}, now=NOW)
        recorder.rotate_key(now=NOW)
    report = verify(home)
    assert report.findings == ()
    assert report.covered == report.size == ENTRIES + 4


@pytest.mark.parametrize("step", ["append", "checkpoint", "write_base", "drop_pruned", "unlink", "drop_until"])
def test_a_pruning_that_is_killed_anywhere_leaves_a_good_log(
    home: Home, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    def release(recorder: SegmentRecorder, *_: object) -> None:
        recorder._release()  # a killed process signs nothing at its end

    monkeypatch.setattr(SegmentRecorder, "__exit__", release)
    if step in ("append", "checkpoint"):
        monkeypatch.setattr(SegmentRecorder, step, die)
    elif step == "unlink":
        monkeypatch.setattr(os, "unlink", failing_at(3, os.unlink, die))
    elif step == "drop_until":
        monkeypatch.setattr(log_base, step, die)
    else:
        monkeypatch.setattr(retention, step, die)
    with pytest.raises(Killed):
        prune(home, before=after(300), now=NOW)
    monkeypatch.undo()
    report = verify(home)
    assert report.good
    based = read_base(home.folder("log")) is not None
    assert based == (step in ("drop_pruned", "unlink", "drop_until"))
    SegmentRecorder(home, now=NOW, background=False).close()
    assert verify(home).findings == ()
    assert (int(segments(home)[0].name[:20]) > 0) == based
    assert prune(home, before=after(400), now=NOW).entries
    assert verify(home).findings == ()


def failing_at(call: int, real: Callable[[str], None], die: Callable[[], None]) -> Callable[[str], None]:
    left = [call]

    def unlink(path: str) -> None:
        left[0] -= 1
        if not left[0]:
            die()
        real(path)

    return unlink


def test_a_log_that_does_not_verify_is_not_pruned(home: Home) -> None:
    path = segments(home)[2]
    path.write_bytes(path.read_bytes().replace(b'"deny"', b'"allow"', 1))
    with pytest.raises(TrustError, match="does not verify"):
        prune(home, before=after(300), now=NOW)
    assert len(segments(home)) > 20


def test_entries_that_a_sink_has_not_taken_stay(home: Home) -> None:
    class Slow:
        def send(self, entries: list[object]) -> None:
            pass

        def close(self) -> None:
            pass

    box = Outbox(home, "archive", Slow(), admits=lambda _: True, batch=50)  # type: ignore[arg-type]  # takes anything
    box.step()
    done = prune(home, before=after(300), now=NOW)
    assert done.waiting == "archive"
    assert 0 < done.first <= 50


# Attacks


def refused(home: Home) -> tuple[str, int]:
    first = verify(home).first
    assert first is not None
    return first.what, first.position


def test_a_head_cut_with_a_made_up_base_is_found(home: Home, tmp_path: Path) -> None:
    """Whoever has the entries can compute what a pruned log keeps of them, but cannot sign the entry."""
    honest = Home(shutil.copytree(home.root, str(tmp_path / "honest")))
    prune(honest, before=after(300), now=NOW)
    shutil.copy(base_file(honest), base_file(home))
    first = int(segments(honest)[0].name[:20])
    for path in segments(home):
        if int(path.name[:20]) < first:
            path.unlink()
    assert refused(home) == ("head-cut", 0)


def test_more_cut_than_was_allowed_is_found(home: Home) -> None:
    done = prune(home, before=after(300), now=NOW)
    segments(home)[0].unlink()
    assert refused(home) == ("head-cut", done.first)


@pytest.mark.parametrize("field", ["size", "head", "frontier", "genesis", "keys"])
def test_no_part_of_the_base_can_be_changed(home: Home, field: str) -> None:
    prune(home, before=after(300), now=NOW)
    plain = json.loads(read_base_text(home))
    plain[field] = {
        "size": plain["size"] + 1,
        "head": "00" * 32,
        "frontier": ["11" * 32, *plain["frontier"][1:]],
        "genesis": plain["genesis"].replace('"nonce":"', '"nonce":"00'),
        "keys": [],
    }[field]
    base_file(home).write_text(json.dumps(plain, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    assert not verify(home).good


def test_a_lost_base_is_found(home: Home) -> None:
    prune(home, before=after(300), now=NOW)
    base_file(home).unlink()
    assert refused(home) == ("head-cut", 0)
    with pytest.raises(TrustError):
        SegmentRecorder(home, now=NOW, background=False)


def test_an_edit_behind_the_pruned_part_is_found_at_its_entry(home: Home) -> None:
    first = prune(home, before=after(300), now=NOW).first
    path = segments(home)[0]
    path.write_bytes(path.read_bytes().replace(b'"deny"', b'"allow"', 1))
    assert refused(home) == ("edit", first)


def test_a_checkpoint_kept_elsewhere_is_compared_unless_it_is_pruned(home: Home) -> None:
    history = [
        json.loads(line)["note"] for line in Path(home.folder("log"), "checkpoints.jsonl").read_text().splitlines()
    ]
    prune(home, before=after(300), now=NOW)
    assert verify_log(replace(collect(home.root), earlier=(history[-1],))).good
    early = verify_log(replace(collect(home.root), earlier=(history[1],)))
    assert [finding.what for finding in early.findings] == ["pruned"]
    assert not early.good


def test_tiles_go_on_where_they_were_published_and_nowhere_else(home: Home, tmp_path: Path) -> None:
    published, fresh = tmp_path / "published", tmp_path / "fresh"
    log = Path(home.folder("log"))
    with LogIndex(home) as index:
        publish(index, str(log), (log / "checkpoint").read_text(), str(published), entries=False)
    prune(home, before=after(300), now=NOW)
    with LogIndex(home) as index:
        publish(index, str(log), (log / "checkpoint").read_text(), str(published), entries=False)
        with pytest.raises(UsageError, match="pruned"):
            publish(index, str(log), (log / "checkpoint").read_text(), str(fresh), entries=False)
