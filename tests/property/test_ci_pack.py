"""A run without a person is never left with a question, whatever it tries."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.corpus.cases import cases
from bailiwick.apps.corpus.world import PROJECT, build_home, judge_in
from bailiwick.policy.compiled import from_plain

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "tests" / "corpus").glob("*.jsonl"))
POLICY = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/policy/packs/ci.md").read_text(), re.DOTALL)[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_call_of_the_corpus_asks_under_the_ci_pack(path: Path, tmp_path: Path) -> None:
    build_home(str(tmp_path))
    judge = judge_in(str(tmp_path), from_plain(compile_sources(Sources(user=POLICY))))
    asked = []
    for case in cases([str(path)]):
        answer = judge.line(json.dumps(case.call(cwd=PROJECT)).encode())
        if answer["verdict"] == "ask":
            asked.append((case.shown, [rule["rule"] for rule in answer["rules"]]))
    assert asked == []
