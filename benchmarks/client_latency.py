"""Added time per tool call in the real client, with and without Bailiwick.

Each session plays a row of Read calls; a sample is the time between the end of one answer of the model and the
arrival of the next request: tool, hooks and the client's own work. The conditions take turns inside every round and
are compared within it, so a noisy machine moves both sides of a pair.

    .venv/bin/python benchmarks/client_latency.py [ROUNDS]     needs $CLAUDE_BIN or .e2e (make client)
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bailiwick.apps.live.client import client_version, play
from bailiwick.apps.live.conversation import MAIN, Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

CALLS = 25
WARM = 5
"""The first calls of a session pay for caches and the start of the daemon."""
ROUNDS = 6
PINNED = Path(__file__).parents[1] / ".e2e" / "node_modules" / ".bin" / "claude"


def nothing(_world: ThrowAway) -> None:
    """No hook at all."""


def do_nothing_hook(world: ThrowAway) -> None:
    """The floor: the same hooks on the same events, with a program that does nothing."""
    world.govern()
    group = [{"hooks": [{"type": "command", "command": "/bin/true", "args": []}]}]
    events = json.loads(world.read(world.user_settings))["hooks"]
    world.write(world.user_settings, json.dumps({"hooks": dict.fromkeys(events, group)}))


def governed(world: ThrowAway) -> None:
    """Everything that `bailiwick init` wires: decision before, outcome after, batch."""
    world.govern()


CONDITIONS: Mapping[str, Callable[[ThrowAway], None]] = {
    "no hooks": nothing,
    "the same hooks, idle": do_nothing_hook,
    "bailiwick": governed,
}


def milliseconds_per_call(claude: str, prepare: Callable[[ThrowAway], None]) -> float:
    """Median over the calls of one session."""
    with ThrowAway() as world:
        paths = [world.write(f"file{number}.txt", f"line {number}\n") for number in range(CALLS)]
        prepare(world)
        turns = [Turn.of(Call(f"read{number}", "Read", {"file_path": path})) for number, path in enumerate(paths)]
        session = play(claude, world, Script(main=(*turns, Turn.of("done"))), bypass=True)
        if len(session.results) != CALLS or any(result.error for result in session.results.values()):
            raise SystemExit(f"expected {CALLS} good results, got {len(session.results)}: {session.stderr[-500:]}")
    main = [request for request in session.received if request.conversation == MAIN]
    gaps = [1000 * (after.arrived - before.answered) for before, after in itertools.pairwise(main)]
    return statistics.median(gaps[WARM:])


def main() -> int:
    """Print one line per condition."""
    claude = os.environ.get("CLAUDE_BIN") or str(PINNED)
    if not os.access(claude, os.X_OK):
        print(f"skipped: `{claude}` is missing (make client)")
        return 0
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    measured: dict[str, list[float]] = {name: [] for name in CONDITIONS}
    for _ in range(rounds):
        for name, prepare in CONDITIONS.items():
            measured[name].append(milliseconds_per_call(claude, prepare))
    print(f"claude {client_version(claude)}, {rounds} rounds of {CALLS} Read calls")
    base = measured["no hooks"]
    for name, values in measured.items():
        added = sorted(value - without for value, without in zip(values, base, strict=True))
        ratio = statistics.median(value / without for value, without in zip(values, base, strict=True))
        print(
            f"{name:24} {statistics.median(values):6.1f} ms a call, added {statistics.median(added):+5.1f} ms "
            f"({added[0]:+.1f} to {added[-1]:+.1f}), ratio {ratio:.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
