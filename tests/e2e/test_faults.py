"""Something breaks in the middle of a session: denials hold, and the log stays whole."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from bailiwick.apps.live.client import play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

pytestmark = pytest.mark.e2e


def make(label: str) -> Call:
    return Call(label, "Bash", {"command": f"touch {label}"})


def wipe(world: ThrowAway, label: str) -> Call:
    world.write(f"{world.home}/{label}/letter.txt", "dear diary\n")
    return Call(label, "Bash", {"command": f"rm -rf {world.home}/{label}"})


def letter(world: ThrowAway, label: str) -> bool:
    return world.exists(f"{world.home}/{label}/letter.txt")


def test_a_killed_daemon_is_replaced_without_losing_a_call(claude: str, world: ThrowAway) -> None:
    script = Script(
        main=(
            Turn.of(make("before")),
            Turn.of(wipe(world, "after_wipe"), before=world.kill_daemon),
            Turn.of(make("after")),
        )
    )
    play(claude, world, script, bypass=True)
    assert world.exists("before")
    assert world.exists("after")
    assert letter(world, "after_wipe")
    assert [world.decision(label)["answered"] for label in ("before", "after_wipe", "after")] == [
        "none",
        "deny",
        "none",
    ]
    assert world.bailiwick("verify", check=False).returncode == 0


def test_without_the_hook_client_no_call_runs(claude: str, world: ThrowAway) -> None:
    settings = json.loads(world.read(world.user_settings))
    hooks = [hook for groups in settings["hooks"].values() for group in groups for hook in group["hooks"]]
    copy = shutil.copy(hooks[0]["command"], f"{world.root}/hook-client")
    for hook in hooks:
        hook["command"] = copy
    world.write(world.user_settings, json.dumps(settings))
    script = Script(
        main=(
            Turn.of(make("before")),
            Turn.of(make("after"), before=lambda: os.remove(copy)),
            Turn.of(wipe(world, "after_wipe")),
        )
    )
    play(claude, world, script, bypass=True)
    assert world.exists("before")
    assert not world.exists("after")
    assert letter(world, "after_wipe")


def test_a_policy_broken_in_a_session_never_replaces_the_good_one(claude: str, world: ThrowAway) -> None:
    def break_policy() -> None:
        world.write(world.state.policy, "rules: [not { a policy\n")

    script = Script(
        main=(
            Turn.of(make("before")),
            Turn.of(wipe(world, "after_wipe"), before=break_policy),
            Turn.of(make("after")),
        )
    )
    play(claude, world, script, bypass=True)
    assert world.exists("before")
    assert world.exists("after")
    assert letter(world, "after_wipe")
    assert any(body["problem"] for body in world.entries("policy"))


def test_a_broken_policy_with_no_good_one_in_memory_denies_everything(claude: str, world: ThrowAway) -> None:
    world.write(world.state.policy, "rules: [not { a policy\n")
    world.kill_daemon()
    shutil.rmtree(world.state.folder("cache"), ignore_errors=True)
    session = play(claude, world, Script(main=(Turn.of(make("made")), Turn.of(wipe(world, "wiped")))), bypass=True)
    assert not world.exists("made")
    assert letter(world, "wiped")
    assert "policy" in session.text("made")
