"""The index of rules: no rule that could speak is left out, and few others are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model.operation import Kind, Operation, Resource, ResourceType
from bailiwick.policy import glob
from bailiwick.policy.compiled import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

HOME, PROJECT = "/h", "/h/p"


def shelf(*rules: Sequence[str]) -> Shelf:
    """A shelf of rules with these path patterns; the first has id `0`."""
    made = Shelf()
    for number, paths in enumerate(rules):
        made.file({"id": str(number), "paths": list(paths)})
    return made


def writing(path: str) -> Operation:
    return Operation(Kind.FILE_WRITE, Resource(ResourceType.PATH, path))


def absolute(pattern: str) -> str:
    if pattern.startswith("~/"):
        return HOME + pattern[1:]
    return pattern if pattern.startswith("/") else f"{PROJECT}/{pattern}"


@given(
    st.lists(st.text("ab/*?~", min_size=1, max_size=8), min_size=1, max_size=3),
    st.sampled_from(["", HOME, PROJECT]),
    st.lists(st.text("ab", min_size=1, max_size=3), max_size=4),
)
def test_every_rule_whose_path_matches_is_a_candidate(patterns: list[str], root: str, names: list[str]) -> None:
    path = "/".join((root, *names)) or "/"
    if any(glob.matches(absolute(pattern), path) for pattern in patterns):
        assert "0" in shelf(patterns).candidates(writing(path))


def test_rules_about_other_paths_are_not_asked() -> None:
    thousand = shelf(*([f"/srv/{number}/**"] for number in range(1000)))
    assert thousand.candidates(writing("/srv/7/log")) == ["7"]
    assert thousand.candidates(writing("/home/dev/x")) == []


def test_a_rule_whose_patterns_have_no_name_is_always_asked() -> None:
    assert shelf(["~/**"], ["docs/**", "*.md"]).candidates(writing("/x")) == ["0", "1"]


def test_a_rule_about_paths_is_not_asked_about_an_operation_without_a_resource() -> None:
    assert shelf(["/etc/**"]).candidates(Operation(Kind.EXEC_RUN)) == []
