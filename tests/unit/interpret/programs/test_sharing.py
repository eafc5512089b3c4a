"""Programs that publish, hand files away or push to addresses. Sources: the vendors' manuals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.model.operation import Kind

if TYPE_CHECKING:
    Shell = Any


@pytest.mark.parametrize(
    "command",
    [
        "ollama push me/m",
        "wasm-pack publish",
        "electron-builder --publish always",
        "cargo-release minor --execute",
        "dput ppa:a/b x.changes",
        "steamcmd +login me +run_app_build a.vdf +quit",
        "python3 setup.py sdist upload",
        "bazel run //app:push",
        "pnpm recursive publish",
        "auto shipit",
    ],
)
def test_publishing_is_told(shell: Shell, command: str) -> None:
    assert shell.operations(command, Kind.PKG_PUBLISH)


@pytest.mark.parametrize(
    "command",
    [
        "ollama list",
        "electron-builder --publish never",
        "electron-builder --dir",
        "cargo-release minor",
        "dput --simulate ppa:a/b x.changes",
        "steamcmd +login me +app_update 90 +quit",
        "python3 setup.py build",
        "bazel run //app:serve",
        "auto info",
    ],
)
def test_what_only_builds_or_shows_is_not(shell: Shell, command: str) -> None:
    assert not shell.operations(command, Kind.PKG_PUBLISH)


@pytest.mark.parametrize(
    "command",
    [
        "qrcp README.md",
        "kdeconnect-cli -d x --share README.md",
        "dbxcli put README.md /x",
        "mpack -s x README.md a@x.example",
        "obexftp -b 0 -p README.md",
        "toot post hi --media README.md",
        "keybase fs cp README.md /keybase/public/me/",
    ],
)
def test_files_that_are_handed_away_are_sent(shell: Shell, command: str) -> None:
    assert [item.attributes["carries"] for item in shell.operations(command, Kind.NET_SEND)] == ["file"]


@pytest.mark.parametrize(
    "command", ["hg push https://x.example/r", "svn import src https://x.example/r -m x", "darcs push u@x.example:r"]
)
def test_a_push_to_an_address_names_a_new_repository(shell: Shell, command: str) -> None:
    assert any(item.attributes.get("new_remote") for item in shell.operations(command, Kind.VCS_PUSH))


@pytest.mark.parametrize("command", ["hg push", "bzr push", "svn import src file:///srv/r -m x"])
def test_a_push_to_the_known_repository_does_not(shell: Shell, command: str) -> None:
    assert not any(item.attributes.get("new_remote") for item in shell.operations(command, Kind.VCS_PUSH))


@pytest.mark.parametrize("command", ["wodim dev=/dev/sr0 blank=all", "fsarchiver restfs a.fsa id=0,dest=/dev/sda1"])
def test_discs_and_restored_devices_are_overwritten(shell: Shell, command: str) -> None:
    assert any(item.attributes.get("destroys") for item in shell.operations(command, Kind.SYS_CONFIG))


def test_shredding_deletes_and_a_preview_does_not(shell: Shell) -> None:
    assert shell.operations("bleachbit --shred README.md", Kind.FILE_DELETE)
    assert not shell.operations("bleachbit --preview --shred README.md", Kind.FILE_DELETE)
