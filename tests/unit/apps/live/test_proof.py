"""The proof with a client that does not do its work; `tests/e2e` has the real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bailiwick.apps.live.client import client_version, find_client
from bailiwick.apps.live.proof import prove
from bailiwick.apps.live.throwaway import ThrowAway
from bailiwick.model.errors import EnvironmentFault


@pytest.fixture
def world() -> Iterator[ThrowAway]:
    with ThrowAway() as made:
        made.govern()
        yield made


def program(folder: Path, text: str) -> str:
    path = folder / "claude"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_a_client_that_ends_at_once_proves_nothing_and_its_last_words_are_shown(
    world: ThrowAway, tmp_path: Path
) -> None:
    broken = program(tmp_path, "echo 'no licence' >&2; exit 7")
    with pytest.raises(EnvironmentFault, match="the client ended with 7: no licence") as raised:
        next(prove(broken, settings=world.user_settings, home=world.state))
    assert "claude -p hello" in raised.value.remedy


def test_without_a_client_or_without_hooks_nothing_is_proved(world: ThrowAway) -> None:
    with pytest.raises(EnvironmentFault, match="no `claude` was found"):
        next(prove(None, settings=world.user_settings, home=world.state))
    world.write(world.user_settings, "{}")
    with pytest.raises(EnvironmentFault, match="found none"):
        next(prove("/bin/true", settings=world.user_settings, home=world.state))


def test_the_client_is_the_chosen_program_or_the_one_on_the_search_path(tmp_path: Path) -> None:
    found = program(tmp_path, "echo '9.8.7 (Claude Code)'")
    assert find_client(None, str(tmp_path)) == found
    assert find_client(found, "/nonexistent") == found
    assert find_client(None, "/nonexistent") is None
    assert client_version(found) == "9.8.7"
    with pytest.raises(EnvironmentFault, match="--version"):
        client_version(program(tmp_path, "exit 1"))
