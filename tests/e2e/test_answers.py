"""What Bailiwick answers beside yes and no, on the real client: approval, changed input, advice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bailiwick.apps.live.client import Session, play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

pytestmark = pytest.mark.e2e

READING = "for f in a.txt b.txt; do sort -r $f | head -n 1; done"
"""A command that the client asks about by itself."""


@pytest.fixture
def bare() -> Iterator[ThrowAway]:
    """A world whose user has given the agent no permissions at all."""
    with ThrowAway() as made:
        made.git("init", "-q")
        made.write("a.txt", "one\ntwo\n")
        made.write("b.txt", "three\nfour\n")
        made.govern()
        yield made


def policy(world: ThrowAway, rules: str = "", packs: str = "baseline") -> None:
    text = f"version: 1\nmode: enforce\npacks: [{packs}]\n"
    world.write(world.state.policy, text + (f"rules:\n{rules}" if rules else ""))


def run(claude: str, world: ThrowAway, command: str, *, bypass: bool = False) -> Session:
    return play(claude, world, Script(main=(Turn.of(Call("call", "Bash", {"command": command})),)), bypass=bypass)


def test_a_reading_call_is_approved_and_needs_no_permission_of_the_user(claude: str, bare: ThrowAway) -> None:
    policy(bare)
    assert run(claude, bare, READING).results["call"].error
    policy(bare, packs="baseline, auto-approve")
    session = run(claude, bare, READING)
    assert not session.results["call"].error, session.text("call")
    assert session.text("call").split() == ["two", "three"]
    assert bare.decision("call")["answered"] == "allow"


def test_what_is_not_proven_is_not_approved(claude: str, bare: ThrowAway) -> None:
    policy(bare, packs="baseline, auto-approve")
    assert run(claude, bare, f"{READING} > out.txt").results["call"].error
    assert not bare.exists("out.txt")


@pytest.mark.parametrize("kind", ["ask", "deny"])
def test_the_users_own_rules_are_stronger_than_an_approval(claude: str, bare: ThrowAway, kind: str) -> None:
    policy(bare, packs="baseline, auto-approve")
    settings = json.loads(bare.read(bare.user_settings))
    settings.setdefault("permissions", {}).setdefault(kind, []).append("Bash(sort:*)")
    bare.write(bare.user_settings, json.dumps(settings))
    assert run(claude, bare, READING).results["call"].error
    assert bare.decision("call")["answered"] == "none"


def only_prompts(world: ThrowAway) -> None:
    """Leave the hook on permission prompts alone: it then answers what the hook on calls would have answered before."""
    settings = json.loads(world.read(world.user_settings))
    del settings["hooks"]["PreToolUse"]
    world.write(world.user_settings, json.dumps(settings))


def test_a_prompt_that_appears_is_answered_for_a_reading_call(claude: str, bare: ThrowAway) -> None:
    policy(bare)
    only_prompts(bare)
    assert run(claude, bare, READING).results["call"].error
    policy(bare, packs="baseline, auto-approve")
    session = run(claude, bare, READING)
    assert not session.results["call"].error, session.text("call")
    assert session.text("call").split() == ["two", "three"]
    assert run(claude, bare, f"{READING} > out.txt").results["call"].error
    assert not bare.exists("out.txt")


def test_a_prompt_that_appears_is_refused_for_what_the_policy_denies(claude: str, bare: ThrowAway) -> None:
    policy(bare, "  - {id: d, guard: deny, on: file.write, reason: house rule}\n")
    only_prompts(bare)
    session = run(claude, bare, "touch made")
    assert "house rule" in session.text("call")
    assert not bare.exists("made")


REWRITE = (
    "  - {id: o, guard: note, on: exec.run, where: {program: touch}, reason: house rule,"
    " obligations: [{rewrite: {program: touch, replace: {made: other}}}]}\n"
)


def test_a_rewritten_call_runs_as_rewritten_and_is_no_incident(claude: str, world: ThrowAway) -> None:
    policy(world, REWRITE)
    run(claude, world, "touch made && echo made", bypass=True)
    assert world.exists("other")
    assert not world.exists("made")
    body = world.decision("call")
    assert body["input"]["command"] == "touch made && echo made"
    assert body["executed"]["command"] == "touch other && echo made"
    assert [outcome["changed"] for outcome in world.entries("outcome")] == [False]
    assert not world.entries("incident")
    reference = world.entries("outcome")[0]["decision"]
    assert "must run with command: touch other && echo made" in world.bailiwick("why", reference).stdout


def test_a_call_that_cannot_be_rewritten_does_not_run(claude: str, world: ThrowAway) -> None:
    policy(world, REWRITE)
    session = run(claude, world, "touch ma''de", bypass=True)
    assert not world.exists("made")
    assert "core/obligation" in session.text("call")


def test_advice_reaches_the_model(claude: str, world: ThrowAway) -> None:
    policy(
        world,
        "  - {id: a, guard: note, on: exec.run, where: {program: touch}, reason: house rule,"
        " obligations: [{annotate: files are better written with Write}]}\n",
    )
    session = run(claude, world, "touch made", bypass=True)
    assert world.exists("made")
    assert any("files are better written with Write" in json.dumps(one.body) for one in session.received)


def test_an_external_check_is_asked_and_a_changed_one_denies(claude: str, world: ThrowAway) -> None:
    script = world.write(
        f"{world.home}/check.sh", "#!/bin/sh\ngrep -q forbidden && { echo house rule >&2; exit 2; }\nexit 0\n"
    )
    pin = hashlib.sha256(Path(script).read_bytes()).hexdigest()
    check = f"checks: [{{id: house, on: exec.run, where: {{shell: true}}, run: '~/check.sh', sha256: '{pin}'}}]\n"
    world.write(world.state.policy, f"version: 1\nmode: enforce\npacks: [baseline]\n{check}")
    run(claude, world, "touch made", bypass=True)
    assert world.exists("made")
    assert "house rule" in run(claude, world, "touch forbidden", bypass=True).text("call")
    assert not world.exists("forbidden")
    world.write(script, "#!/bin/sh\nexit 0\n")
    session = run(claude, world, "touch other", bypass=True)
    assert not world.exists("other")
    assert "pinned" in session.text("call")
