"""Laws of the index of rules: every rule that speaks is named, wherever home and project are and whatever a session holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.model.operation import Kind, Operation, Resource, ResourceClass, ResourceType
from bailiwick.model.request import Place, Request, Subject
from bailiwick.policy import glob
from bailiwick.policy.compiled import from_plain
from bailiwick.policy.paths import absolute, covered, is_rooted, reach
from bailiwick.policy.situation import Situation
from bailiwick.session.state import SessionState

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)

places = st.builds(
    Place, project=st.sampled_from(["/h/p", "/p", "/", "/h/a*b"]), home=st.sampled_from(["/h", "", "/?"])
)
parts = st.sampled_from(["a", "b", "ab", "h", "p", "x.lock", "*", "**", "a*", "?b", "*.lock", "a*b"])
patterns = st.builds(
    lambda base, names: base + "/".join(names),
    st.sampled_from(["", "/", "~/", "/h/", "/h/p/"]),
    st.lists(parts, max_size=4),
).filter(bool)
names = st.sampled_from(["a", "b", "ab", "h", "p", "aab", "x.lock"])
paths = st.lists(names, max_size=5).map(lambda drawn: "/" + "/".join(drawn))
values = st.one_of(paths, paths.map(lambda path: f"{path}*"), paths.map(lambda path: f"{path}/*"))


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    """Operations on one path, on a directory with all below it, and on paths of which the beginning is known."""
    classes = draw(st.frozensets(st.sampled_from([ResourceClass.PROJECT, ResourceClass.SECRET])))
    resource = Resource(ResourceType.PATH, draw(values), "", classes, draw(st.one_of(st.just(""), paths)))
    marks = ["recursive", "wildcard", "whole_home", "shell"]
    return Operation(Kind.FILE_DELETE, resource, dict.fromkeys(draw(st.sets(st.sampled_from(marks))), True))


@st.composite
def rules(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Plain rules, each with a few things that an index may go by."""
    optional = {
        "paths": st.lists(patterns, max_size=3),
        "labels": st.lists(st.sampled_from(["secret", "untrusted"]), max_size=2),
        "marks": st.lists(st.sampled_from(["download", "secret"]), max_size=2),
        "counters": st.dictionaries(
            st.sampled_from(["calls", "denials"]),
            st.sampled_from([{"over": 1}, {"under": 1}, 0, {"not": 2}]),
            max_size=2,
        ),
        "any": st.lists(st.sampled_from(["project", "secret"]), max_size=2),
        "where": st.dictionaries(
            st.sampled_from(["recursive", "shell"]),
            st.sampled_from([True, False, {"absent": True}, "x", []]),
            max_size=2,
        ),
        "text": st.sampled_from([{"prefix": "rm"}, {"contains": "x"}, {"regex": "a+"}]),
        "verdict": st.sampled_from(["allow", "deny"]),
    }
    drawn = draw(st.lists(st.fixed_dictionaries({}, optional=optional), max_size=6))
    return [{"verdict": "deny", "reason": "because", **rule, "id": f"r{number}"} for number, rule in enumerate(drawn)]


sessions = st.builds(
    SessionState,
    labels=st.dictionaries(st.sampled_from(["secret", "untrusted", "other"]), st.just("")),
    counters=st.dictionaries(st.sampled_from(["calls", "denials"]), st.integers(0, 3)),
    marks=st.dictionaries(paths, st.sampled_from([("download",), ("secret", "other")])),
)


@given(rules(), operations(), sessions, places, st.sampled_from(["rm -r x", "aa", ""]))
@settings(max_examples=300)
def test_every_rule_that_speaks_is_named(
    plain: list[dict[str, Any]], operation: Operation, session: SessionState, place: Place, command: str
) -> None:
    policy = from_plain({"mode": "enforce", "fail_mode": "closed", "hash": "h", "rules": plain})
    request = Request(subject=Subject(session="s"), place=place, tool="Bash", input={"command": command})
    situation = Situation(request, session, NOW)
    speaking = {rule.id for rule in policy.rules.values() if rule.speaks(operation, situation)}
    assert speaking <= set(policy.candidates(operation, situation))


@given(st.lists(patterns, max_size=3), operations(), places, st.booleans())
@settings(max_examples=300)
def test_what_is_covered_is_what_the_globs_themselves_say(
    wanted: list[str], operation: Operation, place: Place, guards: bool
) -> None:
    resource = operation.resource
    assert resource is not None
    start = reach(operation)
    exact = [resource.value, *([resource.written] if guards and resource.written else [])]
    plainly = not (operation.attributes.get("wildcard") and not guards) and any(
        any(glob.matches(absolute(pattern, place), path) for path in exact)
        or (guards and start and is_rooted(pattern) and glob.may_extend(absolute(pattern, place), start))
        for pattern in wanted
    )
    assert covered(wanted, operation, place, guards=guards) == bool(plainly)
