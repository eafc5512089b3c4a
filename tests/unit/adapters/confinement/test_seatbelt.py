"""The text of a sandbox profile for macOS; whether macOS reads it so is not shown here."""

from __future__ import annotations

import pytest

from bailiwick.adapters.confinement.seatbelt import profile


def test_writing_is_denied_but_for_the_places_and_hiding_comes_last() -> None:
    lines = profile(["/Users/ann/shop"], ["/Users/ann/.ssh"], "any").splitlines()
    assert lines[:2] == ["(version 1)", "(allow default)"]
    write = lines.index("(deny file-write*)")
    shop = lines.index('(allow file-write* (subpath "/Users/ann/shop"))')
    assert write < shop < lines.index('(deny file-read* file-write* (subpath "/Users/ann/.ssh"))')


def test_a_path_cannot_end_its_text() -> None:
    assert '(subpath "/a\\"b\\\\c")' in profile(['/a"b\\c'], [], "none")


def test_without_a_network_all_of_it_is_denied_and_with_one_only_local_sockets() -> None:
    assert "(deny network*)" in profile([], [], "none")
    assert "(deny network*)" not in profile([], [], "any")
    assert "(deny network-outbound (remote unix-socket))" in profile([], [], "any")


def test_a_network_that_macos_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        profile([], [], "loopback")
