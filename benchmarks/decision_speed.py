"""Event bytes to reply bytes in the daemon's process, log append included: median, p99, memory after many calls.

    python benchmarks/decision_speed.py [--calls N]

Two corpora, because a call that comes again is cheaper than a new one: what agents ordinarily do in a small git
repository, again and again, and the ordinary commands of `tests/corpus`, each once in its session, by a daemon that has
met all programs before. The floor that the ratio uses is
what no answer can avoid: parsing the event and appending one line to a file.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import Durability
from bailiwick.apps.corpus.cases import cases
from bailiwick.apps.daemon.package import load_everything
from bailiwick.apps.daemon.service import HomeService
from bailiwick.model.event import Envelope
from bailiwick.pep.hook.frames import decode_request, encode_reply, encode_request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"

POLICY = """\
version: 1
mode: enforce
packs: [baseline]
overrides: {baseline/loops.in-a-row: off, baseline/loops.session: off}
"""

COMMANDS = (
    "git status",
    "git status --short --branch",
    "git diff HEAD~1 -- src",
    "git log --oneline -20",
    "git add -A && git commit -m 'Fix the parser'",
    "git push origin feature/parser",
    "ls -la src tests",
    "cat README.md | head -50",
    "grep -rn 'def main' src --include='*.py'",
    "rg -n TODO src | wc -l",
    "find . -name '*.py' -not -path './.venv/*' | xargs wc -l | sort -n | tail",
    "sed -n '1,80p' src/app.py",
    "python -m pytest -q tests/test_app.py -k parser",
    "python3 -c 'import sys; print(sys.version)'",
    "npm test -- --watch=false",
    "npm run build 2>&1 | tee build.log",
    "make -j4 check",
    "cargo build --release",
    "go test ./...",
    "mkdir -p build/out && cp src/app.py build/out/",
    "rm -rf build/out",
    "curl -s http://localhost:8000/health",
    "docker ps --format '{{.Names}}'",
    'for f in src/*.py; do echo "$f"; head -1 "$f"; done',
    "if [ -f .env.example ]; then wc -l .env.example; fi",
    "export DEBUG=1; node scripts/run.js --port 3000",
    "jq '.scripts' package.json",
    "tar czf /tmp/out.tgz src",
    "cd src && ls && cd ..",
    "rm -rf /",
)

OTHER_TOOLS: tuple[tuple[str, dict[str, object]], ...] = (
    ("Read", {"file_path": "src/app.py"}),
    ("Read", {"file_path": "README.md", "offset": 1, "limit": 50}),
    ("Edit", {"file_path": "src/app.py", "old_string": "main", "new_string": "run"}),
    ("Write", {"file_path": "src/new.py", "content": "print('new')\n" * 40}),
    ("Grep", {"pattern": "def .*main", "path": "src"}),
    ("Glob", {"pattern": "**/*.py"}),
    ("WebFetch", {"url": "https://docs.example.org/guide", "prompt": "What does it say?"}),
    ("TodoWrite", {"todos": [{"content": "fix", "status": "pending", "activeForm": "fixing"}]}),
)


def repeated(project: str) -> list[tuple[str, dict[str, object]]]:
    """The calls that are made again and again."""
    calls: list[tuple[str, dict[str, object]]] = [("Bash", {"command": command}) for command in COMMANDS]
    for tool, fields in OTHER_TOOLS:
        path = fields.get("file_path")
        calls.append((tool, {**fields, "file_path": f"{project}/{path}"} if path else dict(fields)))
    return calls


def new() -> list[tuple[str, dict[str, object]]]:
    """The calls that are made once: each ordinary command of the corpus that no other equals."""
    commands = {
        str(case.input["command"]): None
        for case in cases(sorted(map(str, CORPUS.glob("ordinary*.jsonl"))))
        if case.tool == "Bash"
    }
    return [("Bash", {"command": command}) for command in commands]


def frames(
    calls: Sequence[tuple[str, dict[str, object]]], project: str, home: str, *, session: str = "bench"
) -> list[tuple[str, bytes]]:
    """A name and a request frame for each call."""
    envelope = Envelope("claude-code", "closed", project=project, home=home, path="/usr/local/bin:/usr/bin:/bin")
    result = []
    for number, (tool, tool_input) in enumerate(calls):
        event = {
            "session_id": session,
            "transcript_path": "",
            "cwd": project,
            "permission_mode": "default",
            "hook_event_name": "PreToolUse",
            "tool_name": tool,
            "tool_input": tool_input,
            "tool_use_id": f"toolu_{number}",
        }
        name = str(tool_input["command"]) if tool == "Bash" else tool
        result.append((name, encode_request(envelope, json.dumps(event).encode())))
    return result


def make_project(folder: str) -> str:
    """A small git repository."""
    project = f"{folder}/project"
    os.makedirs(f"{project}/src")
    for name in ("README.md", "src/app.py", "src/util.py", "package.json", ".env.example"):
        with open(f"{project}/{name}", "w", encoding="utf-8") as file:
            file.write("{}\n")
    environment = {"HOME": folder, "PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": "/dev/null"}
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=b", "-c", "user.email=b@example.org", "commit", "-qm", "b"],
    ):
        subprocess.run(["git", *words], cwd=project, env=environment, check=True)
    return project


def floor(corpus: Sequence[tuple[str, bytes]], folder: str) -> float:
    """Median microseconds of parsing an event and appending it to a file."""
    samples = []
    with open(f"{folder}/floor", "ab", buffering=0) as file:
        for _ in range(20):
            for _, frame in corpus:
                start = time.perf_counter_ns()
                file.write(json.dumps(json.loads(decode_request(frame)[1])).encode())
                samples.append((time.perf_counter_ns() - start) / 1000)
    return statistics.median(samples)


def resident_mib() -> float:
    """Memory of this process."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024
    except OSError:
        return float("nan")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--durability", type=Durability, choices=list(Durability), default=Durability.PROCESS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = os.path.realpath(made)
        home = Home(f"{folder}/home")
        home.create()
        with open(home.policy, "w", encoding="utf-8") as file:
            file.write(POLICY)
        project = make_project(folder)
        corpus = frames(repeated(project), project, folder)
        base = floor(corpus, folder)
        load_everything()
        service = HomeService(home, durability=arguments.durability)
        try:
            for _, frame in corpus:
                service.answer(*decode_request(frame))
            service.tidy()
            gc.collect()
            gc.freeze()
            for session in ("before", "new"):
                samples = [timed(service, frame) for _, frame in frames(new(), project, folder, session=session)]
            report("new", samples)
            run(service, corpus, arguments.calls, base)
        finally:
            service.close()


