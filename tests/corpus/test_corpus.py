"""The corpus, judged by the real interpreters on a real home and repository: no deny ever becomes a permit."""

from __future__ import annotations

from pathlib import Path

import pytest

from bailiwick.apps.corpus.cases import cases
from bailiwick.apps.corpus.rates import TARGETS, measure
from bailiwick.apps.corpus.world import PROJECT, build_home, judge_in
from bailiwick.apps.corpus.written import Written
from bailiwick.apps.judging import Judge

FILES = sorted(Path(__file__).parent.glob("*.jsonl"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    home = str(tmp_path_factory.mktemp("home").resolve())
    build_home(home)
    return home


@pytest.fixture(scope="module")
def judge(root: str) -> Judge:
    return judge_in(root)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_call_gets_the_verdict_that_the_profile_promises(judge: Judge, root: str, file: Path) -> None:
    """An ask for a denial, and the reverse, is no fault here: both stop the call until a person speaks."""
    report = measure(judge, cases([str(file)]), cwd=PROJECT, written=Written(root))
    wrong = [f"{one.fault}: {one.case.where} {one.case.shown}" for one in report.findings if one.fault in TARGETS]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_case_says_what_it_is_and_where_it_comes_from(file: Path) -> None:
    seen = set()
    for case in cases([str(file)]):
        assert case.source
        assert case.family
        assert case.id not in seen
        seen.add(case.id)
