"""The index of rules about paths never hides one that matches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model.operation import Resource, ResourceType
from bailiwick.policy import glob
from bailiwick.policy.path_index import PathIndex

names = st.sampled_from(["a", "b", "*", "**", "a*", "*.lock", "x.lock", "?b"])
patterns = st.lists(names, min_size=1, max_size=4).map(lambda parts: "/p/" + "/".join(parts))
paths = st.lists(st.sampled_from(["a", "b", "ab", "x.lock", "p"]), max_size=4).map(
    lambda parts: "/p/" + "/".join(parts)
)


@given(st.lists(st.lists(patterns, min_size=1, max_size=2), max_size=5), paths, paths)
def test_every_rule_that_matches_is_a_candidate(rules: list[list[str]], value: str, written: str) -> None:
    index = PathIndex()
    filed = [number for number, wanted in enumerate(rules) if index.file(wanted, f"r{number}")]
    found = set(index.candidates(Resource(ResourceType.PATH, value, written=written)))
    for number in filed:
        if any(glob.matches(pattern, path) for pattern in rules[number] for path in (value, written)):
            assert f"r{number}" in found


def test_patterns_that_require_nothing_are_not_filed() -> None:
    assert not PathIndex().file(["**"], "r")
