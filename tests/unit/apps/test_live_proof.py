"""After an update of the client, `status`, `doctor` and the start of a session ask for a new proof."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.keys import create_log_key
from bailiwick.adapters.live_proof import LiveProof, client_of, keep_proof
from bailiwick.apps.cli.main import main
from bailiwick.apps.daemon import control
from bailiwick.apps.daemon.service import HomeService
from bailiwick.model.event import Envelope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class World:
    """A home, a project, and a client on the search path."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = Home(str(root / "own"))
        self.home.create()
        create_log_key(self.home)
        self.project = root / "project"
        self.project.mkdir()
        self.bin = root / "bin"
        self.bin.mkdir()
        self.root = str(root)
        self._capsys = capsys
        self.install("2.1.300")

    def install(self, version: str) -> None:
        client = self.bin / "claude"
        client.write_text(f"#!/bin/sh\necho '{version} (Claude Code)'\n")
        client.chmod(0o755)

    def prove(self, *failed: str) -> None:
        client = client_of(str(self.bin / "claude"))
        assert client is not None
        proof = LiveProof(client, "2.1.300", "2026-01-05T12:00:00.000000Z", failed)
        keep_proof(self.home.folder("install"), proof)

    def query(self, *words: str) -> Any:
        self._capsys.readouterr()
        main([*words, "--json"])
        return json.loads(self._capsys.readouterr().out)

    def doctor(self) -> tuple[str, str]:
        """Level of the line about the proof, and what it says."""
        (line,) = [check for check in self.query("doctor")["checks"] if check["name"] == "live proof"]
        return line["level"], f"{line['seen']} -> {line['remedy']}"

    def notes(self) -> str:
        return "\n".join(self.query("status")["notes"])

    def banner(self) -> str:
        event = {"session_id": "s", "cwd": str(self.project), "hook_event_name": "SessionStart", "source": "startup"}
        path = f"{self.bin}:/usr/bin:/bin"
        envelope = Envelope("claude-code", "closed", project=str(self.project), home=self.root, path=path)
        control.stop(self.home)  # `doctor` started one
        service = HomeService(self.home)
        try:
            return service.answer(envelope, json.dumps(event).encode()).stdout.decode()
        finally:
            service.close()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[World]:
    made = World(tmp_path.resolve(), capsys)
    for name in [name for name in os.environ if name.startswith(("CLAUDE", "AI_AGENT"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BAILIWICK_HOME", made.home.root)
    monkeypatch.setenv("HOME", made.root)
    monkeypatch.setenv("PATH", f"{made.bin}:/usr/bin:/bin")
    monkeypatch.chdir(made.project)
    yield made
    control.stop(made.home)


def test_a_gate_that_was_never_tried_is_said_to_be_so(world: World) -> None:
    assert world.doctor() == (
        "warn",
        "the gate was never tried on a real client here -> prove it: `bailiwick doctor --live`",
    )
    assert "never tried on the installed client" in world.notes()
    assert "doctor --live" not in world.banner()


def test_the_client_that_was_proven_needs_no_word(world: World) -> None:
    world.prove()
    assert world.doctor() == ("ok", "2.1.300 on 2026-01-05 -> ")
    assert "doctor --live" not in world.notes() + world.banner()


def test_after_an_update_a_new_proof_is_asked_for(world: World) -> None:
    world.prove()
    world.install("2.1.3010")
    level, said = world.doctor()
    assert level == "warn"
    assert said.startswith("claude 2.1.3010 is not the client that `bailiwick doctor --live` tried last (2.1.300 on")
    for told in (world.notes(), world.banner()):
        assert "the installed claude is not the client" in told
        assert "prove it: `bailiwick doctor --live`" in told


def test_a_proof_that_failed_is_told_until_one_holds(world: World) -> None:
    world.prove("a denied call does not run")
    for told in (world.doctor()[1], world.notes(), world.banner()):
        assert "failed: a denied call does not run" in told
