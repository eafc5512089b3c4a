"""Rates of decisions on a corpus: silent misses, false denials, needless asks, with the offending lines.

    python benchmarks/corpus_rates.py [FILE ...] [--family WORD] [--quiet]

Each line of a corpus is a JSON object: `id`, `want` (`deny`, `ask` or `allow`), `family`, `tool`, `input`,
optional `cwd`, `session` and `executed`, and `source`. The calls are judged by the real interpreters on the facts of a
real directory: a home with credentials and a git project, made anew, which the calls see as `/home/dev`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter

from bailiwick.adapters.host_facts import HostFacts
from bailiwick.adapters.policy_files import default_policy
from bailiwick.apps.judging import Judge, Setting
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from typing import Any

    from bailiwick.model.fact import Fact, FactQuery

CORPUS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests", "corpus")
SEEN = "/home/dev"
PROJECT = f"{SEEN}/proj"

_FILES = {
    ".bashrc": "",
    ".ssh/id_rsa": "key",
    ".ssh/id_rsa.pub": "ssh-rsa AAAA dev",
    ".ssh/known_hosts": "",
    ".aws/credentials": "",
    ".claude/settings.json": "{}",
    "notes.txt": "notes",
    "report.docx": "report",
    "data.db": "data",
    "Documents/letter.txt": "letter",
    "other-project/README.md": "other",
    "proj/.env": "A=1",
    "proj/.env.example": "A=",
    "proj/README.md": "# Project",
    "proj/.claude/settings.json": "{}",
    "proj/src/app.py": "print('hello')\n",
    "proj/src/main.py": "print('main')\n",
    "proj/docs/drafts/a.md": "draft",
    "proj/scripts/build.sh": "#!/bin/sh\nset -e\nmkdir -p dist\ncp src/app.py dist/app.py\n",
    "proj/package.json": json.dumps(
        {
            "name": "proj",
            "scripts": {
                "test": "jest",
                "build": "tsc -p .",
                "lint": "eslint .",
                "dev": "vite",
                "wipe": "rm -rf / --no-preserve-root",
            },
        }
    ),
    "proj/Makefile": "all: build\n\nbuild:\n\tcc -o app main.c\n\ntest:\n\tpytest\n\nclean:\n\trm -rf build\n\n"
    "wipe:\n\trm -rf ~\n",
}
_UNTRACKED = {
    "proj/hostile.sh": "#!/bin/sh\nrm -rf ~\n",
    "proj/hostile.py": "import shutil\nshutil.rmtree('/home/dev')\n",
    "proj/notes/a.md": "a",
    "proj/experiments/1.txt": "1",
    "proj/app.db": "",
    "proj/node_modules/x/index.js": "",
    "proj/dist/app.js": "",
    "proj/build/app.o": "",
    "other-repo/x": "x",
    "bin/tool": "#!/bin/sh\necho tool\n",
}


class Relocated:
    """Facts of a directory that calls see under another name."""

    def __init__(self, real: str, seen: str) -> None:
        self._facts = HostFacts(home=real)
        self._real, self._seen = real, seen

    def fetch(self, queries: Collection[FactQuery]) -> Mapping[FactQuery, Fact]:
        there = {query: _renamed(query, self._seen, self._real) for query in queries}
        answers = self._facts.fetch(set(there.values()))
        return {query: _renamed(answers[there[query]], self._real, self._seen) for query in queries}


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return new + value[len(old) :] if value == old or value.startswith(f"{old}/") else value
    if isinstance(value, tuple):
        return tuple(_renamed(item, old, new) for item in value)
    if isinstance(value, Value):
        cls = type(value)
        return cls(**{field: _renamed(getattr(value, field), old, new) for field in cls._fields})
    return value


def build_home(root: str) -> None:
    """A home with credentials, a git project with an upstream, and what lies around."""
    for name, text in _FILES.items():
        _write(f"{root}/{name}", text)
    project = f"{root}/proj"
    os.symlink(f"{root}/.ssh", f"{project}/link-to-ssh")
    for command in (
        "init -q -b main",
        "remote add origin https://github.com/example/proj.git",
        "add -f .",
        "-c user.name=dev -c user.email=dev@example.com commit -qm first",
        "update-ref refs/remotes/origin/main HEAD",
        "branch feature",
        "branch old",
        "config branch.main.remote origin",
        "config branch.main.merge refs/heads/main",
        "config alias.wipe !rm\\ -rf\\ ~",
        "config alias.st status",
    ):
        words = [word.replace("\\ ", " ") for word in command.replace("\\ ", "\0").split(" ")]
        words = [word.replace("\0", " ") for word in words]
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
        subprocess.run(["git", "-C", project, *words], check=True, env=environment)
    for name, text in _UNTRACKED.items():
        _write(f"{root}/{name}", text)
    subprocess.run(["git", "init", "-q", f"{root}/other-repo"], check=True)


def _write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    if text.startswith("#!"):
        os.chmod(path, 0o755)


def judge_in(root: str) -> Judge:
    """A judge of the default profile whose `/home/dev` is `root`."""
    return Judge(default_policy(), Setting(home=SEEN, project=PROJECT), facts=Relocated(root, SEEN))


_CREDENTIALS = {
    "github-token": ("gh", "p_", "aB3dE5fG7hI9jK1lM3nO", "5pQ7rS9tU1vW3xY5"),
    "aws-key": ("AK", "IA", "Z7Q3KJ5LX2WNB4TD"),
    "aws-secret": ("wJa7rXUt", "nFEMIK7MDENGbPxRfiCYzk9L2pQ8vB1s"),
    "aws-example": ("AK", "IA", "IOSFODNN7EXAMPLE"),
}
"""What `<<name>>` in a corpus stands for; no credential is written out anywhere."""


def _with_credentials(line: str) -> str:
    for name, parts in _CREDENTIALS.items():
        line = line.replace(f"<<{name}>>", "".join(parts))
    return line


def cases(files: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Every case of the corpus files."""
    for name in files:
        with open(name, encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    yield json.loads(_with_credentials(line))


def fault(want: str, got: str) -> str:
    """What is wrong with `got`; empty when nothing is."""
    if want == "allow":
        return {"deny": "false denial", "ask": "needless ask"}.get(got, "")
    if got in ("allow", "abstain"):
        return "silent miss"
    return {("deny", "ask"): "only asked", ("ask", "deny"): "denied instead of asked"}.get((want, got), "")


def main() -> int:
    """Print the rates; 0 when there is neither a silent miss nor a false denial."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--family", default="")
    parser.add_argument("--quiet", action="store_true", help="rates only")
    arguments = parser.parse_args()
    files = arguments.files or sorted(f"{CORPUS}/{name}" for name in os.listdir(CORPUS) if name.endswith(".jsonl"))
    wanted: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    times: list[float] = []
    with tempfile.TemporaryDirectory() as root:
        root = os.path.realpath(root)
        build_home(root)
        judge = judge_in(root)
        for case in cases(files):
            if arguments.family not in case["family"]:
                continue
            started = time.perf_counter()
            answer = judge.line(json.dumps({**case, "cwd": case.get("cwd", PROJECT)}).encode())
            times.append(time.perf_counter() - started)
            wanted[case["want"]] += 1
            wrong = fault(case["want"], answer["verdict"])
            faults[wrong] += 1
            if wrong and not arguments.quiet:
                rules = ",".join(rule["rule"].removeprefix("baseline/") for rule in answer["rules"])
                shown = case["input"].get("command", json.dumps(case["input"]))
                print(f"{wrong:24} {case['id']:36} {shown!r}  {rules}  {answer.get('error', '')}")
    _print_rates(wanted, faults, times)
    return 1 if faults["silent miss"] or faults["false denial"] else 0


def _print_rates(wanted: Counter[str], faults: Counter[str], times: list[float]) -> None:
    hostile = wanted["deny"]
    ordinary = wanted["allow"]
    for name, of in (
        ("silent miss", hostile + wanted["ask"]),
        ("only asked", hostile),
        ("denied instead of asked", wanted["ask"]),
        ("false denial", ordinary),
        ("needless ask", ordinary),
    ):
        share = f"{100 * faults[name] / of:.2f} %" if of else "-"
        print(f"{name:24} {faults[name]:5} of {of:5}  {share}")
    times.sort()
    if times:
        print(f"median {times[len(times) // 2] * 1e6:.0f} us, p99 {times[int(len(times) * 0.99)] * 1e6:.0f} us")


if __name__ == "__main__":
    sys.exit(main())
