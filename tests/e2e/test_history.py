"""Rules about the past on the real client: taint, loops, gates, and what is written and then run."""

from __future__ import annotations

import os

import pytest
from answering_client import play_answering

from bailiwick.apps.live.client import play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

pytestmark = pytest.mark.e2e

POLICY = """\
version: 1
mode: enforce
packs: [baseline]
taint:
  - label: customer
    from: {on: file.read, path: "customers/**"}
    to: [{on: exec.run, where: {shell: true}}]
    through: files
    reason: customer data was read
rules:
  - id: loop
    guard: deny
    reason: this looks like a loop
    on: exec.run
    where: {shell: true}
    in_a_row: {max: 3}
  - id: publish-gate
    guard: deny
    reason: ask the user first
    on: vcs.push
    requires: {gate: human}
  - id: write-gate
    guard: deny
    reason: ask the user first
    on: file.write
    path: [first, second]
    requires: {gate: human, within: 2, dedicated: true}
  - id: test-first
    guard: deny
    reason: run the tests first
    on: vcs.commit
    requires: {on: exec.run, where: {program: pytest}}
"""

QUESTION = {
    "question": "Push?",
    "header": "Push",
    "multiSelect": False,
    "options": [{"label": "Yes", "description": "push"}, {"label": "No", "description": "stay"}],
}


@pytest.fixture
def ruled(world: ThrowAway) -> ThrowAway:
    world.write(world.state.policy, POLICY)
    os.chmod(world.state.policy, 0o600)
    return world


def turns(*calls: Call) -> Script:
    return Script(main=tuple(Turn.of(call) for call in calls))


def shell(label: str, command: str) -> Call:
    return Call(label, "Bash", {"command": command})


def rules_of(world: ThrowAway, label: str) -> list[str]:
    return [rule["rule"] for rule in world.decision(label)["rules"]]


def test_a_taint_holds_through_files_and_a_new_session(claude: str, ruled: ThrowAway) -> None:
    data = ruled.write("customers/list.csv", "a,b\n")
    copy = f"{ruled.project}/summary.txt"
    script = turns(
        shell("before", "touch before"),
        Call("read", "Read", {"file_path": data}),
        shell("after", "touch after"),
        Call("write", "Write", {"file_path": copy, "content": "a\n"}),
    )
    session = play(claude, ruled, script, bypass=True)
    assert ruled.exists("before"), session.stderr
    assert not ruled.exists("after")
    assert "customer data was read" in session.text("after")
    assert ruled.exists("summary.txt")
    later = turns(
        shell("fresh", "touch fresh"), Call("again", "Read", {"file_path": copy}), shell("late", "touch late")
    )
    play(claude, ruled, later, bypass=True)
    assert ruled.exists("fresh")
    assert not ruled.exists("late")
    listed = ruled.query("session", "list")
    assert [list(one["labels"]) for one in listed] == [["customer"], ["customer"]]


def test_a_taint_survives_a_killed_daemon(claude: str, ruled: ThrowAway) -> None:
    data = ruled.write("customers/list.csv", "a,b\n")
    script = Script(
        main=(
            Turn.of(Call("read", "Read", {"file_path": data})),
            Turn.of(shell("after", "touch after"), before=ruled.kill_daemon),
        )
    )
    play(claude, ruled, script, bypass=True)
    assert not ruled.exists("after")
    assert "user/taint.customer.sink" in rules_of(ruled, "after")


def test_a_loop_of_shell_calls_is_stopped_until_something_else_happens(claude: str, ruled: ThrowAway) -> None:
    looping = [shell(f"turn{number}", f"touch made{number}") for number in range(5)]
    other = Call("look", "Read", {"file_path": f"{ruled.project}/README.md"})
    play(claude, ruled, turns(*looping, other, shell("on", "touch on")), bypass=True)
    assert [ruled.exists(f"made{number}") for number in range(5)] == [True, True, True, False, False]
    assert ruled.exists("on")


def test_parallel_calls_are_all_counted(claude: str, ruled: ThrowAway) -> None:
    together = [shell(f"call{number}", f"touch made{number}") for number in range(6)]
    play(claude, ruled, Script(main=(Turn.of(*together),)), bypass=True)
    assert sum(ruled.exists(f"made{number}") for number in range(6)) == 3


def test_a_gate_stays_shut_where_nobody_can_answer(claude: str, ruled: ThrowAway) -> None:
    ask = Call("ask", "AskUserQuestion", {"questions": [QUESTION], "answers": {"Push?": "Yes"}})
    session = play(claude, ruled, turns(ask, shell("push", "git push origin main")), bypass=True)
    assert "ask the user first" in session.text("push")
    assert "user/publish-gate" in rules_of(ruled, "push")


@pytest.mark.parametrize(("answer", "opens"), [("Yes", True), ("No", False), ("Yes, but only to the fork", False)])
def test_a_gate_opens_on_a_plain_yes_and_for_one_call(claude: str, ruled: ThrowAway, answer: str, opens: bool) -> None:
    ask = Call("ask", "AskUserQuestion", {"questions": [QUESTION]})
    first, second = shell("first", "printf x > first"), shell("second", "printf x > second")
    play_answering(claude, ruled, turns(first, ask, second), [answer])
    assert not ruled.exists("first")
    assert ruled.exists("second") is opens
    assert not ruled.entries("incident"), "a person's answer in the input is no rewriting"


def test_a_turn_ends_after_the_denials_that_the_policy_allows(claude: str, ruled: ThrowAway) -> None:
    ruled.write(ruled.state.policy, POLICY + "stop_after_denials: 2\n")
    tries = [
        Call(f"try{number}", "Write", {"file_path": f"{ruled.project}/first", "content": "x"}) for number in (1, 2)
    ]
    session = play(claude, ruled, turns(*tries, shell("on", "touch on")), bypass=True)
    assert "ask the user first" in session.text("try1")
    assert not ruled.exists("first")
    assert not ruled.exists("on")
    assert len(ruled.entries("decision")) == 2


def test_a_required_call_opens_the_way_only_when_it_succeeded(claude: str, ruled: ThrowAway) -> None:
    script = turns(shell("early", "git commit --allow-empty -m early"), shell("late", "git log --oneline"))
    session = play(claude, ruled, script, bypass=True)
    assert "run the tests first" in session.text("early")
    assert "early" not in ruled.git("log", "--oneline")


def test_what_is_written_and_then_run_is_judged_by_its_content(claude: str, ruled: ThrowAway) -> None:
    keepsake = ruled.write(f"{ruled.home}/letters/letter.txt", "dear diary\n")
    remove = " ".join(("rm", "-rf", os.path.dirname(keepsake)))
    script = turns(
        Call("write", "Write", {"file_path": f"{ruled.project}/tidy.sh", "content": f"#!/bin/sh\n{remove}\n"}),
        shell("run", "sh ./tidy.sh"),
        shell("quietly", "env -i sh -c './tidy.sh'"),
    )
    play(claude, ruled, script, bypass=True)
    assert ruled.exists("tidy.sh")
    assert ruled.exists(keepsake)
    assert ruled.decision("run")["verdict"] == "deny"
    assert ruled.decision("quietly")["verdict"] == "deny"
