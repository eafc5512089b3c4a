"""What the log and the session state know after real sessions."""

from __future__ import annotations

import json
import os

import pytest

from bailiwick.apps.live.client import play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway
from bailiwick.apps.transcripts import read_transcript

pytestmark = pytest.mark.e2e


def test_every_call_in_the_transcripts_has_a_decision(claude: str, world: ThrowAway) -> None:
    task = {
        "description": "look",
        "prompt": "SUBTASK: look",
        "subagent_type": "general-purpose",
        "run_in_background": False,
    }
    script = Script(
        main=(
            Turn.of(Call("read", "Read", {"file_path": f"{world.project}/README.md"})),
            Turn.of(Call("one", "Bash", {"command": "git status"}), Call("two", "Bash", {"command": "ls"})),
            Turn.of(Call("spawn", "Agent", task)),
            Turn.of(Call("fails", "Bash", {"command": "false"})),
        ),
        agents={"SUBTASK": (Turn.of(Call("inner", "Bash", {"command": "ls"})), Turn.of("seen"))},
    )
    session = play(claude, world, script, bypass=True)
    called = read_transcript(f"{world.home}/.claude", session.id).calls
    assert set(called) == {call.id for call in script.calls}
    assert set(called) - {body["call"] for body in world.entries("decision")} == set()
    failed = next(body for body in world.entries("outcome") if body["call"] == "toolu_fails")
    assert failed["status"] == "failed"


def test_a_script_that_was_just_written_is_read_before_it_runs(claude: str, world: ThrowAway) -> None:
    world.write(f"{world.home}/letters/letter.txt", "dear diary\n")
    script = f"#!/bin/sh\nset -e\ncd {world.home}\nrm -rf letters\n"
    calls = (
        Call("write", "Write", {"file_path": f"{world.project}/tidy.sh", "content": script}),
        Call("run", "Bash", {"command": "sh ./tidy.sh"}),
    )
    play(claude, world, Script(main=tuple(Turn.of(call) for call in calls)), bypass=True)
    assert world.exists(f"{world.home}/letters/letter.txt")
    assert world.decision("run")["verdict"] == "deny"


def test_after_a_credential_was_read_the_session_is_tainted(claude: str) -> None:
    with ThrowAway() as world:
        world.govern("--observe")
        world.write(".env", f"API_TOKEN={os.urandom(12).hex()}\n")
        calls = (
            Call("before", "Bash", {"command": "ls"}),
            Call("secret", "Read", {"file_path": f"{world.project}/.env"}),
            Call("after", "Bash", {"command": "ls"}),
        )
        play(claude, world, Script(main=tuple(Turn.of(call) for call in calls)), bypass=True)
        assert world.decision("before")["verdict"] in ("allow", "abstain")
        assert world.decision("secret")["verdict"] == "deny"
        assert world.decision("after")["verdict"] in ("deny", "ask")


def test_a_session_opens_with_a_banner_that_names_mode_and_policy(claude: str, world: ThrowAway) -> None:
    session = play(claude, world, Script(main=(Turn.of("hello"),)))
    told = json.dumps([dict(request.body) for request in session.received if request.conversation == "main"])
    assert "Bailiwick" in told
    assert "enforce" in told
    assert [body["session"] for body in world.entries("session")][:1] == [session.id]


def test_a_prompt_is_recorded_by_size_and_hash_only(claude: str, world: ThrowAway) -> None:
    words = "the password is swordfish"
    play(claude, world, Script(main=(Turn.of("hello"),)), prompt=words)
    assert [body["bytes"] for body in world.entries("prompt")] == [len(words)]
    assert "swordfish" not in json.dumps(world.query("log", "--limit", "1000"))


def test_a_call_that_the_client_itself_refuses_is_not_counted_as_past_the_gate(claude: str, world: ThrowAway) -> None:
    world.write(".env", f"API_TOKEN={os.urandom(12).hex()}\n")
    calls = (Call("native", "Read", {"file_path": f"{world.project}/.env"}), Call("none", "NoSuchTool", {}))
    session = play(claude, world, Script(main=tuple(Turn.of(call) for call in calls)), bypass=True)
    assert session.results["native"].error
    transcript = read_transcript(f"{world.home}/.claude", session.id)
    assert transcript.refused == {"toolu_native", "toolu_none"}
    checks = {check["name"]: check for check in world.query("doctor")["checks"]}
    assert checks["calls past the gate"]["level"] == "ok"
