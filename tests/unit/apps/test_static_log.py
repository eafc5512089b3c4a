"""What is served statically is enough to prove every entry, read as a stranger to our code would read it."""

from __future__ import annotations

import struct
from base64 import b64decode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.log_reader import read_entries
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.cli.main import main

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    monkeypatch.setenv("BAILIWICK_HOME", made.root)
    grow(made, 299)
    return made


def grow(home: Home, count: int, text: str = "x") -> None:
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        for _ in range(count):
            recorder.append("note", {"name": text}, now=NOW)


def merkle(leaves: list[bytes]) -> bytes:
    """RFC 9162 section 2.1.1, by the letter."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01" + merkle(leaves[:split]) + merkle(leaves[split:])).digest()


def bundle(path: Path) -> list[bytes]:
    data, entries = path.read_bytes(), []
    while data:
        (length,) = struct.unpack(">H", data[:2])
        entries.append(data[2 : 2 + length])
        data = data[2 + length :]
    return entries


def test_tiles_checkpoint_and_bundles_agree(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "served"
    assert main(["tiles", str(folder), "--entries"]) == 0
    _, size, root = (folder / "checkpoint").read_text().split("\n")[:3]
    assert int(size) == 300
    tiles = (folder / "tile/0/000").read_bytes() + (folder / "tile/0/001.p/44").read_bytes()
    leaves = [tiles[place : place + 32] for place in range(0, len(tiles), 32)]
    assert merkle(leaves) == b64decode(root)
    assert (folder / "tile/1/000.p/1").read_bytes() == merkle(leaves[:256])
    entries = bundle(folder / "tile/entries/000") + bundle(folder / "tile/entries/001.p/44")
    assert [sha256(b"\x00" + entry).digest() for entry in entries] == leaves
    assert [placed.leaf for placed in read_entries(home.folder("log"))] == [leaf.hex() for leaf in leaves]


def test_without_being_asked_no_entry_is_published(home: Home, tmp_path: Path) -> None:
    main(["tiles", str(tmp_path / "served")])
    assert not (tmp_path / "served/tile/entries").exists()


def test_full_tiles_are_left_alone_when_the_log_has_grown(home: Home, tmp_path: Path) -> None:
    full = tmp_path / "served/tile/0/000"
    main(["tiles", str(tmp_path / "served")])
    before = full.stat()
    grow(home, 300)
    main(["tiles", str(tmp_path / "served")])
    assert full.stat().st_mtime_ns == before.st_mtime_ns
    assert (tmp_path / "served/checkpoint").read_text().split("\n")[1] == "600"
    assert (tmp_path / "served/tile/0/001").exists()


def test_a_bundle_with_an_entry_that_is_too_long_is_left_out_and_told(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grow(home, 1, "y" * 70_000)
    assert main(["tiles", str(tmp_path / "served"), "--entries"]) == 0
    assert "1 bundles left out" in capsys.readouterr().out
    assert (tmp_path / "served/tile/entries/000").exists()


def test_nothing_is_published_of_a_log_that_is_not_the_signed_one(home: Home, tmp_path: Path) -> None:
    segment = next(Path(home.folder("log")).glob("0*.jsonl"))
    segment.write_bytes(segment.read_bytes().replace(b'"name":"x"', b'"name":"z"', 1))
    assert main(["tiles", str(tmp_path / "served")]) == 3
    assert not (tmp_path / "served").exists()
