"""What the client's own transcripts bring into the log: model calls, and calls that no hook saw."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from bailiwick.apps.live.client import play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

pytestmark = pytest.mark.e2e

FOLLOWED_SECONDS = 20.0
"""How long the daemon may take to read on once a session is over."""


def awaited(world: ThrowAway, kind: str, count: int) -> list[dict[str, Any]]:
    """The bodies of the entries of a kind, once there are so many."""
    deadline = time.monotonic() + FOLLOWED_SECONDS
    while len(found := world.entries(kind)) < count and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def test_a_short_session_has_all_its_model_calls_with_those_of_its_subagent(claude: str, world: ThrowAway) -> None:
    task = {
        "description": "look",
        "prompt": "SUBTASK: look",
        "subagent_type": "general-purpose",
        "run_in_background": False,
    }
    script = Script(
        main=(Turn.of("swordfish", Call("read", "Read", {"file_path": f"{world.project}/README.md"})),),
        agents={"SUBTASK": (Turn.of(Call("inner", "Bash", {"command": "ls"})), Turn.of("seen"))},
    )
    script = script.replace(main=(*script.main, Turn.of(Call("spawn", "Agent", task))))
    session = play(claude, world, script, bypass=True)
    asked = [request for request in session.received if request.conversation != "side"]
    calls = awaited(world, "model", len(asked))
    assert len(calls) == len(asked) == len({body["message"] for body in calls})
    assert {body["session"] for body in calls} == {session.id}
    assert [body["tools"] for body in calls if body["subagent"]] == [["Bash"], []]
    assert [body["tools"] for body in calls if not body["subagent"]] == [["Read"], ["Agent"], []]
    assert all(body["usage"]["input"] > 0 and body["usage"]["output"] > 0 for body in calls)
    assert "swordfish" not in json.dumps(calls)


def test_a_mentioned_file_is_judged(claude: str, world: ThrowAway) -> None:
    play(claude, world, Script(main=(Turn.of("fine"),)), prompt="look at @README.md")
    (read,) = awaited(world, "decision", 1)
    assert (read["tool"], read["answered"]) == ("Read", "mentioned")
    assert read["summary"] == f"{world.project}/README.md"
    assert [body["what"] for body in world.entries("incident")] == []


def test_a_session_that_started_without_hooks_is_found_at_the_next_start(claude: str, world: ThrowAway) -> None:
    script = Script(main=(Turn.of(Call("past", "Bash", {"command": "ls"})),))
    play(claude, world, Script(main=(Turn.of("first"),)))
    bare = play(claude, world, script, bypass=True, arguments=["--bare"])
    assert [body for body in world.entries("incident") if body["what"] == "unchecked-call"] == []
    play(claude, world, Script(main=(Turn.of("second"),)))
    (incident,) = awaited(world, "incident", 1)
    assert incident["what"] == "unchecked-call"
    assert (incident["details"]["session"], incident["details"]["call"]) == (bare.id, "toolu_past")
    assert world.query("status")["log"]["unchecked"] == 1
