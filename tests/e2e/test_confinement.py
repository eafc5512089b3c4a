"""The obligation `confine` on the real client: the kernel holds the command, not only the decision."""

from __future__ import annotations

import json
import sys

import pytest

from bailiwick.adapters.confinement import landlock
from bailiwick.apps.live.client import play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        sys.platform != "linux" or landlock.version() < landlock.OLDEST_ABI, reason="needs Linux with Landlock"
    ),
]

POLICY = """\
version: 1
mode: enforce
rules:
  - id: sandbox
    guard: note
    on: exec.run
    where: {shell: true}
    reason: shell calls run in a sandbox
    obligations: [{confine: {write: project, network: none}}]
"""


def shell(label: str, command: str) -> Turn:
    return Turn.of(Call(label, "Bash", {"command": command}))


@pytest.fixture
def confining(world: ThrowAway) -> ThrowAway:
    world.write(world.state.policy, POLICY)
    return world


def test_a_command_writes_inside_and_fails_natively_outside(claude: str, confining: ThrowAway) -> None:
    outside = f"{confining.home}/outside.txt"
    both = f"it='quoted'; echo \"$it\" > inside.txt; sh -c 'echo x > {outside}'; ls README.md"
    session = play(claude, confining, Script(main=(shell("both", both),)), bypass=True)
    assert confining.read("inside.txt") == "quoted\n", session.stderr
    assert not confining.exists(outside)
    assert "Permission denied" in session.text("both")
    assert "README.md" in session.text("both")
    body = confining.decision("both")
    assert body["verdict"] in ("abstain", "allow")
    assert body["input"]["command"] == both
    assert body["executed"]["command"].endswith("ls README.md'")
    assert [outcome["changed"] for outcome in confining.entries("outcome")] == [False]
    assert not confining.entries("incident")


def test_a_wider_sandbox_of_the_agents_own_is_replaced(claude: str, confining: ThrowAway) -> None:
    outside = f"{confining.home}/outside.txt"
    mine = f"{sys.executable} -I -m bailiwick confine --write / --network any -- bash -c 'echo x > {outside}'"
    play(claude, confining, Script(main=(shell("wide", mine), shell("on", "touch inside"))), bypass=True)
    assert not confining.exists(outside)
    assert confining.exists("inside")


def test_a_sandbox_that_cannot_be_made_denies(claude: str, confining: ThrowAway) -> None:
    confining.write(confining.state.policy, POLICY.replace("write: project", "write: home, hide: credentials"))
    session = play(claude, confining, Script(main=(shell("call", "touch made"),)), bypass=True)
    assert not confining.exists("made")
    assert "core/obligation" in session.text("call")


@pytest.mark.parametrize("kind", ["ask", "deny"])
def test_the_users_own_rules_about_a_command_hold_in_the_sandbox(claude: str, confining: ThrowAway, kind: str) -> None:
    settings = json.loads(confining.read(confining.user_settings))
    settings["permissions"][kind] = ["Bash(touch:*)"]
    confining.write(confining.user_settings, json.dumps(settings))
    session = play(claude, confining, Script(main=(shell("call", "touch made"), shell("other", "echo x > free"))))
    assert not confining.exists("made"), session.text("call")
    assert confining.exists("free"), session.text("other")


def test_an_approved_call_runs_in_the_sandbox_without_a_prompt(claude: str) -> None:
    with ThrowAway() as bare:
        bare.git("init", "-q")
        bare.write("a.txt", "one\ntwo\n")
        bare.govern()
        bare.write(bare.state.policy, POLICY.replace("rules:", "packs: [baseline, auto-approve]\nrules:"))
        reading = "for f in a.txt; do sort -r $f | head -n 1; done"
        session = play(claude, bare, Script(main=(shell("read", reading), shell("write", "touch made"))))
        assert session.text("read").strip() == "two", session.stderr
        assert bare.decision("read")["executed"]["command"].endswith("done'")
        assert session.results["write"].error
        assert not bare.exists("made")
