"""What is remembered of a session, on the real client: across resuming, compaction, clearing, and between subagents."""

from __future__ import annotations

from typing import Any

import pytest

from bailiwick.apps.live.client import Session, play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

pytestmark = pytest.mark.e2e

POLICY = """\
version: 1
mode: enforce
taint:
  - label: customer
    from: {on: file.read, path: "customers/**"}
    to: [{on: exec.run, where: {shell: true}}]
    reason: customer data was read
rules:
  - id: few
    guard: deny
    on: exec.run
    where: {shell: true}
    session: {shell_calls: {over: 3}}
    reason: enough commands for this session
"""


@pytest.fixture
def ruled(world: ThrowAway) -> ThrowAway:
    world.write(world.state.policy, POLICY)
    world.write("customers/list.csv", "a,b\n")
    return world


def shell(label: str) -> Call:
    return Call(label, "Bash", {"command": f"touch {label}"})


def read(world: ThrowAway, label: str) -> Call:
    return Call(label, "Read", {"file_path": f"{world.project}/customers/list.csv"})


def go(claude: str, world: ThrowAway, *calls: Call, prompt: str = "go", resume: str = "") -> Session:
    arguments = ("--resume", resume) if resume else ()
    turns = tuple(Turn.of(call) for call in calls)
    return play(claude, world, Script(main=turns), prompt=prompt, bypass=True, arguments=arguments)


def starts(world: ThrowAway) -> list[tuple[str, str]]:
    return [(body["source"], body["session"]) for body in world.entries("session") if body["event"] == "started"]


def counters(world: ThrowAway, session: str) -> dict[str, int]:
    shown: dict[str, Any] = world.query("session", "show", session)
    return dict(shown["counters"])


def test_taint_and_counters_survive_compaction(claude: str, ruled: ThrowAway) -> None:
    first = go(claude, ruled, shell("before"), read(ruled, "read"))
    compacted = go(claude, ruled, prompt="/compact", resume=first.id)
    assert ("compact", first.id) in starts(ruled), (compacted.stderr, starts(ruled))
    later = go(claude, ruled, shell("after"), resume=first.id)
    assert ruled.exists("before")
    assert not ruled.exists("after")
    assert "customer data was read" in later.text("after")
    assert counters(ruled, first.id)["shell_calls"] == 2


def test_a_resumed_session_goes_on_where_it_was(claude: str, ruled: ThrowAway) -> None:
    first = go(claude, ruled, shell("one"), shell("two"))
    second = go(claude, ruled, shell("three"), shell("four"), resume=first.id)
    assert second.id == first.id
    assert [ruled.exists(name) for name in ("one", "two", "three", "four")] == [True, True, True, False]
    assert "enough commands" in second.text("four")
    third = go(claude, ruled, read(ruled, "read"), resume=first.id)
    assert third.id == first.id
    ruled.kill_daemon()
    assert "user/taint.customer.sink" in go(claude, ruled, shell("late"), resume=first.id).text("late")


def test_a_new_session_starts_anew(claude: str, ruled: ThrowAway) -> None:
    go(claude, ruled, shell("one"), read(ruled, "read"))
    go(claude, ruled, shell("two"))
    assert ruled.exists("two")


def task(marker: str, label: str) -> Call:
    given = {"description": "look", "prompt": f"{marker}: look", "subagent_type": "general-purpose"}
    return Call(label, "Agent", {**given, "run_in_background": False})


def test_what_one_subagent_has_read_taints_the_others_and_the_main_thread(claude: str, ruled: ThrowAway) -> None:
    script = Script(
        main=(Turn.of(task("FIRST", "spawn1")), Turn.of(task("SECOND", "spawn2")), Turn.of(shell("main"))),
        agents={
            "FIRST": (Turn.of(shell("free")), Turn.of(read(ruled, "read")), Turn.of("read")),
            "SECOND": (Turn.of(shell("other")), Turn.of("done")),
        },
    )
    session = play(claude, ruled, script, bypass=True)
    assert ruled.exists("free"), session.stderr
    assert not ruled.exists("other")
    assert not ruled.exists("main")
    agents = [ruled.decision(label)["subagent"] for label in ("free", "read", "other", "main")]
    assert agents[0] == agents[1] != ""
    assert agents[2] not in ("", agents[0])
    assert agents[3] == ""
    assert counters(ruled, session.id)["shell_calls"] == 3


def test_a_subagent_of_a_subagent_is_known_to_be_one(claude: str, ruled: ThrowAway) -> None:
    rule = "rules: [{id: deep, guard: deny, on: agent.spawn, agents: {depth: {over: 1}}, reason: deep enough}]\n"
    ruled.write(ruled.state.policy, f"version: 1\nmode: enforce\n{rule}")
    deeper = {
        "FIRST": (Turn.of(task("SECOND", "spawn2")), Turn.of("done")),
        "SECOND": (Turn.of(shell("second")), Turn.of(task("THIRD", "spawn3")), Turn.of("done")),
        "THIRD": (Turn.of(shell("third")), Turn.of("done")),
    }
    session = play(claude, ruled, Script(main=(Turn.of(task("FIRST", "spawn1")),), agents=deeper), bypass=True)
    assert ruled.exists("second"), session.stderr
    assert not ruled.exists("third")
    assert ruled.decision("spawn3")["rules"][0]["rule"] == "user/deep"
    depths: dict[str, Any] = ruled.query("session", "show", session.id)
    assert sorted(depths["subagents"].values()) == [1, 2]
