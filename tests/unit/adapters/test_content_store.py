"""Full contents: encrypted, found by their hash, gone after their time, and refused when somebody touched them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bailiwick.adapters.content_store import CONTENT_BYTES, ContentStore
from bailiwick.adapters.home import Home
from bailiwick.crypto.hashing import content_hash
from bailiwick.model.errors import TrustError

TEXT = "a sentence that nobody else may read \ud800"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    return made


def files(home: Home) -> list[Path]:
    return [path for path in Path(home.folder("state"), "content").rglob("*") if path.is_file()]


def test_what_was_kept_is_read_by_its_hash_also_by_another_process(home: Home) -> None:
    ContentStore(home).keep(TEXT)
    assert ContentStore(home).read(content_hash(TEXT)) == TEXT


def test_nothing_of_it_is_plain_on_disk_and_nobody_else_may_open_it(home: Home) -> None:
    ContentStore(home).keep(TEXT)
    (path,) = files(home)
    assert b"nobody else" not in path.read_bytes()
    key = Path(home.folder("keys"), "content.key")
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, key)] == [0o600, 0o600]


def test_what_was_not_kept_is_told_apart_from_what_was_changed(home: Home) -> None:
    store = ContentStore(home)
    store.keep(TEXT)
    (path,) = files(home)
    assert store.read(content_hash("other")) is None
    assert store.read("../../keys/content.key") is None
    data = path.read_bytes()
    for damaged in (data[:-1] + bytes([data[-1] ^ 1]), b"XXXX" + data[4:], data[:10]):
        path.write_bytes(damaged)
        with pytest.raises(TrustError):
            store.read(content_hash(TEXT))


def test_two_contents_cannot_change_places(home: Home) -> None:
    store = ContentStore(home)
    store.keep("one")
    store.keep("two")
    one, two = (path.read_bytes() for path in files(home))
    for path, data in zip(files(home), (two, one), strict=True):
        path.write_bytes(data)
    with pytest.raises(TrustError):
        store.read(content_hash("one"))


def test_a_key_that_others_may_read_is_refused(home: Home) -> None:
    ContentStore(home).keep(TEXT)
    Path(home.folder("keys"), "content.key").chmod(0o644)
    with pytest.raises(TrustError, match="mode 600"):
        ContentStore(home).read(content_hash(TEXT))


def test_contents_go_after_their_time_unless_they_were_kept_again(home: Home) -> None:
    store = ContentStore(home)
    store.keep("old")
    store.keep("again")
    for path in files(home):
        os.utime(path, (0, 0))
    store.keep("again")
    for _ in range(256):
        store.prune(30)
    assert store.read(content_hash("old")) is None
    assert store.read(content_hash("again")) == "again"


def test_what_is_empty_or_too_long_is_not_kept(home: Home) -> None:
    store = ContentStore(home)
    store.keep("")
    store.keep("x" * (CONTENT_BYTES + 1))
    assert files(home) == []
