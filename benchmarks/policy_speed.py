"""What rules cost: a decision on known operations, and loading a policy, by number and kind of rules.

    python benchmarks/policy_speed.py [--rounds N] [--check]

Decisions are on the operations of ordinary calls, in a session, without interpretation; the cost of deciding with no
rule at all is taken off. `mixed` rules are what people write: spread over kinds, most about an attribute's value or a
class, a tenth about paths. The others are lopsided: `globs` are all about paths of files, with
wildcards in every name; `words` are regular expressions over the words of commands, as imports bring them. Loading
is from YAML text
(compiling) and from the cache (JSON), which is what a start of the in-process evaluator reads. `packs` are all packs
that come with Bailiwick in one policy.
Exits with 1 when a figure of `mixed` exceeds its budget and `--check` is given.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from bailiwick.adapters.policy_files import Sources, compile_sources, pack_texts
from bailiwick.model.operation import Kind, Operation, Resource, ResourceClass, ResourceType
from bailiwick.model.request import Place, Request, Subject
from bailiwick.pdp import decide
from bailiwick.policy.compiled import CompiledPolicy, from_plain
from bailiwick.session.state import SessionState

BUDGETS = {100: 10.0, 1000: 40.0}
"""Microseconds per decision, by number of rules."""

LOAD_BUDGET = 50.0
"""Milliseconds for loading 1,000 rules from the cache."""

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
PROJECT = "/home/ann/shop"
KINDS = [kind.value for kind in Kind if not kind.value.startswith(("session.", "human."))]
CLASSES = ["secret", "system", "governance", "persistence", "outside", "git-dir", "backup"]
WORDS = "alpha beta gamma delta epsilon zeta eta theta iota kappa".split()  # noqa: SIM905 - a line of words


def path(value: str, *classes: ResourceClass) -> Resource:
    """A file in the project."""
    return Resource(ResourceType.PATH, f"{PROJECT}/{value}", value, frozenset({ResourceClass.PROJECT, *classes}))


def program(name: str, words: str, **attributes: bool) -> Operation:
    """A program that runs."""
    resource = Resource(ResourceType.PROGRAM, name)
    return Operation(Kind.EXEC_RUN, resource, {"program": name, "known": True, **attributes}, source=words)


CALLS: dict[str, tuple[Operation, ...]] = {
    "git status": (
        program("git", "git status --short", shell=True),
        program("git", "git status --short", reads_only=True),
        Operation(Kind.VCS_READ, Resource(ResourceType.NAME, "status"), {"verb": "status"}),
    ),
    "npm test | tail": (
        program("npm", "npm test 2>&1 | tail -5", shell=True),
        program("npm", "npm test"),
        program("tail", "tail -5", reads_only=True),
    ),
    "rm -rf build": (
        program("rm", "rm -rf build", shell=True),
        program("rm", "rm -rf build"),
        Operation(
            Kind.FILE_DELETE,
            path("build", ResourceClass.BUILD_ARTIFACT),
            {"recursive": True, "exists": True},
        ),
    ),
    "Edit": (Operation(Kind.FILE_WRITE, path("src/app.py"), {"tool": "Edit", "exists": True}),),
}


def mixed(count: int) -> str:
    """Rules over all kinds."""
    lines = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        word = f"{WORDS[number % 10]}{number}"
        about = (
            f"where: {{tool: {word}}}",
            f"class: {CLASSES[number % len(CLASSES)]}",
            f"class: {{all: [secret], none: [temp]}}, where: {{tool: [{word}, {word}x]}}",
            f'path: "{word}/**"' if number % 10 == 3 else f"where: {{tool: {{prefix: {word}}}}}",
        )[number % 4]
        lines.append(f"  - {{id: r{number}, guard: deny, reason: rule {number}, on: {kind}, {about}}}")
    return policy_text(lines)


def globs(count: int) -> str:
    """Rules about paths of files that are written and deleted."""
    return policy_text(
        f"  - {{id: r{number}, guard: deny, reason: rule {number}, on: [file.write, file.delete], "
        f'path: "{WORDS[number % 10]}{number}*/**/*.lock"}}'
        for number in range(count)
    )


def words(count: int) -> str:
    """Rules about the words of commands."""
    return policy_text(
        f"  - {{id: r{number}, guard: deny, reason: rule {number}, on: exec.run, "
        f"where: {{text: {{regex: '\\b{WORDS[number % 10]}{number}\\s+(--force|-f)'}}}}}}"
        for number in range(count)
    )


def policy_text(lines: object) -> str:
    """A policy file."""
    return "version: 1\nrules:\n" + "\n".join(lines) if isinstance(lines, list) else policy_text(list(lines))  # type: ignore[call-overload]


SHAPES: dict[str, Callable[[int], str]] = {"mixed": mixed, "globs": globs, "words": words}


def compiled(text: str) -> CompiledPolicy:
    """A policy as the daemon has it."""
    return from_plain(compile_sources(Sources(user=text)))


def request_of(call: str) -> Request:
    """The call around the operations."""
    tool_input: dict[str, object] = {"file_path": "src/app.py"} if call == "Edit" else {"command": call}
    return Request(
        subject=Subject(agent="claude-code", session="s"),
        place=Place(project=PROJECT, home="/home/ann"),
        tool="Edit" if call == "Edit" else "Bash",
        input=tool_input,
        cwd=PROJECT,
    )


def best(function: Callable[[], object], rounds: int, repeat: int = 1) -> float:
    """Best seconds of one call, of `rounds` times `repeat` calls."""
    found = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        for _ in range(repeat):
            function()
        found = min(found, (time.perf_counter() - started) / repeat)
    return found


def per_decision(policy: CompiledPolicy, rounds: int) -> float:
    """Mean microseconds of a decision over the calls."""
    session = SessionState(project=PROJECT)
    total = 0.0
    for name, operations in CALLS.items():
        request = request_of(name)
        total += best(lambda: decide(request, operations, session, policy, now=NOW), rounds, 100)  # noqa: B023 - at once
    return total / len(CALLS) * 1e6


def load_times(text: str) -> tuple[float, float]:
    """Milliseconds of loading a policy from the cache and from YAML."""
    plain = json.dumps(compile_sources(Sources(user=text)))
    cold = best(lambda: compile_sources(Sources(user=text)), 3) * 1e3
    return best(lambda: from_plain(json.loads(plain)), 10) * 1e3, cold


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    gc.disable()
    floor = per_decision(compiled("version: 1\n"), arguments.rounds)
    print(f"decision without rules: {floor:.1f} us (mean of {len(CALLS)} calls)")
    failed = False
    for shape, make in SHAPES.items():
        for count, budget in BUDGETS.items():
            cost = per_decision(compiled(make(count)), arguments.rounds) - floor
            note = ""
            if shape == "mixed":
                failed |= cost > budget
                note = f"  (budget {budget:.0f})"
            print(f"{shape:6} {count:5} rules: {cost:8.1f} us more per decision{note}")
    packs = f"version: 1\npacks: [{', '.join(pack_texts())}]\n"
    cost = per_decision(compiled(packs), arguments.rounds) - floor
    print(f"packs  {len(compiled(packs).rules):5} rules: {cost:8.1f} us more per decision")
    for name, text in (("1,000 rules", mixed(1000)), ("all packs", packs)):
        warm, cold = load_times(text)
        failed |= warm > LOAD_BUDGET
        print(f"load of {name}: from the cache {warm:.1f} ms (budget {LOAD_BUDGET:.0f}), from YAML {cold:.0f} ms")
    return 1 if failed and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
