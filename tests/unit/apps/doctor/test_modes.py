"""Owners and modes below a home."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.keys import create_log_key
from bailiwick.apps.doctor import modes
from bailiwick.apps.doctor.check import Level


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(str(tmp_path / "it's state"))
    made.create()
    create_log_key(made)
    return made


def red(home: Home) -> list[tuple[str, str]]:
    return [(check.seen, check.remedy) for check in modes.checks(home) if check.level is Level.BAD]


def test_a_fresh_home_is_private_and_its_public_key_may_be_read(home: Home) -> None:
    assert [check.level for check in modes.checks(home)] == [Level.OK]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o602])
def test_a_file_that_others_may_open_is_named_and_the_advice_closes_it(home: Home, mode: int) -> None:
    path = f"{home.folder('state')}/session.json"
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    os.chmod(path, mode)
    ((seen, remedy),) = red(home)
    assert path in seen
    subprocess.run(shlex.split(remedy), check=True)
    assert red(home) == []


def test_a_public_key_that_others_may_write_is_named(home: Home) -> None:
    os.chmod(f"{home.folder('keys')}/log.pub", 0o666)
    assert "log.pub" in red(home)[0][0]


def test_folders_that_are_open_missing_or_something_else_are_named(home: Home) -> None:
    os.chmod(home.folder("log"), 0o750)
    os.rmdir(home.folder("spool"))
    os.rmdir(home.folder("index"))
    Path(home.folder("index")).write_text("")
    told = [seen for seen, _ in red(home)]
    assert len(told) == 3
    assert "something else" in told[0]
    assert "missing" in told[1]
    assert home.folder("log") in told[2]


def test_no_more_files_are_looked_at_than_the_bound_says(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modes, "FILES", 3)
    for number in range(20):
        Path(home.folder("state"), str(number)).touch(mode=0o644)
    assert len(red(home)) <= 1
