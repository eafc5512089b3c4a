"""`content: full`: what a call was given and gave is kept whole, encrypted, and shown to a person at a terminal."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from terminal import at_terminal

from bailiwick.adapters.config import write_config
from bailiwick.adapters.home import Home
from bailiwick.adapters.log_reader import read_entries
from bailiwick.apps.cli.main import main
from bailiwick.apps.daemon.service import HomeService
from bailiwick.model.event import Envelope

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = "echo " + "x" * 5000
"""Longer than what an entry keeps."""


class World:
    """A home, and calls in it."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.home = Home(f"{root}/own")
        self.home.create()
        Path(self.home.policy).write_text("version: 1\nmode: enforce\n")

    def play(self, *, days: int) -> None:
        """One call with its outcome, judged by a daemon that keeps full contents for so many days."""
        service = HomeService(self.home, content_days=days)
        call = {"tool_name": "Bash", "tool_input": {"command": LONG}, "tool_use_id": "a"}
        try:
            for name, more in (("PreToolUse", {}), ("PostToolUse", {"tool_response": {"stdout": "the whole result"}})):
                event = {"session_id": "s", "cwd": self.root, "hook_event_name": name, **call, **more}
                envelope = Envelope("claude-code", "closed", project=self.root, home=self.root)
                assert service.answer(envelope, json.dumps(event).encode()).exit_code == 0
        finally:
            service.close()

    def why(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Ask at a terminal for the decision on the call."""
        decision = next(p for p in read_entries(self.home.folder("log")) if p.entry.kind == "decision")
        variables = {"BAILIWICK_HOME": self.home.root, **environment}
        return at_terminal("why", str(decision.entry.sequence), *words, environment=variables)

    def written(self) -> Sequence[bytes]:
        return [path.read_bytes() for path in Path(self.home.root).rglob("*") if path.is_file()]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(os.path.realpath(tmp_path))


def test_a_person_at_a_terminal_reads_the_whole_input_and_result(world: World) -> None:
    world.play(days=30)
    found: dict[str, Any] = json.loads(world.why("--content", "--json").stdout)["content"]
    assert json.loads(found["input"]) == {"command": LONG}
    assert "the whole result" in found["result"]
    assert "the whole result" in world.why("--content").stdout


def test_nothing_of_it_is_plain_on_disk(world: World) -> None:
    world.play(days=30)
    assert not any(LONG.encode() in data or b"the whole result" in data for data in world.written())


def test_an_agent_does_not_read_it_even_with_a_terminal(world: World) -> None:
    world.play(days=30)
    done = world.why("--content", CLAUDECODE="1")
    assert done.returncode == 2
    assert "whole result" not in done.stdout


def test_without_being_asked_nothing_is_kept(world: World) -> None:
    world.play(days=0)
    assert not os.path.exists(f"{world.home.folder('keys')}/content.key")
    assert json.loads(world.why("--content", "--json").stdout)["content"] == {"input": None, "result": None}


def test_the_configuration_turns_it_on(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_config(world.home, "content", "full")
    write_config(world.home, "content_days", "7")
    monkeypatch.setenv("BAILIWICK_HOME", world.home.root)
    assert main(["config", "--json"]) == 0
    settings = json.loads(capsys.readouterr().out)["settings"]
    assert (settings["content"]["value"], settings["content_days"]["value"]) == ("full", 7)
