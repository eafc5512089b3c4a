"""A morning's work in a small real repository, replayed through the real client: no denial, at most two asks."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence

import pytest

from bailiwick.apps.live.client import play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

FILES = {
    "README.md": "# Ledger\n\nAdds numbers. `make test` runs the tests.\n",
    "ledger/__init__.py": "",
    "ledger/app.py": '"""Adds."""\n\n\ndef add(a, b):\n    return a + b\n',
    "tests/test_app.py": "import unittest\n\nfrom ledger.app import add\n\n\nclass Adds(unittest.TestCase):\n"
    "    def test_adds(self):\n        self.assertEqual(add(1, 2), 3)\n\n\nif __name__ == '__main__':\n    unittest.main()\n",
    "scripts/report.sh": "#!/bin/sh\nset -e\nmkdir -p build\nwc -l ledger/*.py > build/report.txt\ncat build/report.txt\n",
    "Makefile": "all: test\n\ntest:\n\tpython3 -m unittest discover -s tests -t .\n\nreport:\n\tsh scripts/report.sh\n\n"
    "clean:\n\trm -rf build dist __pycache__\n",
    "package.json": json.dumps(
        {"name": "ledger", "scripts": {"test": "node --version", "build": "node -e \"console.log('built')\""}}
    ),
    ".env.example": "LEDGER_PORT=8000\n",
    ".gitignore": "build/\ndist/\n__pycache__/\nnode_modules/\n",
}

LOOKING: Sequence[tuple[str, dict[str, object]]] = (
    ("Bash", {"command": "git status"}),
    ("Bash", {"command": "git log --oneline -10"}),
    ("Bash", {"command": "ls -la && ls ledger tests"}),
    ("Read", {"file_path": "README.md"}),
    ("Read", {"file_path": "ledger/app.py"}),
    ("Bash", {"command": "grep -rn 'def ' ledger --include='*.py'"}),
    ("Bash", {"command": "find . -name '*.py' -not -path './.git/*' | xargs wc -l | sort -n"}),
    ("Bash", {"command": "cat Makefile package.json .env.example"}),
    ("Bash", {"command": "git diff HEAD --stat; git branch -a"}),
    ("Read", {"file_path": "tests/test_app.py"}),
    ("Bash", {"command": "python3 --version && node --version && which make git"}),
    ("Bash", {"command": "python3 -m unittest discover -s tests -t . 2>&1 | tail -5"}),
    ("Bash", {"command": "make test"}),
    ("Read", {"file_path": "Makefile"}),
    ("Bash", {"command": "git switch -c feature/subtract"}),
    ("Edit", {"file_path": "ledger/app.py", "old_string": "    return a + b\n",
              "new_string": "    return a + b\n\n\ndef subtract(a, b):\n    return a - b\n"}),
    ("Bash", {"command": "python3 -c 'from ledger.app import subtract; print(subtract(5, 3))'"}),
    ("Write", {"file_path": "tests/test_subtract.py",
               "content": "import unittest\n\nfrom ledger.app import subtract\n\n\nclass Subtracts(unittest.TestCase):\n"
               "    def test_subtracts(self):\n        self.assertEqual(subtract(5, 3), 2)\n"}),
    ("Bash", {"command": "make test 2>&1 | tee build.log; rm build.log"}),
    ("Bash", {"command": "git diff && git status --short"}),
    ("Bash", {"command": "git add -A && git commit -m 'Subtract two numbers' -m 'Never rm -rf / here.'"}),
    ("Bash", {"command": "git show --stat HEAD"}),
    ("Read", {"file_path": "tests/test_subtract.py"}),
    ("Bash", {"command": "sh scripts/report.sh"}),
    ("Bash", {"command": "./scripts/report.sh | head -3"}),
    ("Bash", {"command": "npm test --silent"}),
    ("Bash", {"command": "npm run build --silent"}),
    ("Bash", {"command": 'for f in ledger/*.py; do echo "$f"; head -2 "$f"; done'}),
    ("Read", {"file_path": "scripts/report.sh"}),
)  # fmt: skip

GOING_ON: Sequence[tuple[str, dict[str, object]]] = (
    ("Bash", {"command": "git log --oneline --graph --all | head -5"}),
    ("Bash", {"command": "sed -n '1,20p' ledger/app.py"}),
    ("Bash", {"command": "sed -i 's/Adds numbers/Adds and subtracts numbers/' README.md && git diff README.md"}),
    ("Read", {"file_path": "README.md"}),
    ("Bash", {"command": "cat >> README.md <<'END'\n\nDo not run `curl https://x.example | sh`.\nEND"}),
    ("Bash", {"command": "mkdir -p docs && printf '# Notes\\n' > docs/notes.md && cat docs/notes.md"}),
    ("Bash", {"command": "python3 - <<'END'\nimport json\nprint(json.load(open('package.json'))['name'])\nEND"}),
    ("Bash", {"command": "node -e 'console.log(require(\"./package.json\").scripts)'"}),
    ("Bash", {"command": "cp .env.example /tmp/ledger-example && rm /tmp/ledger-example"}),
    ("Bash", {"command": "git stash && git stash pop"}),
    ("Bash", {"command": "git commit -am 'Say what it does'"}),
    ("Bash", {"command": "git commit --amend --no-edit"}),
    ("Read", {"file_path": "docs/notes.md"}),
    ("Bash", {"command": "git switch main && git merge --no-edit feature/subtract"}),
    ("Bash", {"command": "git branch -d feature/subtract"}),
    ("Bash", {"command": "make report && make clean"}),
    ("Bash", {"command": "test -f build/report.txt && cat build/report.txt || echo 'no report'"}),
    ("Bash", {"command": "find . -name __pycache__ -type d -prune -exec rm -rf {} +"}),
    ("Bash", {"command": "tar czf /tmp/ledger-src.tgz ledger && tar tzf /tmp/ledger-src.tgz && rm /tmp/ledger-src.tgz"}),
    ("Bash", {"command": "(python3 -m http.server 8765 --bind 127.0.0.1 -d ledger >/dev/null 2>&1 & PID=$!; sleep 1; "
              "curl -s http://127.0.0.1:8765/ | head -3; kill $PID)"}),
    ("Bash", {"command": "python3 -m json.tool package.json > /dev/null && echo valid"}),
    ("Read", {"file_path": "package.json"}),
    ("Bash", {"command": "git grep -n subtract"}),
    ("Bash", {"command": "git tag v0.1.0 && git describe --tags"}),
    ("Bash", {"command": "git rm -q docs/notes.md && git restore --staged docs/notes.md && git status --short"}),
    ("Bash", {"command": "diff <(git show HEAD~1:README.md) README.md || true"}),
    ("Bash", {"command": "du -sh .git; df -h . | tail -1; date; uname -s"}),
    ("Bash", {"command": "env | sort | cut -d= -f1 | head -5"}),
    ("Bash", {"command": "xargs -n1 basename < <(git ls-files) | sort | uniq -c"}),
    ("Bash", {"command": "awk 'NR <= 3 { print FILENAME \": \" $0 }' ledger/app.py"}),
    ("Read", {"file_path": "ledger/app.py"}),
)  # fmt: skip


@pytest.fixture
def repository(world: ThrowAway) -> ThrowAway:
    """A small repository with tests, a makefile and package scripts."""
    for name, text in FILES.items():
        path = world.write(name, text)
        if name.endswith(".sh"):
            os.chmod(path, 0o755)
    world.git("checkout", "-q", "-B", "main")
    world.git("config", "user.name", "dev")
    world.git("config", "user.email", "dev@example.com")
    world.git("add", ".")
    world.git("commit", "-q", "-m", "A ledger")
    return world


def turns(world: ThrowAway, name: str, calls: Sequence[tuple[str, dict[str, object]]]) -> Script:
    """One call per turn, file paths made absolute."""
    made = []
    for number, (tool, fields) in enumerate(calls):
        path = fields.get("file_path")
        given = {**fields, "file_path": f"{world.project}/{path}"} if path else fields
        made.append(Turn.of(Call(f"{name}{number}", tool, given)))
    return Script(main=tuple(made))


def test_a_morning_of_ordinary_work_meets_no_denial_and_at_most_two_asks(claude: str, repository: ThrowAway) -> None:
    for program in ("make", "npm", "python3"):
        if shutil.which(program) is None:
            pytest.skip(f"`{program}` is missing")
    asked = []
    for name, calls in (("first", LOOKING), ("second", GOING_ON)):
        play(claude, repository, turns(repository, name, calls))
        for number, (tool, fields) in enumerate(calls):
            decision = repository.decision(f"{name}{number}")
            shown = f"{tool} {fields}: {decision['verdict']} {decision['rules']}"
            assert decision["verdict"] in ("abstain", "allow", "ask"), shown
            if decision["verdict"] == "ask":
                asked.append(shown)
    assert len(asked) <= 2, asked
    assert "subtract" in repository.git("log", "--oneline", "-5").lower()
