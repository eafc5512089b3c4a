"""Judging one call: how often facts are fetched, and which of them the judgement names."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.host_facts import HostFacts
from bailiwick.adapters.policy_files import default_policy
from bailiwick.engine.judge import judge
from bailiwick.model.fact import PathQuery
from bailiwick.model.request import Place, Request, Subject
from bailiwick.session.state import SessionState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from bailiwick.engine.judge import Judgement
    from bailiwick.model.fact import Fact, FactQuery


class CountedFacts(HostFacts):
    """The facts of this machine, and how often they were fetched."""

    def __init__(self, home: str) -> None:
        super().__init__(home=home)
        self.fetched: list[Collection[FactQuery]] = []

    def fetch(self, queries: Collection[FactQuery]) -> Mapping[FactQuery, Fact]:
        self.fetched.append(queries)
        return super().fetch(queries)


@pytest.fixture
def facts(tmp_path: Path) -> CountedFacts:
    (tmp_path / "notes.md").write_text("x\n")
    return CountedFacts(str(tmp_path))


def judged(facts: CountedFacts, project: Path, command: str) -> Judgement:
    place = Place(project=str(project), home=str(project), temps=())
    request = Request(Subject(), place, "Bash", {"command": command}, cwd=str(project))
    return judge(request, SessionState(), default_policy(), facts, now=datetime(2026, 1, 1, tzinfo=UTC))


def test_facts_that_were_foreseen_are_fetched_once(facts: CountedFacts, tmp_path: Path) -> None:
    judgement = judged(facts, tmp_path, "cat notes.md")
    assert list(judgement.facts) == [PathQuery(f"{tmp_path}/notes.md")]
    assert len(facts.fetched) == 1


def test_facts_that_were_not_foreseen_are_fetched_all_the_same(facts: CountedFacts, tmp_path: Path) -> None:
    judgement = judged(facts, tmp_path, "x=notes.md; cat $x")
    assert list(judgement.facts) == [PathQuery(f"{tmp_path}/notes.md")]


def test_a_wrong_guess_is_no_part_of_the_judgement(facts: CountedFacts, tmp_path: Path) -> None:
    judgement = judged(facts, tmp_path, "test left = right")
    assert facts.fetched
    assert not judgement.facts


def test_no_fact_outlives_its_call(facts: CountedFacts, tmp_path: Path) -> None:
    before = judged(facts, tmp_path, "cat notes.md").facts
    (tmp_path / "notes.md").unlink()
    (tmp_path / "notes.md").symlink_to("/etc/hostname")
    after = judged(facts, tmp_path, "cat notes.md").facts
    assert before != after
