"""The keyring knows a newer head: a home that was rolled back as a whole is found, and does not overwrite it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bailiwick.adapters.config import AnchorPlace, read_config, write_config
from bailiwick.adapters.home import Home
from bailiwick.adapters.keyring_shelf import SERVICE, KeyringShelf
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.cli.main import main
from bailiwick.apps.verification import verify_home
from bailiwick.model.errors import EnvironmentFault, TrustError

keyring = pytest.importorskip("keyring")
backend = pytest.importorskip("keyring.backend")

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Memory(backend.KeyringBackend):  # type: ignore[misc, name-defined]  # a library that may be missing
    """A keyring of this process."""

    priority = 1.0
    locked = False

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked("no")
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.secrets[service, username]


@pytest.fixture(autouse=True)
def ring() -> Iterator[Memory]:
    before = keyring.get_keyring()
    memory = Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    return made


def grow(home: Home, entries: int) -> str:
    recorder = SegmentRecorder(home, now=NOW, background=False, shelf=KeyringShelf(home))
    with recorder:
        for _ in range(entries):
            recorder.append("note", {}, now=NOW)
    return recorder.problem


def test_the_newest_checkpoint_lies_in_the_keyring(home: Home) -> None:
    assert grow(home, 3) == ""
    assert KeyringShelf(home).read() == Path(home.folder("log"), "checkpoint").read_text(encoding="utf-8")
    assert verify_home(home).findings == ()


def test_a_home_rolled_back_as_a_whole_is_found_and_leaves_the_keyring_alone(home: Home, tmp_path: Path) -> None:
    grow(home, 3)
    shutil.copytree(home.root, tmp_path / "old")
    grow(home, 5)
    newest = KeyringShelf(home).read()
    shutil.rmtree(home.root)
    shutil.copytree(tmp_path / "old", home.root)
    first = verify_home(home).first
    assert first is not None
    assert (first.what, first.position) == ("tail-cut", 4)
    assert "rolled back" in grow(home, 1)
    assert KeyringShelf(home).read() == newest
    assert not verify_home(home).good


def test_a_rolled_back_home_that_grew_again_is_found(home: Home, tmp_path: Path) -> None:
    grow(home, 3)
    shutil.copytree(home.root, tmp_path / "old")
    grow(home, 5)
    shutil.rmtree(home.root)
    shutil.copytree(tmp_path / "old", home.root)
    with SegmentRecorder(home, now=NOW, background=False) as recorder:
        for _ in range(20):
            recorder.append("note", {"other": True}, now=NOW)
    first = verify_home(home).first
    assert first is not None
    assert first.what == "rewritten"


def test_a_log_begun_anew_does_not_take_the_place_of_the_old_one(home: Home) -> None:
    grow(home, 3)
    for name in ("log", "anchors", "keys"):
        shutil.rmtree(home.folder(name))
    home.create()
    assert "expected the log" in grow(home, 9)
    assert not verify_home(home).good
    keyring.delete_password(SERVICE, home.root)
    assert grow(home, 1) == ""


def test_a_locked_keyring_stops_nothing_but_is_said(home: Home, ring: Memory) -> None:
    ring.locked = True
    assert "keyring" in grow(home, 3)
    assert verify_home(home).good
    write_config(home, "anchor", "keyring")
    assert read_config(home).anchor is AnchorPlace.KEYRING
    with pytest.raises(EnvironmentFault, match="keyring"):
        verify_home(home)


def test_rubbish_in_the_keyring_is_not_overwritten(home: Home) -> None:
    keyring.set_password(SERVICE, home.root, "rubbish")
    with pytest.raises(TrustError, match="another text"):
        KeyringShelf(home).keep("note")


def test_verify_asks_the_keyring(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAILIWICK_HOME", home.root)
    grow(home, 3)
    shutil.copytree(home.root, tmp_path / "old")
    grow(home, 5)
    assert main(["verify"]) == 0
    shutil.rmtree(home.root)
    shutil.copytree(tmp_path / "old", home.root)
    assert main(["verify"]) == 1
