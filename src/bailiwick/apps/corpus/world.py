"""The world that a corpus is judged in: a home with credentials and a git project, made anew in a directory.

Calls see the home as `/home/dev` and the project as `/home/dev/proj`, wherever the directory is; whatever else they
name is answered from this machine.
"""

from __future__ import annotations

import json
import os
import subprocess

from bailiwick.adapters.host_facts import HostFacts
from bailiwick.adapters.policy_files import default_policy
from bailiwick.apps.judging import Judge, Setting
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from bailiwick.model.fact import Fact, FactQuery
    from bailiwick.policy.compiled import CompiledPolicy

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
_GIT = (
    ("init", "-q", "-b", "main"),
    ("remote", "add", "origin", "https://github.com/example/proj.git"),
    ("add", "-f", "."),
    ("-c", "user.name=dev", "-c", "user.email=dev@example.com", "commit", "-qm", "first"),
    ("update-ref", "refs/remotes/origin/main", "HEAD"),
    ("-c", "user.name=dev", "-c", "user.email=dev@example.com", "commit", "-qm", "second", "--allow-empty"),
    ("branch", "feature"),
    ("branch", "old"),
    ("config", "branch.main.remote", "origin"),
    ("config", "branch.main.merge", "refs/heads/main"),
    ("config", "alias.wipe", "!rm -rf ~"),
    ("config", "alias.st", "status"),
)

_PUSHED = (
    ("init", "-q", "-b", "topic"),
    ("remote", "add", "origin", "https://github.com/example/other.git"),
    ("add", "."),
    ("-c", "user.name=dev", "-c", "user.email=dev@example.com", "commit", "-qm", "first"),
    ("update-ref", "refs/remotes/origin/topic", "HEAD"),
    ("config", "branch.topic.remote", "origin"),
    ("config", "branch.topic.merge", "refs/heads/topic"),
)


class Relocated:
    """Facts of a directory that calls see under another name."""

    def __init__(self, real: str, seen: str) -> None:
        self._facts = HostFacts(home=real)
        self._real, self._seen = real, seen

    def fetch(self, queries: Collection[FactQuery]) -> Mapping[FactQuery, Fact]:
        """An answer to each query, under the names that calls use."""
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
    for words in _GIT:
        _git(project, *words)
    for name, text in _UNTRACKED.items():
        _write(f"{root}/{name}", text)
    for words in _PUSHED:
        _git(f"{root}/other-repo", *words)


def _git(folder: str, *words: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    command = ["git", "-C", folder, *words]
    subprocess.run(command, check=True, env=environment)  # noqa: S603 - our own words


def _write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    if text.startswith("#!"):
        os.chmod(path, 0o700)


def judge_in(root: str, policy: CompiledPolicy | None = None) -> Judge:
    """A judge, of the default profile unless another is given, whose `/home/dev` is `root`."""
    return Judge(policy or default_policy(), Setting(home=SEEN, project=PROJECT), facts=Relocated(root, SEEN))
