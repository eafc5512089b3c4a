"""`bailiwick config` through the command line, and the daemon that follows it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.apps.cli.main import main
from bailiwick.apps.daemon import control


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    for name in list(os.environ):
        if name.startswith(("CLAUDE", "AI_AGENT", "BAILIWICK")):
            monkeypatch.delenv(name)
    made = Home(str(tmp_path / "state"))
    monkeypatch.setenv("BAILIWICK_HOME", made.root)
    monkeypatch.setenv("HOME", str(tmp_path))
    made.create()
    yield made
    control.stop(made)


def settings(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    main(["config", "--json"])
    found: dict[str, dict[str, object]] = json.loads(capsys.readouterr().out)["settings"]
    return found


def test_each_setting_is_shown_with_its_origin(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    shown = settings(capsys)
    assert shown["home"]["origin"] == "BAILIWICK_HOME"
    assert shown["durability"] == {"value": "process", "origin": "default"}
    assert main(["config", "set", "durability", "disk", "--yes"]) == 0
    assert settings(capsys)["durability"] == {"value": "disk", "origin": f"{home.root}/config.json"}


def test_a_running_daemon_is_replaced_by_one_with_the_new_setting(home: Home) -> None:
    first = control.start(home).pid
    assert main(["config", "set", "idle_seconds", "7", "--yes"]) == 0
    assert not control.status(home).running
    assert control.start(home).pid != first


def test_a_problem_of_the_file_is_shown_and_fails(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    Path(home.root, "config.json").write_text('{"durabilty": "disk"}')
    assert main(["config"]) == 1
    assert "is it `durability`?" in capsys.readouterr().out


def test_an_agent_cannot_change_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUDECODE", "1")
    assert main(["config", "set", "durability", "process", "--yes"]) == 2
    assert main(["config", "get", "durability"]) == 0
    assert not Path(home.root, "config.json").exists()


@pytest.mark.parametrize("words", [("set", "durability"), ("get",), ("list", "durability"), ("get", "speed")])
def test_wrong_words_are_refused(home: Home, words: tuple[str, ...]) -> None:
    assert main(["config", *words]) == 2
