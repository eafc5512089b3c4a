"""Whole hook processes, from start to exit, as ratios inside one interleaved run.

    python benchmarks/hook_latency.py [--rounds N] [--steps N,N,...]

Every round starts each program once, in a new random order, so that a noisy machine moves all of them. `c ok` is the
compiled client with a harmless `git status`, `c deny` with `rm -rf /`, `twin` the Python client, `lean` the
in-process evaluator alone. The compiled client is measured again with 10,000 and
100,000 earlier steps in its session, and with 1,000 more rules.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from contextlib import contextmanager

from bailiwick.adapters.home import Home
from bailiwick.adapters.unix_socket import connect
from bailiwick.apps.daemon import control
from bailiwick.model.event import Envelope
from bailiwick.model.value import Value
from bailiwick.model.verdict import FailMode
from bailiwick.pep.hook.command import CLIENT, TWIN, client_runs, hook_command
from bailiwick.pep.hook.frames import encode_request
from bailiwick.pep.hook.twin import EVALUATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

POLICY = """\
version: 1
mode: enforce
packs: [baseline]
overrides: {baseline/loops.in-a-row: off, baseline/loops.session: off}
"""
MORE_RULES = 1000
BATCH = 64
"""Steps that are sent to the daemon without waiting for each answer."""


class Program(Value):
    """A program to start and what goes into it."""

    words: tuple[str, ...]
    event: bytes = b""
    code: int = 0
    """The exit code that it must have."""


def event(command: str, project: str, *, session: str = "bench", call: str = "toolu_1") -> bytes:
    """A `PreToolUse` event of a `Bash` call."""
    fields = {
        "session_id": session,
        "transcript_path": "",
        "cwd": project,
        "permission_mode": "default",
        "hook_event_name": "PreToolUse",
        "tool_name": "Bash",
        "tool_input": {"command": command},
        "tool_use_id": call,
    }
    return json.dumps(fields).encode() + b"\n"


@contextmanager
def governed_home(folder: str, policy: str) -> Iterator[Home]:
    """A home with a policy and a running daemon."""
    home = Home(folder)
    home.create()
    with open(home.policy, "w", encoding="utf-8") as file:
        file.write(policy)
    control.start(home)
    try:
        yield home
    finally:
        control.stop(home)


def many_rules() -> str:
    """The policy with rules of which none speaks."""
    rules = [
        f"  - {{id: bench.rule-{number}, guard: deny, on: file.write, path: '/nowhere/{number}/**', reason: bench}}"
        for number in range(MORE_RULES)
    ]
    return POLICY + "rules:\n" + "\n".join(rules) + "\n"


def walk(home: Home, project: str, steps: int) -> None:
    """Let the session `bench` have so many earlier steps."""
    envelope = Envelope("claude-code", "closed", project=project, home=os.path.dirname(home.root), path="/usr/bin:/bin")
    for first in range(0, steps, BATCH):
        open_connections = []
        for number in range(first, min(first + BATCH, steps)):
            connection = connect(home.socket, timeout=60)
            connection.sendall(encode_request(envelope, event(f"ls {number}", project, call=f"step_{number}")))
            open_connections.append(connection)
        for connection in open_connections:
            connection.recv(1 << 16)
            connection.close()


def hook(home: Home, *, twin: bool = False) -> tuple[str, ...]:
    """The hook command as it is installed, or that of the Python client."""
    program, arguments = hook_command(home.root, dialect="claude-code", fail_mode=FailMode.CLOSED)
    if twin:
        return (sys.executable, "-I", "-S", TWIN, *arguments[arguments.index("--home") :])
    return (program, *arguments)


def measure(programs: Mapping[str, Program], rounds: int, environment: Mapping[str, str]) -> dict[str, list[float]]:
    """Milliseconds of each start of each program."""
    samples: dict[str, list[float]] = {name: [] for name in programs}
    names = list(programs)
    chance = random.Random(1)
    for _ in range(rounds):
        chance.shuffle(names)
        for name in names:
            program = programs[name]
            start = time.perf_counter()
            done = subprocess.run(
                program.words, check=False, input=program.event, capture_output=True, env=dict(environment)
            )
            samples[name].append((time.perf_counter() - start) * 1000)
            if done.returncode != program.code:
                raise SystemExit(f"{name}: expected exit code {program.code}, got {done.returncode}: {done.stderr!r}")
    return samples


def report(samples: Mapping[str, list[float]], floor: str, base: str) -> None:
    """A line per program: median and 99th percentile, and both as ratios."""
    floors, bases = statistics.median(samples[floor]), statistics.median(samples[base])
    print(f"{'':26} {'median ms':>10} {'p99 ms':>8}   median and p99 as multiples of {floor}; median of {base}")
    for name, values in samples.items():
        median, p99 = statistics.median(values), sorted(values)[int(len(values) * 0.99)]
        print(f"{name:26} {median:10.2f} {p99:8.2f}   {median / floors:6.2f} {p99 / floors:6.2f} {median / bases:8.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--steps", default="10000,100000", help="earlier steps in the session, comma-separated")
    arguments = parser.parse_args()
    if not client_runs():
        print(f"note: no compiled client at {CLIENT}; `c` below is the twin")
    with tempfile.TemporaryDirectory() as folder:
        run(os.path.realpath(folder), arguments.rounds, [int(word) for word in arguments.steps.split(",") if word])


def run(folder: str, rounds: int, steps: list[int]) -> None:
    """All measurements, below one throw-away folder."""
    project = f"{folder}/project"
    os.mkdir(project)
    venv.create(f"{folder}/clean", symlinks=True)
    clean = f"{folder}/clean/bin/python"
    environment = {"HOME": folder, "PATH": "/usr/bin:/bin", "CLAUDE_PROJECT_DIR": project}
    status, destroy = event("git status", project), event("rm -rf /", project)
    floors = {
        "true": Program(("/bin/true",)),
        "python -I -S -c pass": Program((sys.executable, "-I", "-S", "-c", "pass")),
        "python -c pass": Program((clean, "-c", "pass")),
    }
    with governed_home(f"{folder}/home", POLICY) as home, governed_home(f"{folder}/rules", many_rules()) as rules:
        programs = {
            **floors,
            "c ok": Program(hook(home), status),
            "c deny": Program(hook(home), destroy, 2),
            "twin ok": Program(hook(home, twin=True), status),
            "twin deny": Program(hook(home, twin=True), destroy, 2),
            f"c ok, {MORE_RULES} rules": Program(hook(rules), status),
            f"c deny, {MORE_RULES} rules": Program(hook(rules), destroy, 2),
            **evaluator(home, project, environment),
        }
        report(measure(programs, rounds, environment), "true", "python -c pass")
        walked = 0
        for goal in steps:
            walk(home, project, goal - walked)
            walked = goal
            again = {**floors, f"c ok, {goal} steps": programs["c ok"], f"c deny, {goal} steps": programs["c deny"]}
            report(measure(again, rounds, environment), "true", "python -c pass")
        print(f"memory of the daemon: {control.status(home).resident_kib // 1024} MiB")


def evaluator(home: Home, project: str, environment: Mapping[str, str]) -> dict[str, Program]:
    """The in-process evaluator as a process of its own, fed with request frames."""
    _, arguments = hook_command(home.root, dialect="claude-code", fail_mode=FailMode.CLOSED)
    libraries = [value for name, value in itertools.pairwise(arguments) if name == "--lib"]
    envelope = Envelope("claude-code", "closed", project=project, home=environment["HOME"], path=environment["PATH"])
    words = (sys.executable, "-I", "-S", "-c", EVALUATE, home.root, *libraries)
    return {
        "lean ok": Program(words, encode_request(envelope, event("git status", project, session="lean"))),
        "lean deny": Program(words, encode_request(envelope, event("rm -rf /", project, session="lean"))),
    }


if __name__ == "__main__":
    main()
