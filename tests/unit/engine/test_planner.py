"""Planning one call: how often facts are fetched, which of them a plan names, and when a plan is made anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.host_facts import HostFacts
from bailiwick.engine import planner as module
from bailiwick.engine.planner import REMEMBERED_CHARACTERS, REMEMBERED_PLANS, Planner
from bailiwick.model.fact import PathQuery
from bailiwick.model.operation import Operation, ResourceClass
from bailiwick.model.request import Place, Request, Subject
from bailiwick.pdp import plan

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from bailiwick.model.fact import Fact, FactQuery

    Call = Callable[..., Request]


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


@pytest.fixture
def call(tmp_path: Path) -> Call:
    place = Place(project=str(tmp_path), home="/home/nobody", temps=())

    def shell(command: str, *, session: str = "s", number: int = 1) -> Request:
        return Request(Subject(session=session), place, "Bash", {"command": command}, str(tmp_path), f"call-{number}")

    return shell


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """The requests that were interpreted, once per round."""
    seen: list[Request] = []

    def counted(request: Request, facts: Mapping[FactQuery, Fact]) -> object:
        seen.append(request)
        return plan(request, facts)

    monkeypatch.setattr(module, "plan", counted)
    return seen


def test_facts_that_were_foreseen_are_fetched_once(facts: CountedFacts, call: Call, tmp_path: Path) -> None:
    made = Planner(facts).plan(call("cat notes.md"))
    assert list(made.facts) == [PathQuery(f"{tmp_path}/notes.md")]
    assert len(facts.fetched) == 1


def test_facts_that_were_not_foreseen_are_fetched_all_the_same(facts: CountedFacts, call: Call, tmp_path: Path) -> None:
    made = Planner(facts).plan(call("x=notes.md; cat $x"))
    assert list(made.facts) == [PathQuery(f"{tmp_path}/notes.md")]


def test_a_wrong_guess_is_no_part_of_the_plan(facts: CountedFacts, call: Call) -> None:
    made = Planner(facts).plan(call("test left = right"))
    assert facts.fetched
    assert not made.facts


def test_a_call_that_comes_again_is_not_interpreted_again(
    facts: CountedFacts, call: Call, rounds: list[Request]
) -> None:
    planner = Planner(facts)
    first = planner.plan(call("cat notes.md", number=1))
    before = len(rounds)
    second = planner.plan(call("cat notes.md", number=2))
    assert first == second
    assert len(rounds) == before
    assert facts.fetched[-1] == tuple(first.facts)


def test_the_facts_of_a_call_that_comes_again_are_fetched_again(
    facts: CountedFacts, call: Call, tmp_path: Path
) -> None:
    planner = Planner(facts)
    before = planner.plan(call("cat notes.md"))
    os.unlink(tmp_path / "notes.md")
    os.symlink("/etc/shadow", tmp_path / "notes.md")
    after = planner.plan(call("cat notes.md"))
    assert before.facts != after.facts
    assert not any(ResourceClass.SECRET in classes(operation) for operation in before.operations)
    assert any(ResourceClass.SECRET in classes(operation) for operation in after.operations)


def classes(operation: Operation) -> frozenset[ResourceClass]:
    return operation.resource.classes if operation.resource is not None else frozenset()


@pytest.mark.parametrize("text", ["cat notes.md ", "cat other.md"])
def test_another_input_is_another_call(facts: CountedFacts, call: Call, rounds: list[Request], text: str) -> None:
    planner = Planner(facts)
    planner.plan(call("cat notes.md"))
    before = len(rounds)
    planner.plan(call(text))
    assert len(rounds) > before


def test_another_place_is_another_call(facts: CountedFacts, call: Call, rounds: list[Request]) -> None:
    planner = Planner(facts)
    request = call("cat notes.md")
    planner.plan(request)
    before = len(rounds)
    planner.plan(request.replace(place=request.place.replace(home="/home/somebody")))
    assert len(rounds) > before


def test_a_truth_value_is_no_number(facts: CountedFacts, call: Call, rounds: list[Request]) -> None:
    planner = Planner(facts)
    request = call("sleep 1")
    planner.plan(request.replace(input={"command": "sleep 1", "timeout": 1}))
    before = len(rounds)
    planner.plan(request.replace(input={"command": "sleep 1", "timeout": True}))
    assert len(rounds) > before


def test_a_large_call_is_not_remembered(facts: CountedFacts, call: Call, rounds: list[Request]) -> None:
    planner = Planner(facts)
    large = f"echo {'x' * REMEMBERED_CHARACTERS}"
    planner.plan(call(large))
    before = len(rounds)
    planner.plan(call(large))
    assert len(rounds) > before


def test_only_the_latest_plans_are_remembered(facts: CountedFacts, call: Call, rounds: list[Request]) -> None:
    planner = Planner(facts)
    for number in range(REMEMBERED_PLANS + 1):
        planner.plan(call(f"echo {number}"))
    before = len(rounds)
    planner.plan(call(f"echo {REMEMBERED_PLANS}"))
    assert len(rounds) == before
    planner.plan(call("echo 0"))
    assert len(rounds) == before + 1
