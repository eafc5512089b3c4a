"""An agent's edit of its own instructions is noticed, in the session and at the next one's start."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import pytest

from bailiwick.apps.live.client import Session, play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

pytestmark = pytest.mark.e2e


def sign(world: ThrowAway) -> None:
    """A person at a terminal signs the configuration of the world."""
    outer, inner = pty.openpty()
    os.write(outer, b"yes\n")
    try:
        command = [sys.executable, "-I", "-m", "bailiwick", "integrity", "sign"]
        subprocess.run(
            command,
            stdin=inner,
            stderr=inner,
            stdout=subprocess.DEVNULL,
            cwd=world.project,
            env=world.environment(),
            check=True,
            timeout=60,
        )
    finally:
        os.close(inner)
        os.close(outer)


def told(session: Session) -> str:
    """Everything that the model was sent."""
    return json.dumps([dict(request.body) for request in session.received if request.conversation == "main"])


def test_an_agents_edit_of_its_instructions_is_reported_at_the_next_start(claude: str, world: ThrowAway) -> None:
    path = world.write("CLAUDE.md", "# be careful\n")
    sign(world)
    edit = {"file_path": path, "old_string": "careful", "new_string": "bold"}
    calls = (Call("read", "Read", {"file_path": path}), Call("edit", "Edit", edit))
    first = play(claude, world, Script(main=tuple(Turn.of(call) for call in calls)), bypass=True)
    assert "not as a person signed it" not in told(first).partition("toolu_edit")[0]
    edited = world.read(path) == "# be bold\n"
    if not edited:  # the policy denied it; the same by a way past the gate
        world.write(path, "# be bold\n")
    second = play(claude, world, Script(main=(Turn.of("hello"),)))
    assert "CLAUDE.md (changed" in told(second)
    (incident,) = world.entries("incident")
    assert incident["what"] == "configuration-changed"
    assert "-# be careful" in incident["details"]["difference"]
    assert world.query("integrity", "verify")["differs"][0]["what"] == "changed"
