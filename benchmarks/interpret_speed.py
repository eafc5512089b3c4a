"""Interpret and decide, nothing cached: median and p99 on ordinary commands, more rules, 1 MB of input, secret scan.

Usage: python benchmarks/interpret_speed.py [--rounds N] [--check]

A sample is one pass of the plan-facts loop with every fact at hand, and the decision: what the daemon computes besides
reading facts. Exits with 1 when a figure exceeds its budget and `--check` is given.
"""

from __future__ import annotations

import argparse
import base64
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bailiwick.adapters.policy_files import DEFAULT_POLICY, Sources, compile_sources, default_policy
from bailiwick.apps.corpus.cases import Case, cases
from bailiwick.apps.corpus.world import PROJECT, build_home, judge_in
from bailiwick.interpret import interpret
from bailiwick.interpret.content.secrets import find_secrets
from bailiwick.model.errors import BoundError
from bailiwick.model.request import Request
from bailiwick.pdp import decide
from bailiwick.policy.compiled import from_plain
from bailiwick.session.state import SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.apps.judging import Judge
    from bailiwick.model.fact import Fact, FactQuery

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
MEBIBYTE = 1024 * 1024

BUDGETS = {
    "median": ("interpret + decide, median", 150.0, "us"),
    "p99": ("interpret + decide, p99", 1000.0, "us"),
    "100 rules": ("100 more rules, median of decide", 10.0, "us more"),
    "1000 rules": ("1,000 more rules, median of decide", 40.0, "us more"),
    "large": ("1 MB of shell text: refused", 200.0, "ms"),
    "longest": ("200 KB of shell text: read", 3000.0, "ms"),
    "large write": ("1 MB of written content", 200.0, "ms"),
    "growth": ("time of twice the text", 2.6, "x"),
    "scan": ("secret scan", 100.0, "MB/s, at least"),
}


def measured(function: Callable[[], object], *, rounds: int) -> float:
    """Least seconds of `rounds` calls."""
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - started)
    return best


NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


def with_facts(judge: Judge, case: Case) -> tuple[Request, dict[FactQuery, Fact]]:
    """The request of a case and every fact that it needs."""
    request = judge.request(case.tool, case.input, cwd=case.cwd or PROJECT, session="bench")
    return request, dict(judge.judge(request).facts)


def ordinary(judge: Judge, rounds: int) -> tuple[float, float, list[tuple[float, str]]]:
    """Median and p99 microseconds of the ordinary commands, and the slowest of them."""
    policy = default_policy()
    session = SessionState(project=PROJECT)
    calls = [
        (case, *with_facts(judge, case))
        for case in cases(sorted(map(str, CORPUS.glob("ordinary*.jsonl"))))
        if case.tool == "Bash"
    ]

    def once(request: Request, facts: dict[FactQuery, Fact]) -> object:
        return decide(request, interpret(request, facts).operations, session, policy, now=NOW)

    best = [float("inf")] * len(calls)
    for _ in range(rounds):  # all calls before any comes again: what the interpreter keeps of the latest is no help
        for number, (_, request, facts) in enumerate(calls):
            started = time.perf_counter()
            once(request, facts)
            best[number] = min(best[number], time.perf_counter() - started)
    samples = [(seconds * 1e6, case.shown) for seconds, (case, _, _) in zip(best, calls, strict=True)]
    times = sorted(sample for sample, _ in samples)
    return statistics.median(times), times[len(times) * 99 // 100], sorted(samples, reverse=True)[:5]


def more_rules(judge: Judge, count: int, rounds: int) -> float:
    """Median microseconds that `count` rules, none of which speaks, add to deciding an ordinary call."""
    kinds = (
        "on: file.write, path: '/nowhere/{0}/**'",
        "on: file.delete, path: 'nowhere/{0}/*.tmp'",
        "on: exec.run, where: {{program: nothing-{0}}}",
        "on: net.fetch, where: {{host: nothing-{0}.example}}",
    )
    rules = [
        f"  - {{id: r{number}, guard: deny, {kinds[number % len(kinds)].format(number)}, reason: bench}}"
        for number in range(count)
    ]
    text = DEFAULT_POLICY + "rules:\n" + "\n".join(rules) + "\n"
    policies = default_policy(), from_plain(compile_sources(Sources(user=text, names=("", "bench", ""))))
    session = SessionState(project=PROJECT)
    differences = []
    for case in cases(sorted(map(str, CORPUS.glob("ordinary*.jsonl")))):
        if case.tool == "Bash":
            request, facts = with_facts(judge, case)
            operations = interpret(request, facts).operations
            few, many = (
                measured(partial(decide, request, operations, session, policy, now=NOW), rounds=rounds)
                for policy in policies
            )
            differences.append((many - few) * 1e6)
    return statistics.median(differences)


def judged(judge: Judge, tool: str, **fields: object) -> Callable[[], object]:
    """A call that judges one input from scratch; a bound that is exceeded is an answer too."""

    def call() -> object:
        try:
            return judge.judge(judge.request(tool, fields, cwd=PROJECT, session="bench"))
        except BoundError:
            return None

    return call


def script(size: int) -> str:
    """An ordinary script of about `size` bytes."""
    lines = (
        "mkdir -p build/part\ncp src/app.py build/part/app.py\nif [ -f README.md ]; then echo found >> build/log; fi\n"
    )
    return lines * (size // len(lines) + 1)


def source(size: int) -> str:
    """Program text with long words, hashes and names, as agents write it; `size` characters, no credential."""
    chance = random.Random(3)
    lines = []
    total = 0
    while total < size:
        word = base64.b16encode(chance.randbytes(20)).decode().lower()
        lines.append(
            f'    result["{word[:12]}"] = compute(value_{word[:6]}, limit={chance.randrange(999)})  # see {word}'
        )
        total += len(lines[-1]) + 1
    return "\n".join(lines)[:size]


def main() -> int:
    """Measure, print, compare with the budgets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a budget is exceeded")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        root = os.path.realpath(made)
        build_home(root)
        judge = judge_in(root)
        median, p99, slowest = ordinary(judge, arguments.rounds)
        hundred, thousand = (more_rules(judge, count, arguments.rounds) for count in (100, 1000))
        text = script(MEBIBYTE)
        half = "".join(script(100_000))
        figures = {
            "median": median,
            "p99": p99,
            "100 rules": hundred,
            "1000 rules": thousand,
            "large": measured(judged(judge, "Bash", command=text), rounds=2) * 1000,
            "longest": measured(judged(judge, "Bash", command=half + half), rounds=2) * 1000,
            "large write": measured(
                judged(judge, "Write", file_path=f"{PROJECT}/src/big.py", content=source(MEBIBYTE)), rounds=2
            )
            * 1000,
            "growth": measured(judged(judge, "Bash", command=half + half), rounds=3)
            / measured(judged(judge, "Bash", command=half), rounds=3),
        }
    gc.collect()
    content = source(2 * MEBIBYTE)
    find_secrets(content[:1000])
    figures["scan"] = 2 * MEBIBYTE / 1e6 / measured(lambda: find_secrets(content), rounds=5)
    held = True
    for key, (name, budget, unit) in BUDGETS.items():
        good = figures[key] >= budget if "least" in unit else figures[key] <= budget
        held = held and good
        print(f"{name:32} {figures[key]:10.1f}   budget {budget:g} {unit}{'' if good else '   EXCEEDED'}")
    for duration, shown in slowest:
        print(f"  slow: {duration:8.0f} us  {shown[:140]}")
    return 1 if arguments.check and not held else 0


if __name__ == "__main__":
    sys.exit(main())
