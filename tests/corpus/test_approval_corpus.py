"""Nothing of the corpus that a rule must stop or ask about is ever approved, even with no such rule in force."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.corpus.world import PROJECT, SEEN, Relocated, build_home
from bailiwick.apps.judging import Judge, Setting
from bailiwick.policy.compiled import from_plain

FILES = [path for path in sorted(Path(__file__).parent.glob("*.jsonl")) if path.stem != "sessions"]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    root = str(tmp_path_factory.mktemp("home").resolve())
    build_home(root)
    policy = from_plain(compile_sources(Sources(user="version: 1\npacks: [auto-approve]\n")))
    return Judge(policy, Setting(home=SEEN, project=PROJECT), facts=Relocated(root, SEEN))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_that_must_be_stopped_or_asked_about_is_approved(judge: Judge, path: Path) -> None:
    approved = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = {"cwd": PROJECT, **json.loads(line)}
        if case.get("want") == "allow" or "session" in case:
            continue  # what happened earlier in the session is another test's
        if judge.line(json.dumps(case).encode()).get("approved"):
            approved.append(case["input"])
    assert not approved
