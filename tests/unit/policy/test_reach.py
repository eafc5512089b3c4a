"""Guards about paths and what a directory taken whole, or a path known in part, may hold; permissions never guess."""

from __future__ import annotations

import pytest
from policies import judged, operation, policy

from bailiwick.model.verdict import Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

HOME = "/home/ann/work/shop"


def verdict(pattern: str, path: str, attributes: Mapping[str, bool], *, guard: str = "deny") -> Verdict:
    text = f"rules: [{{id: r, guard: {guard}, reason: no, on: file.read, path: '{pattern}'}}]"
    return judged(policy(text), operation("file.read", path).replace(attributes=attributes), project=HOME).verdict


@pytest.mark.parametrize(
    ("pattern", "path", "attributes"),
    [
        ("data/x/**", f"{HOME}/data", {"recursive": True}),
        ("data/x/**", HOME, {"recursive": True}),
        ("data/x/a.csv", "/home", {"recursive": True}),
        ("data/*/a.csv", f"{HOME}/data/x", {"recursive": True}),
        ("data/x/**", f"{HOME}/data/*", {"wildcard": True}),
        ("data/x/*.csv", f"{HOME}/data/x/jan*", {"wildcard": True}),
        ("~/notes/**", "/home/ann", {"whole_home": True}),
    ],
)
def test_a_guard_speaks_of_what_may_be_taken_along(pattern: str, path: str, attributes: dict[str, bool]) -> None:
    assert verdict(pattern, path, attributes) is Verdict.DENY
    assert verdict(pattern, path, attributes, guard="allow") is Verdict.ABSTAIN


@pytest.mark.parametrize(
    ("pattern", "path", "attributes"),
    [
        ("data/x/**", f"{HOME}/data", {}),
        ("data/x/**", f"{HOME}/src", {"recursive": True}),
        ("data/x/**", "*", {"wildcard": True}),
        ("data/x/**", f"{HOME}/database*", {"wildcard": True}),
        ("**/*.key", f"{HOME}/src", {"recursive": True}),
    ],
)
def test_it_is_silent_elsewhere(pattern: str, path: str, attributes: dict[str, bool]) -> None:
    assert verdict(pattern, path, attributes) is Verdict.ABSTAIN
