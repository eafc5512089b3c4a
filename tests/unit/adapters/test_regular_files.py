"""Reading files that somebody else prepared."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.regular_files import Unreadable, open_regular, read_regular, signature

if TYPE_CHECKING:
    from pathlib import Path


def test_a_regular_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * 100_000)
    assert read_regular(str(file), 100_000) == b"x" * 100_000


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * 11)
    with pytest.raises(Unreadable, match="at most 10 bytes"):
        read_regular(str(file), 10)


def test_a_fifo_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="regular file"):
        read_regular(str(tmp_path / "pipe"), 10)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/proc/self/environ", "/proc/kmsg", "/sys/kernel/notes"])
def test_devices_and_pseudo_files_are_not_read(path: str) -> None:
    with pytest.raises(Unreadable):
        read_regular(path, 10)


def test_a_link_to_a_pseudo_file_is_not_read(tmp_path: Path) -> None:
    os.symlink("/proc/self/environ", tmp_path / "innocent")
    with pytest.raises(Unreadable, match="pseudo"):
        read_regular(str(tmp_path / "innocent"), 1000)


@pytest.mark.parametrize("name", ["missing", "a\0b", "x" * 5000, "\ud800", "."])
def test_names_that_cannot_be_read_say_why(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unreadable):
        read_regular(f"{tmp_path}/{name}", 10)


def test_what_is_opened_is_a_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"content")
    os.symlink("file", tmp_path / "link")
    for name in ("file", "link"):
        with open_regular(f"{tmp_path}/{name}") as file:
            assert file.read() == b"content"
    for path in (f"{tmp_path}/pipe", str(tmp_path), "/dev/zero"):
        with pytest.raises(OSError, match="not a regular file"):
            open_regular(path)
    with pytest.raises(OSError, match="symbolic links"):
        open_regular(f"{tmp_path}/link", follow=False)


def test_the_signature_changes_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a"
    assert signature(str(file)) is None
    file.write_text("x")
    before = signature(str(file))
    file.write_text("xy")
    assert signature(str(file)) != before
