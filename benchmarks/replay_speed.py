"""How fast recorded decisions are made again: `bailiwick policy simulate` and `replay`, per second and process.

    python benchmarks/replay_speed.py [--decisions N] [--check]

The log is written by the engine for the calls of `tests/corpus/everyday.jsonl`, over and over in new sessions of 50
calls, then read from its segments as the commands do. Exits with 1 when a figure is below its budget and `--check` is
given.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bailiwick.adapters.home import Home
from bailiwick.adapters.log_reader import read_entries
from bailiwick.adapters.policy_files import DEFAULT_POLICY, InForce, Sources, compile_sources
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.adapters.session_files import SessionMemory
from bailiwick.apps.authoring.comparing import compare
from bailiwick.apps.authoring.replaying import Replay, Replayed, Reproduction, Simulation, rules_of
from bailiwick.apps.corpus.world import PROJECT, SEEN, Relocated, build_home
from bailiwick.engine.governor import Governor
from bailiwick.model.event import OutcomeStatus, ToolCall, ToolOutcome
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.verdict import FailMode
from bailiwick.policy.compiled import from_plain
from bailiwick.policy.effective import text_of

BUDGET = 5000.0
"""Decisions per second."""

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "everyday.jsonl"
SESSION_CALLS = 50

PAST = (
    "version: 1\npacks: [baseline]\nrules:\n"
    "  - {id: many, guard: ask, reason: many, on: exec.run, where: {shell: true}, limit: {max: 40}}\n"
    "  - {id: seq, guard: deny, reason: order, on: vcs.push, after: [{on: file.read, class: secret}]}\n"
    "taint: [{label: customer, from: [{on: db.read}], through: files}]\n"
)


class OnePolicy:
    """A policy source with one policy."""

    def __init__(self, text: str) -> None:
        plain = compile_sources(Sources(user=text))
        self._first: InForce | None = InForce(from_plain(plain), changed=True, text=text_of(plain))
        self._later = InForce(from_plain(plain))

    def current(self, project: str) -> InForce:  # noqa: ARG002 - the same for all
        """The policy, as new at first."""
        first, self._first = self._first, None
        return first or self._later


class SteadyClock:
    """The time now; a real clock is what the daemon has."""

    def now(self) -> datetime:
        """The time now."""
        return datetime.now(UTC)


def write_log(home: Home, root: str, decisions: int) -> None:
    build_home(root)
    calls = [json.loads(line) for line in CORPUS.read_text().splitlines() if line.strip()]
    place = Place(project=PROJECT, home=SEEN, user="dev")
    with SegmentRecorder(home, now=datetime.now(UTC), background=False) as recorder:
        governor = Governor(
            clock=SteadyClock(),
            facts=Relocated(root, SEEN),
            recorder=recorder,
            policies=OnePolicy(DEFAULT_POLICY),
            sessions=SessionMemory(),
        )
        for number in range(decisions):
            call = calls[number % len(calls)]
            subject = Subject(agent="claude-code", session=f"session-{number // SESSION_CALLS}")
            request = Request(
                subject, place, tool=call["tool"], input=call["input"], cwd=PROJECT, call=f"call-{number}"
            )
            if not governor.handle(ToolCall(request), fail_mode=FailMode.CLOSED).refused:
                governor.handle(ToolOutcome(request, OutcomeStatus.DONE), fail_mode=FailMode.CLOSED)


def speed(home: Home, replay: Replay) -> tuple[int, int, float]:
    """Decisions, those that came out otherwise, and decisions per second."""
    gc.collect()
    started = time.perf_counter()
    found = compare(_taken(home, replay))
    took = time.perf_counter() - started
    return found.decisions, found.changed + found.other_rules, found.decisions / took


def _taken(home: Home, replay: Replay) -> Iterator[Replayed]:
    for placed in read_entries(home.folder("log")):
        found = replay.take(placed.entry, placed.reference)
        if found is not None:
            yield found


def main() -> int:
    parser = argparse.ArgumentParser(description="How fast recorded decisions are made again.")
    parser.add_argument("--decisions", type=int, default=5000)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        root = str(Path(folder).resolve())
        home = Home(f"{root}/bailiwick")
        home.create()
        write_log(home, f"{root}/dev", arguments.decisions)
        replays = {
            "replay": Reproduction(admits=lambda _: True),
            "simulate, same policy": Simulation(
                rules_of(compile_sources(Sources(user=DEFAULT_POLICY))), admits=lambda _: True
            ),
            "simulate, rules about the past": Simulation(
                rules_of(compile_sources(Sources(user=PAST))), admits=lambda _: True
            ),
        }
        for name, replay in replays.items():
            decisions, differ, rate = speed(home, replay)
            slow = slow or rate < BUDGET
            print(f"{name:<32} {decisions:>7} decisions, {differ:>6} differ, {rate:>9.0f} per second")
    return 1 if slow and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