def timed(service: HomeService, frame: bytes) -> tuple[float, float]:
    """Microseconds that one answer takes, and those of them that the processor works on it."""
    start, work = time.perf_counter_ns(), time.thread_time_ns()
    encode_reply(service.answer(*decode_request(frame)))
    if service.durable:
        service.sync()
    return (time.perf_counter_ns() - start) / 1000, (time.thread_time_ns() - work) / 1000


def report(kind: str, samples: Sequence[tuple[float, float]]) -> float:
    """Print median and p99 of what `timed` gave; returns the median."""
    together = sorted(sample[0] for sample in samples)
    work = sorted(sample[1] for sample in samples)
    median, last = statistics.median(together), int(len(samples) * 0.99)
    print(
        f"{len(samples)} {kind} calls: median {median:.0f} us, p99 {together[last]:.0f} us; "
        f"processor time {statistics.median(work):.0f} us and {work[last]:.0f} us"
    )
    return median


def run(service: HomeService, corpus: Sequence[tuple[str, bytes]], calls: int, base: float) -> None:
    """Answer `calls` requests of those already seen."""
    before = resident_mib()
    samples: dict[str, list[tuple[float, float]]] = {name: [] for name, _ in corpus}
    for number in range(calls):
        name, frame = corpus[number % len(corpus)]
        samples[name].append(timed(service, frame))
        if number % 1000 == 0:
            service.tidy()
    median = report("repeated", [sample for values in samples.values() for sample in values])
    print(f"floor {base:.0f} us, ratio {median / base:.1f}")
    print(f"memory: {before:.0f} MiB after the first round, {resident_mib():.0f} MiB at the end")
    medians = {name: statistics.median(value for value, _ in values) for name, values in samples.items()}
    for name in sorted(medians, key=lambda name: -medians[name])[:8]:
        print(f"{medians[name]:8.0f} us  {name[:70]}")


if __name__ == "__main__":
    main()
