"""The index of rules about paths never hides one that matches, and names few others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model.operation import Kind, Operation, Resource, ResourceType
from bailiwick.model.request import Place
from bailiwick.policy.path_index import PathIndex
from bailiwick.policy.paths import covered

PLACE = Place(project="/h/p", home="/h")

names = st.sampled_from(["a", "b", "*", "**", "a*", "*.lock", "x.lock", "?b"])
roots = st.sampled_from(["/p/", "", "~/", "/h/", "**/"])
patterns = st.builds(lambda root, parts: root + "/".join(parts), roots, st.lists(names, min_size=1, max_size=4))
paths = st.builds(
    lambda root, parts: "/".join((root, *parts)),
    st.sampled_from(["/p", "/h", "/h/p", "/h/pa"]),
    st.lists(st.sampled_from(["a", "b", "ab", "x.lock", "p"]), max_size=4),
)


def deleting(path: str, *, written: str = "", **attributes: bool) -> Operation:
    return Operation(Kind.FILE_DELETE, Resource(ResourceType.PATH, path, written=written), attributes)


def index(*rules: str) -> PathIndex:
    """Rules of one pattern each; the first has id `0`."""
    made = PathIndex()
    for number, pattern in enumerate(rules):
        assert made.file([pattern], str(number))
    return made


@given(st.lists(st.lists(patterns, min_size=1, max_size=2), max_size=5), paths, paths, st.booleans())
def test_every_rule_that_covers_is_a_candidate(
    rules: list[list[str]], value: str, written: str, recursive: bool
) -> None:
    made = PathIndex()
    filed = [number for number, wanted in enumerate(rules) if made.file(wanted, f"r{number}")]
    operation = deleting(value, written=written, recursive=recursive)
    found = made.candidates(operation, PLACE)
    assert len(found) == len(set(found))
    for number in filed:
        if covered(rules[number], operation, PLACE, guards=True):
            assert f"r{number}" in found


def test_patterns_that_require_nothing_are_not_filed() -> None:
    assert not PathIndex().file(["**"], "r")
    assert not PathIndex().file([], "r")


def test_of_a_directory_taken_whole_only_patterns_above_and_below_it_are_named() -> None:
    made = index("build/**", "src/*.py", "src/a*/**/*.lock", "/h/p/bu*", "~/.ssh/**")
    assert made.candidates(deleting("/h/p/build", recursive=True), PLACE) == ["3", "0"]
    assert made.candidates(deleting("/h/p/src/abc", recursive=True), PLACE) == ["1", "2"]
    assert made.candidates(deleting("/h", whole_home=True), PLACE) == ["3", "4", "0", "1", "2"]


def test_of_a_path_known_in_part_only_patterns_that_it_may_begin_are_named() -> None:
    made = index("build/**", "src/*.py", "bu/x")
    assert made.candidates(deleting("/h/p/bu*", wildcard=True), PLACE) == ["2", "0"]


def test_heads_that_begin_alike_are_not_mistaken_for_directories() -> None:
    assert index("~/x*").candidates(deleting("/home2/x1"), Place(project="/p", home="/home")) == []


def test_where_the_project_s_own_name_is_a_pattern_every_rule_is_named() -> None:
    made = index("a*/b*", "~/c*")
    assert made.candidates(deleting("/srv", recursive=True), Place(project="/srv/x*y", home="/h")) == ["0", "1"]
