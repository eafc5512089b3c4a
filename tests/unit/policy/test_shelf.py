"""The rules about one kind: few that cannot speak are asked; that none is left out is a law (`test_index_laws.py`)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bailiwick.model.operation import Kind, Operation, Resource, ResourceType
from bailiwick.model.request import Place, Request, Subject
from bailiwick.policy.shelf import Shelf
from bailiwick.policy.situation import Situation
from bailiwick.session.state import SessionState

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = Place(project="/h/p", home="/h")


def shelf(*rules: Mapping[str, Any]) -> Shelf:
    """A shelf of these rules; the first has id `0`."""
    made = Shelf()
    for number, rule in enumerate(rules):
        made.file({"id": str(number), **rule})
    return made


def situation(command: str = "", **session: Any) -> Situation:
    request = Request(subject=Subject(), place=PLACE, tool="Bash", input={"command": command})
    return Situation(request, SessionState(**session), datetime(2026, 1, 5, tzinfo=UTC))


def writing(path: str) -> Operation:
    return Operation(Kind.FILE_WRITE, Resource(ResourceType.PATH, path))


def test_rules_about_other_paths_are_not_asked() -> None:
    thousand = shelf(*({"paths": [f"/srv/{number}/**"]} for number in range(1000)))
    assert thousand.candidates(writing("/srv/7/log"), situation()) == ["7"]
    assert thousand.candidates(writing("/home/dev/x"), situation()) == []


def test_patterns_are_filed_one_by_one_by_what_each_requires() -> None:
    made = shelf({"paths": ["~/**"]}, {"paths": ["docs/**", "*.md", "/opt/a*/**"]}, {"paths": ["docs/**", "**"]})
    assert made.candidates(writing("/x"), situation()) == ["2"]
    assert made.candidates(writing("/h/x"), situation()) == ["2", "0"]
    assert made.candidates(writing("/x.md"), situation()) == ["2", "1"]
    assert made.candidates(writing("/opt/abc/d"), situation()) == ["2", "1"]


def test_a_rule_about_paths_is_not_asked_about_an_operation_without_a_resource() -> None:
    assert shelf({"paths": ["/etc/**"]}).candidates(Operation(Kind.EXEC_RUN), situation()) == []


def test_a_rule_about_a_label_is_asked_in_sessions_that_have_it() -> None:
    made = shelf({"labels": ["secret", "untrusted"]})
    assert made.candidates(writing("/x"), situation()) == []
    assert made.candidates(writing("/x"), situation(labels={"untrusted": "ref"})) == ["0"]


def test_a_rule_about_a_counter_is_asked_when_it_passes() -> None:
    made = shelf({"counters": {"denials": {"over": 5}}}, {"counters": {"denials": {"under": 5}}})
    assert made.candidates(writing("/x"), situation()) == ["1"]
    assert made.candidates(writing("/x"), situation(counters={"denials": 6})) == ["0"]


def test_a_rule_about_a_mark_is_asked_about_what_carries_it() -> None:
    made = shelf({"marks": ["download"], "labels": ["secret"]})
    marked = situation(marks={"/x": ("download",)})
    assert made.candidates(writing("/x"), marked) == ["0"]
    assert made.candidates(writing("/y"), marked) == []
