"""The pack `auto-approve`: what is approved without a prompt, and what never is. The commands are only judged."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.corpus.world import PROJECT, SEEN, Relocated, build_home
from bailiwick.apps.judging import Judge, Setting
from bailiwick.interpret.programs.reading_profiles import PROFILES
from bailiwick.policy.compiled import from_plain

POLICY = "version: 1\nmode: enforce\npacks: [auto-approve]\n"


@pytest.fixture(scope="module")
def root() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        build_home(folder)
        os.remove(f"{folder}/proj/.env")
        yield folder


@pytest.fixture
def judge(root: str) -> Judge:
    policy = from_plain(compile_sources(Sources(user=POLICY)))
    return Judge(policy, Setting(home=SEEN, project=PROJECT), facts=Relocated(root, SEEN))


def approved(judge: Judge, tool: str, tool_input: dict[str, Any] | str) -> bool:
    given = {"command": tool_input} if isinstance(tool_input, str) else tool_input
    line = {"tool": tool, "input": given, "cwd": PROJECT}
    return bool(judge.line(json.dumps(line).encode()).get("approved"))


@pytest.mark.parametrize(
    "command",
    [
        "ls",
        "ls -la src",
        "cat README.md src/app.py | head -20",
        "git status",
        "git status --short && git diff --stat && git log --oneline -5",
        "git -C src log -p -- app.py",
        "git branch -a",
        "git stash list",
        "git show HEAD~1 --stat",
        "grep -rn hello src | wc -l",
        "rg -n hello src 2>/dev/null",
        "find . -name '*.py' -type f",
        "find src -maxdepth 1 | sort | uniq -c",
        "sed -n '1,20p' src/app.py",
        "jq '.scripts' package.json",
        "wc -l src/*.py",
        "cd src && ls && pwd",
        "for f in src/*.py; do head -3 $f; done",
        "python --version",
        "which python; echo done",
        "diff src/app.py src/main.py",
        "test -f README.md && cat README.md",
        "cat <<'END'\nonly text\nEND",
        "LC_ALL=C sort README.md",
        "date +%F",
    ],
)
def test_everyday_reading_needs_no_prompt(judge: Judge, command: str) -> None:
    assert approved(judge, "Bash", command)


@pytest.mark.parametrize(
    "command",
    [
        # the auto-approval of others: these passed a list of first words
        "python -c \"import shutil; shutil.rmtree('x')\"",
        "cat ~/.ssh/id_rsa",
        "find / -delete",
        "find . -exec rm {} ;",
        "find . -fprint out.txt",
        "git -C x push --force",
        "npm publish",
        # writing by a program that usually reads
        "cat README.md > out.txt",
        "sort -o README.md README.md",
        "uniq README.md out.txt",
        "sed -i s/a/b/ README.md",
        "sed -n 'w out.txt' README.md",
        "sed 's/x/id/e' README.md",
        "tree -o out.txt",
        "git branch new",
        "git branch -D old",
        "git tag v1",
        "git diff --output=out.txt",
        "git stash",
        "git stash drop",
        "git reflog expire --all",
        "git remote add other https://example.com/x.git",
        "date -s 2020-01-01",
        "echo x | tee out.txt",
        # running something else
        "rg --pre ./tool x src",
        "sort --compress-program=./tool README.md",
        "git -c core.pager=./tool log",
        "git grep -Otool x",
        "git diff --ext-diff",
        "GIT_PAGER=./tool git log",
        "LD_PRELOAD=./x.so ls",
        "PATH=.:$PATH ls",
        "export PATH=/tmp:$PATH; ls",
        "./ls",
        "scripts/build.sh",
        "eval ls",
        "ls | xargs cat",
        "env ls",
        "sudo ls",
        "bash -c ls",
        "awk '{print}' README.md",
        "source scripts/build.sh",
        "git wipe",
        "trap 'ls' EXIT",
        "hash -p ./tool ls; ls",
        "PATH=/tmp/evil; ls",
        "printf -v PATH /tmp/evil; ls",
        "read PATH <<< /tmp/evil; ls",
        "unset PATH; : ${PATH:=/tmp/evil}; ls",
        "set -a; LD_PRELOAD=/tmp/x.so; ls",
        "ls() { rm -r x; }; ls",
        "enable -n test; ls",
        # following links out of the project
        "grep -R key src",
        "diff -r src docs",
        "find -L src",
        "ls -RL",
        # unknown words and output
        "cat $(git ls-files)",
        "cat $UNKNOWN",
        "echo $AWS_SECRET_ACCESS_KEY",
        "printf '%s' \"$TOKEN\"",
        "set",
        "export -p",
        "env",
        "printenv",
        "jq -n env",
        "jq '$ENV.TOKEN' package.json",
        # elsewhere
        "cat /etc/passwd",
        "ls ~",
        "cd / && ls",
        "cd ../other-repo && git log",
        "git -C ../other-repo log",
        "git --git-dir=../other-repo/.git log",
        "git diff --no-index /etc/passwd README.md",
        "cat link-to-ssh/id_rsa",
        "cat .git/config",
        "cat ../notes.txt",
        "grep -f /etc/passwd README.md",
        "grep -r key ~/.aws",
        # secrets and the network
        "cat .env",
        "git show HEAD:.env",
        "curl https://example.com",
        "git fetch",
        "git remote show origin",
        "cat < /dev/tcp/example.com/80",
        "ls 'unclosed",
    ],
)
def test_what_is_not_proven_is_left_to_the_agents_own_prompt(judge: Judge, command: str) -> None:
    assert not approved(judge, "Bash", command)


@pytest.mark.parametrize(
    ("tool", "given", "expected"),
    [
        ("Read", {"file_path": f"{PROJECT}/README.md"}, True),
        ("Read", {"file_path": f"{PROJECT}/.env"}, False),
        ("Read", {"file_path": f"{SEEN}/notes.txt"}, False),
        ("Read", {"file_path": f"{PROJECT}/link-to-ssh/id_rsa"}, False),
        ("Glob", {"pattern": "**/*.py"}, True),
        ("Glob", {"pattern": "**/*", "path": SEEN}, False),
        ("Grep", {"pattern": "hello", "path": f"{PROJECT}/src"}, True),
        ("Grep", {"pattern": "key", "path": SEEN}, False),
        ("Write", {"file_path": f"{PROJECT}/x", "content": "x"}, False),
        ("WebFetch", {"url": "https://example.com", "prompt": "x"}, False),
        ("mcp__notes__read", {"path": f"{PROJECT}/README.md"}, False),
    ],
)
def test_the_agents_own_tools(judge: Judge, tool: str, given: dict[str, Any], expected: bool) -> None:
    assert approved(judge, tool, given) is expected


def test_a_tree_with_credentials_is_not_searched_without_a_prompt(judge: Judge, root: str) -> None:
    secret = Path(root, "proj/docs/.env")
    secret.write_text("A=1")
    try:
        assert not approved(judge, "Bash", "grep -rn hello .")
        assert not approved(judge, "Grep", {"pattern": "hello", "path": f"{PROJECT}/docs"})
        assert approved(judge, "Bash", "grep -rn hello src")
    finally:
        secret.unlink()


@pytest.mark.parametrize("key", ["core.fsmonitor", "diff.external", "filter.x.clean", "submodule.x.url"])
def test_a_repository_that_makes_git_run_something_is_not_read_without_a_prompt(
    judge: Judge, root: str, key: str
) -> None:
    config = Path(root, "proj/.git/config")
    before = config.read_text()
    section, _, name = key.rpartition(".")
    head, _, middle = section.partition(".")
    title = f'[{head} "{middle}"]' if middle else f"[{head}]"
    config.write_text(f"{before}\n{title}\n\t{name} = ./tool --now\n")
    try:
        assert not approved(judge, "Bash", "git status")
    finally:
        config.write_text(before)
    assert approved(judge, "Bash", "git status")


def test_a_hook_that_reading_commands_run_is_not_run_without_a_prompt(judge: Judge, root: str) -> None:
    hook = Path(root, "proj/.git/hooks/post-index-change")
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")
    try:
        assert not approved(judge, "Bash", "git status")
    finally:
        hook.unlink()


def test_a_program_of_the_project_in_front_on_path_is_not_trusted(root: str) -> None:
    policy = from_plain(compile_sources(Sources(user=POLICY)))
    setting = Setting(home=SEEN, project=PROJECT, path=(f"{PROJECT}/node_modules/.bin", "/usr/bin", "/bin"))
    judge = Judge(policy, setting, facts=Relocated(root, SEEN))
    assert approved(judge, "Bash", "ls src")
    shadow = Path(root, "proj/node_modules/.bin/ls")
    shadow.parent.mkdir(parents=True, exist_ok=True)
    shadow.write_text("#!/bin/sh\n")
    shadow.chmod(0o700)
    try:
        assert not approved(judge, "Bash", "ls src")
    finally:
        shadow.unlink()


NO_CONTENT = {"basename", "dirname", "realpath", "grealpath", "readlink", "greadlink", "which", "id", "groups", "pwd"}
NO_FILES = {"tr", "gtr", "seq", "sleep", "true", "false"}
PATTERN_FIRST = {"grep", "egrep", "fgrep", "ggrep", "rg", "ripgrep", "fd", "fdfind"}
READERS = sorted(
    name
    for names, profile in PROFILES.items()
    for name in names.split()
    if profile.operands != 0 and not profile.check and name not in NO_CONTENT | NO_FILES
)


@pytest.mark.parametrize("program", READERS)
def test_a_profiled_program_shows_what_it_reads(judge: Judge, program: str) -> None:
    pattern = "x " if program in PATTERN_FIRST else ""
    assert not approved(judge, "Bash", f"{program} {pattern}/etc")
    assert not approved(judge, "Bash", f"{program} {pattern}~/.ssh/id_rsa")
