"""What a call costs its session, and how large the session's state is, from 0 to 100,000 calls.

The policy has the given number of history rules of every sort; each call matches one in ten of them. Printed per
stretch of the session: median microseconds to fold one attempt and its outcome, to write the state's plain form, and
its size.

    .venv/bin/python benchmarks/session_cost.py [RULES] [CALLS]
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta

from bailiwick.model.operation import Kind, Operation
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.verdict import Mode
from bailiwick.pdp import decide
from bailiwick.pdp.consequences import attempt
from bailiwick.policy.compiled import CompiledPolicy, from_plain
from bailiwick.policy.levels import Levels, combine
from bailiwick.policy.schema import read_policy
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.fold import fold
from bailiwick.session.state import SessionState, to_plain

SORTS = (
    "limit: {max: 1000000}",
    "limit: {max: 1000000, window: 10m}",
    "in_a_row: {max: 1000000}",
    "after: [{on: mcp.call, where: {tool_name: OTHER}}, {on: db.read}]",
    "requires: {on: mcp.call, where: {tool_name: TOOL}}",
    "successor: {of: {on: db.read}, must: {on: mcp.call}}",
)
SHOWN = 10
"""Stretches of the session that are printed."""


def policy(rules: int) -> CompiledPolicy:
    lines = [
        f"  - {{id: r{number}, guard: note, reason: r, on: mcp.call, where: {{tool_name: t{number % 10}}}, "
        + SORTS[number % len(SORTS)].replace("TOOL", f"t{number % 10}").replace("OTHER", f"t{(number + 1) % 10}")
        + "}\n"
        for number in range(rules)
    ]
    text = "version: 1\nmode: enforce\n" + ("rules:\n" + "".join(lines) if lines else "")
    document, problems = read_policy(text, "benchmark")
    if document is None:
        raise SystemExit("\n".join(map(str, problems)))
    return from_plain(combine(Levels(user=document), {}))


def main(rules: int, calls: int) -> None:
    in_force = policy(rules)
    place = Place(project="/p", home="/h")
    state, now = SessionState(project="/p"), datetime(2026, 1, 1, tzinfo=UTC)
    deciding: list[float] = []
    folding: list[float] = []
    print(f"{rules} history rules, mode {Mode.ENFORCE}")
    print(f"{'calls':>8}  {'decide us':>9}  {'fold us':>8}  {'plain form us':>13}  {'bytes':>8}")
    for number in range(1, calls + 1):
        now += timedelta(milliseconds=700)
        operations = [Operation(Kind.MCP_CALL, attributes={"server": "s", "tool_name": f"t{number % 10}"})]
        request = Request(Subject(session="s"), place, "mcp__s__t", call=f"c{number}")
        started = time.perf_counter()
        decision = decide(request, operations, state, in_force, now=now)
        event = attempt(request, decision, state, in_force, denied=False)
        deciding.append(time.perf_counter() - started)
        started = time.perf_counter()
        state = fold(state, event)
        state = fold(state, SessionEvent(step=Step.OUTCOME, call=request.call))
        folding.append(time.perf_counter() - started)
        if number == 100 or number % (calls // SHOWN) == 0:
            started = time.perf_counter()
            size = len(json.dumps(to_plain(state)))
            plain = time.perf_counter() - started
            print(
                f"{number:>8}  {statistics.median(deciding) * 1e6:>9.1f}  {statistics.median(folding) * 1e6:>8.1f}"
                f"  {plain * 1e6:>13.0f}  {size:>8}"
            )
            deciding.clear()
            folding.clear()


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [100, 100_000][len(given) :]))
