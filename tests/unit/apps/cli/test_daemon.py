"""`bailiwick daemon`, from the command line."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.home import Home
from bailiwick.apps.cli.main import main
from bailiwick.apps.daemon import control

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(os.path.realpath(tmp_path / "home"))
    home.create()
    yield home
    control.stop(home)


def test_start_status_and_stop_tell_what_is(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["daemon", "status", "--home", home.root]) == 1
    assert "not running" in capsys.readouterr().out
    assert main(["daemon", "start", "--home", home.root]) == 0
    assert main(["daemon", "start", "--home", home.root]) == 0
    capsys.readouterr()
    assert main(["daemon", "status", "--home", home.root, "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert status["running"]
    assert status["answering"]
    os.kill(status["pid"], 0)
    assert main(["daemon", "stop", "--home", home.root, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"stopped": True}
    assert main(["daemon", "stop", "--home", home.root]) == 0
    assert "was not running" in capsys.readouterr().out


def test_a_daemon_that_cannot_start_says_why(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    os.chmod(home.root, 0o777)
    assert main(["daemon", "start", "--home", home.root]) == 5
    assert "writable by its owner only" in capsys.readouterr().err
    os.chmod(home.root, 0o700)


@pytest.mark.parametrize(("kind", "first"), [("--systemd", "[Unit]"), ("--launchd", "<?xml")])
def test_units_are_printed(home: Home, capsys: pytest.CaptureFixture[str], kind: str, first: str) -> None:
    assert main(["daemon", "unit", "--home", home.root, kind]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(first)
    assert home.root in printed


def test_a_negative_idle_time_is_refused(home: Home) -> None:
    assert main(["daemon", "run", "--home", home.root, "--idle", "-1"]) == 2
