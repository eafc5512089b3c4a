"""Rules about the past through real clients and a daemon that is killed: every call counts once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from fault_harness import pre_tool_use

if TYPE_CHECKING:
    from fault_harness import World

POLICY = """\
version: 1
mode: enforce
taint: [{label: customer, from: {on: file.read, path: customers.csv}, to: {on: net.search}}]
rules:
  - {id: few, guard: deny, reason: too many, on: exec.run, where: {shell: true}, limit: {max: 6}}
  - {id: all-sessions, guard: deny, reason: too many, on: pkg.install, limit: {max: 2, window: 1h, per: project}}
"""


def event(name: str, world: World, tool: str, call: str, given: dict[str, str], *, session: str = "s1") -> bytes:
    plain: dict[str, object] = {
        "session_id": session, "hook_event_name": name, "cwd": world.project, "permission_mode": "default",
        "tool_name": tool, "tool_input": given, "tool_use_id": call,
    }  # fmt: skip
    if name == "PostToolUse":
        plain |= {"tool_response": {"stdout": "ok"}, "duration_ms": 1}
    return json.dumps(plain).encode()


@pytest.fixture
def ruled(world: World) -> World:
    world.write_policy(POLICY)
    return world


def test_a_count_goes_on_over_kills_of_the_daemon(ruled: World) -> None:
    passed = []
    for number in range(8):
        done = ruled(pre_tool_use(f"true {number}", cwd=ruled.project, call=f"c{number}"))
        passed.append(done.passed)
        if number % 3 == 1:
            ruled.kill_daemon()
    assert passed == [True] * 6 + [False] * 2


def test_a_taint_outlives_a_kill_right_after_the_outcome(ruled: World) -> None:
    read = {"file_path": f"{ruled.project}/customers.csv"}
    assert ruled(event("PreToolUse", ruled, "Read", "c1", read)).passed
    assert ruled(event("PreToolUse", ruled, "WebSearch", "c2", {"query": "x"})).passed
    ruled(event("PostToolUse", ruled, "Read", "c1", read))
    ruled.kill_daemon()
    assert ruled(event("PreToolUse", ruled, "WebSearch", "c3", {"query": "x"})).denied


def test_twenty_clients_at_once_get_exactly_what_the_limit_allows(ruled: World) -> None:
    ruled(pre_tool_use("true", cwd=ruled.project, session="other", call="warm"))
    calls = [pre_tool_use(f"true {number}", cwd=ruled.project, call=f"c{number}") for number in range(20)]
    with ThreadPoolExecutor(20) as together:
        done = list(together.map(ruled, calls))
    assert sum(one.passed for one in done) == 6
    assert sum(one.denied for one in done) == 14


def test_sessions_of_a_project_are_counted_together_over_a_kill(ruled: World) -> None:
    verdicts = []
    for number in range(4):
        install = {"command": "npm install left-pad"}
        session = f"s{number}"
        verdicts.append(ruled(event("PreToolUse", ruled, "Bash", f"c{number}", install, session=session)).passed)
        ruled.kill_daemon()
    assert verdicts == [True, True, False, False]
