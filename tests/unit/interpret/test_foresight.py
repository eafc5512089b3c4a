"""Foreseen facts save a round of interpretation and never change what a call is found to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.interpret import interpret
from bailiwick.interpret.foresight import QUERIES, foreseen
from bailiwick.model import bounds
from bailiwick.model.fact import (
    FileType,
    GlobFact,
    GlobQuery,
    PathFact,
    PathQuery,
    ProgramFact,
    ProgramQuery,
    RepositoryFact,
    TextFact,
    TextQuery,
)
from bailiwick.model.request import Place, Request, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.model.fact import Fact, FactQuery

PROJECT = "/home/dev/proj"
PLACE = Place(project=PROJECT, home="/home/dev", temps=("/tmp",))


def request(tool: str, given: Mapping[str, object]) -> Request:
    return Request(Subject(), PLACE, tool, given, cwd=PROJECT)


def shell(command: str) -> Request:
    return request("Bash", {"command": command})


def answer(query: FactQuery) -> Fact:
    """What a project of plain files would say."""
    if isinstance(query, PathQuery):
        return PathFact(query.path, FileType.FILE, size=3)
    if isinstance(query, TextQuery):
        return TextFact("{}")
    if isinstance(query, GlobQuery):
        return GlobFact()
    if isinstance(query, ProgramQuery):
        return ProgramFact()
    return RepositoryFact(PROJECT, f"{PROJECT}/.git", "main", "origin/main", (("origin", "https://example.com/x"),))


@pytest.mark.parametrize(
    "command",
    [
        "cat README.md | head -50",
        "ls -la src tests",
        "ls",
        "cd src && cat app.py",
        "grep -rn 'def main' src --include='*.py'",
        "sed -n '1,80p' src/app.py",
        "rm -rf build/out",
        "cp src/app.py src/copy.py",
        "if [ -f .env.example ]; then wc -l .env.example; fi",
        "npm test -- --watch=false",
        "git push origin feature",
        "node scripts/run.js --port 3000",
    ],
)
def test_an_ordinary_command_is_interpreted_in_one_round(command: str) -> None:
    call = shell(command)
    found = interpret(call, {query: answer(query) for query in foreseen(call)})
    assert found.queries == frozenset()


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("Read", {"file_path": f"{PROJECT}/a.py"}),
        ("Edit", {"file_path": f"{PROJECT}/a.py", "old_string": "a", "new_string": "b"}),
        ("Write", {"file_path": f"{PROJECT}/a.py", "content": "x"}),
        ("Grep", {"pattern": "x"}),
        ("Glob", {"pattern": "*.py", "path": "src"}),
    ],
)
def test_a_file_tool_is_interpreted_in_one_round(tool: str, given: Mapping[str, object]) -> None:
    call = request(tool, given)
    found = interpret(call, {query: answer(query) for query in foreseen(call)})
    assert found.queries == frozenset()


def test_only_what_was_asked_for_counts_as_used() -> None:
    call = shell("cat README.md")
    needed, guessed = PathQuery(f"{PROJECT}/README.md"), PathQuery("/elsewhere")
    found = interpret(call, {query: answer(query) for query in (needed, guessed)})
    assert set(found.facts) == {needed}


@given(st.text(st.sampled_from("abls/.-~$'\"|&;> \n=*"), max_size=60), st.sampled_from(["", "cat ", "rm -r ", "cd "]))
def test_foresight_is_bounded_and_changes_no_finding(text: str, program: str) -> None:
    call = shell(program + text)
    guessed = {query: answer(query) for query in foreseen(call)}
    assert len(guessed) <= QUERIES
    assert finding(call, guessed) == finding(call, {})


def finding(call: Request, facts: Mapping[FactQuery, Fact]) -> object:
    """The operations of a call when every question is answered, and the facts that they rest on."""
    known = dict(facts)
    for _ in range(bounds.FACT_ROUNDS):
        found = interpret(call, known)
        if not found.queries:
            return found.operations, dict(found.facts)
        known.update({query: answer(query) for query in found.queries})
    raise AssertionError("never enough facts")
