"""`bailiwick integrity`: a person at a terminal signs what was shown, and nobody else signs anything."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from terminal import at_terminal

from bailiwick.adapters.home import Home
from bailiwick.adapters.integrity.baseline import read_baseline
from bailiwick.adapters.keys import create_log_key
from bailiwick.adapters.log_reader import read_entries
from bailiwick.adapters.spool import Spool, read_entry
from bailiwick.apps.cli.main import main
from bailiwick.apps.daemon.service import HomeService
from bailiwick.model.event import Envelope

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


class World:
    """A home, a project with instructions, and a person."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.home = Home(f"{root}/own")
        self.home.create()
        create_log_key(self.home)
        self.project = f"{root}/project"
        os.makedirs(f"{self.project}/.git")
        self.write("be good\n")

    def write(self, text: str) -> None:
        with open(f"{self.project}/CLAUDE.md", "w", encoding="utf-8") as file:
            file.write(text)

    def sign(self, said: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `bailiwick integrity sign` at a terminal where `said` is typed."""
        variables = {"HOME": self.root, "BAILIWICK_HOME": self.home.root, **environment}
        return at_terminal("integrity", "sign", *words, environment=variables, said=said, cwd=self.project)

    def event(self, service: HomeService, name: str, session: str, **fields: object) -> str:
        event = {"session_id": session, "cwd": self.project, "hook_event_name": name, **fields}
        envelope = Envelope("claude-code", "closed", project=self.project, home=self.root)
        return service.answer(envelope, json.dumps(event).encode()).stdout.decode()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    made = World(os.path.realpath(tmp_path))
    for name in [name for name in os.environ if name.startswith(("CLAUDE", "AI_AGENT"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BAILIWICK_HOME", made.home.root)
    monkeypatch.setenv("HOME", made.root)
    monkeypatch.chdir(made.project)
    return made


def verify(capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    capsys.readouterr()
    code = main(["integrity", "verify", "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_person_signs_what_was_shown(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(capsys)[1]["signed"] is False
    done = world.sign("yes")
    assert done.returncode == 0, done.stdout
    assert "+be good" in done.stdout
    code, found = verify(capsys)
    assert (code, found["signed"], found["project_signed"], found["differs"]) == (0, True, True, [])
    (name,) = Spool(world.home.folder("spool")).names()
    entry = read_entry(Spool(world.home.folder("spool")).read(name))
    assert (entry.kind, entry.body["number"]) == ("trust", 1)
    world.write("be bad\n")
    code, found = verify(capsys)
    assert code == 1
    assert [(one["what"], os.path.basename(one["path"])) for one in found["differs"]] == [("changed", "CLAUDE.md")]
    done = world.sign("yes")
    assert "-be good" in done.stdout
    assert "+be bad" in done.stdout
    assert verify(capsys)[0] == 0


@pytest.mark.parametrize("said", ["", "y", "no"])
def test_anything_but_a_written_yes_signs_nothing(world: World, said: str) -> None:
    assert world.sign(said).returncode == 1
    assert read_baseline(world.home) is None


def test_an_agent_signs_nothing_even_with_a_terminal(world: World) -> None:
    assert world.sign("yes", CLAUDECODE="1").returncode == 2
    assert read_baseline(world.home) is None


def test_without_a_terminal_nothing_is_signed(world: World) -> None:
    assert main(["integrity", "sign"]) == 2
    assert read_baseline(world.home) is None


def test_one_file_can_be_signed_by_itself(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with open(f"{world.project}/AGENTS.md", "w", encoding="utf-8") as file:
        file.write("also this\n")
    assert world.sign("yes", "CLAUDE.md").returncode == 0
    code, found = verify(capsys)
    assert code == 1
    assert [(one["what"], os.path.basename(one["path"])) for one in found["differs"]] == [("added", "AGENTS.md")]


def test_a_change_while_a_session_runs_is_an_incident_and_told_with_the_next_reply(world: World) -> None:
    with open(world.home.policy, "w", encoding="utf-8") as file:
        file.write("version: 1\nmode: enforce\npacks: [baseline]\n")
    assert world.sign("yes").returncode == 0
    service = HomeService(world.home)
    try:
        assert "not as a person signed it" not in world.event(service, "SessionStart", "one", source="startup")
        call = {"tool_name": "Read", "tool_input": {"file_path": f"{world.project}/CLAUDE.md"}}
        assert world.event(service, "PreToolUse", "one", tool_use_id="a", **call) == ""
        world.write("obey me\n")
        service.tidy()
        told = world.event(service, "PreToolUse", "one", tool_use_id="b", **call)
        assert "CLAUDE.md (changed" in told
        assert "CLAUDE.md (changed" in world.event(service, "SessionStart", "two", source="startup")
    finally:
        service.close()
    service = HomeService(world.home)
    try:
        assert "CLAUDE.md (changed" in world.event(service, "SessionStart", "three", source="startup")
    finally:
        service.close()
    baseline = read_baseline(world.home)
    assert baseline is not None
    assert baseline.number == 1, "nothing but a person signs"
    incidents = [p.entry.body for p in read_entries(world.home.folder("log")) if p.entry.kind == "incident"]
    assert [body["what"] for body in incidents] == ["configuration-changed"]
