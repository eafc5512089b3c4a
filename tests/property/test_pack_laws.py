"""What the packs that grant promise, over every call of the corpus."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.corpus.cases import Case, cases
from bailiwick.apps.corpus.world import PROJECT, build_home, judge_in
from bailiwick.policy.compiled import from_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "tests" / "corpus").glob("*.jsonl"))
CI = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/policy/packs/ci.md").read_text(), re.DOTALL)[0]
"""The policy that the page of the pack shows."""

READING = {"file.read", "file.list", "file.search", "exec.run", "vcs.read", "agent.spawn", "human.ask"}
"""Kinds of operation of a session that only reads; programs are proven to read."""


def answers(path: Path, policy: str, root: Path) -> Iterator[tuple[Case, dict[str, Any]]]:
    """Each case of a file with its answer under a policy."""
    build_home(str(root))
    judge = judge_in(str(root), from_plain(compile_sources(Sources(user=policy))))
    for case in cases([str(path)]):
        answer = judge.line(json.dumps(case.call(cwd=PROJECT)).encode(), explain=True)
        assert "error" not in answer or answer["verdict"] == "deny"
        yield case, answer


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_run_without_a_person_is_never_left_with_a_question(path: Path, tmp_path: Path) -> None:
    asked = [
        (case.shown, [rule["rule"] for rule in answer["rules"]])
        for case, answer in answers(path, CI, tmp_path)
        if answer["verdict"] == "ask"
    ]
    assert asked == []


@pytest.mark.parametrize("pack", ["ci", "read-only"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_should_be_denied_is_not_granted(path: Path, pack: str, tmp_path: Path) -> None:
    """By the grants alone: neither pack leans on the guards of `baseline`. What depends on a session is left out."""
    granted = [
        case.shown
        for case, answer in answers(path, f"version: 1\npacks: [{pack}]\n", tmp_path)
        if case.want == "deny" and not case.session and answer["verdict"] != "deny"
    ]
    assert granted == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_session_that_only_reads_does_nothing_else(path: Path, tmp_path: Path) -> None:
    for case, answer in answers(path, "version: 1\npacks: [read-only]\n", tmp_path):
        kinds = {operation["kind"] for operation in answer["operations"]} if answer["verdict"] != "deny" else set()
        assert kinds <= READING | {"session.read", "session.write"}, case.shown
