"""`cover` proves: where it says that one rule covers another, no operation is found that shows otherwise."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from policies import NOON, operation

from bailiwick.model.request import Place, Request, Subject
from bailiwick.policy.cover import covers, test_covers
from bailiwick.policy.layout import formatted
from bailiwick.policy.lint import lint_rule
from bailiwick.policy.lint.finding import Subject as Looked
from bailiwick.policy.predicates import predicate
from bailiwick.policy.rule import condition
from bailiwick.policy.schema import read_policy
from bailiwick.policy.situation import Situation
from bailiwick.session.state import SessionState

test_covers.__test__ = False  # type: ignore[attr-defined]  # a function of ours, not a test

VALUES = ["a", "b", "ab", "a/b", "x.org", "y.x.org", "", True, 3]
TESTS = st.one_of(
    st.sampled_from(VALUES),
    st.lists(st.sampled_from(["a", "b", "ab", "x.org", 3]), min_size=1, max_size=3),
    st.sampled_from(
        [
            {"glob": "a*"}, {"glob": "**"}, {"prefix": "a"}, {"contains": "b"}, {"host": "x.org"}, {"host": ["x.org", "a"]},
            {"over": 1}, {"over": 3}, {"under": 4}, {"not": "a"}, {"absent": True}, {"any": ["a", {"prefix": "b"}]},
            {"not_in": ["a"]}, {"range": {"min": 1, "max": 5}},
        ]
    ),
)  # fmt: skip
CLASSES = st.lists(st.sampled_from(["project", "secret", "temp", "outside"]), unique=True, max_size=2)
PATHS = st.lists(st.sampled_from(["src/**", "src/a", "src/*", "**", "/etc/**", "/etc/x", "~/n"]), max_size=2)
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "kinds": st.lists(st.sampled_from(["file.read", "file.write"]), min_size=1, unique=True),
        "any": CLASSES,
        "all": CLASSES,
        "none": CLASSES,
        "where": st.dictionaries(st.sampled_from(["host", "port"]), TESTS, max_size=2),
        "paths": PATHS,
        "certainty": st.just(["certain"]),
    },
)
OPERATIONS = st.builds(
    lambda kind, path, classes, attributes: operation(kind, path, classes=classes, **attributes),
    st.sampled_from(["file.read", "file.write"]),
    st.sampled_from(["/home/ann/work/shop/src/a", "/home/ann/work/shop/b", "/etc/x", "/home/ann/n", ""]),
    CLASSES,
    st.dictionaries(st.sampled_from(["host", "port"]), st.sampled_from([*VALUES, 7]), max_size=2),
)
SITUATION = Situation(
    Request(subject=Subject(), place=Place(project="/home/ann/work/shop", home="/home/ann"), tool="Bash"),
    SessionState(),
    NOON,
)


@settings(max_examples=400)
@given(wide=CONDITIONS, narrow=CONDITIONS, operations=st.lists(OPERATIONS, min_size=8, max_size=8))
def test_a_condition_that_covers_another_holds_wherever_that_one_does(
    wide: dict[str, Any], narrow: dict[str, Any], operations: list[Any]
) -> None:
    if covers(wide, narrow):
        held = condition(wide, safe=True)
        inner = condition(narrow, safe=True)
        for one in operations:
            assert held.holds(one, SITUATION) or not inner.holds(one, SITUATION)


@settings(max_examples=400)
@given(wide=TESTS, narrow=TESTS, value=st.sampled_from([*VALUES, None, 7, ("a", "b"), ("b", "x.org")]))
def test_a_test_that_covers_another_passes_wherever_that_one_does(wide: Any, narrow: Any, value: Any) -> None:
    if test_covers(wide, narrow) and predicate(narrow)(value):
        assert predicate(wide)(value)


@given(one=CONDITIONS)
def test_every_condition_covers_itself(one: dict[str, Any]) -> None:
    assert covers(one, one)


@given(rules=st.lists(CONDITIONS, min_size=1, max_size=5))
def test_lint_takes_every_rule(rules: list[dict[str, Any]]) -> None:
    plain = [
        {"id": f"user/r{number}", "verdict": "deny", "reason": "because", **one} for number, one in enumerate(rules)
    ]
    for rule in plain:
        list(lint_rule(Looked(rule["id"], rule, "f"), {"rules": plain, "agents": []}))


LINES = {
    "version": "version: 1",
    "mode": "# the mode\nmode: enforce",
    "packs": "packs: [baseline] # why",
    "overrides": "overrides:\n  # a comment\n  baseline/work.force-push: note",
}
KEYS = [
    "id: r{n}",
    "guard: deny",
    "# about it\n    on: [net.fetch, vcs.push]",
    "reason: >\n      because\n      of it # text",
    "where: {host: x}",
    "unless:\n      - {class: temp} # but",
]


@given(
    sections=st.permutations(list(LINES)),
    orders=st.lists(st.permutations(KEYS), min_size=1, max_size=3),
    at=st.integers(0, 4),
    blanks=st.integers(0, 2),
)
def test_formatting_keeps_meaning_and_comments_and_is_done_once(
    sections: list[str], orders: list[list[str]], at: int, blanks: int
) -> None:
    items = []
    for number, order in enumerate(orders):
        lines = "\n    ".join(order).replace("{n}", str(number))
        head, body = ("  # rule\n", lines) if not lines.startswith("#") else ("", lines.split("\n    ", 1)[1])
        items.append(f"{head}  - {body}")
    rules = "rules:\n" + ("\n" * (blanks + 1)).join(items)
    text = (
        "# head\n\n"
        + "\n".join([*(LINES[name] for name in sections[:at]), rules, *(LINES[name] for name in sections[at:])])
        + "\n# end\n"
    )
    before, problems = read_policy(text, "f")
    assert not problems, (text, problems)
    after = formatted(text, "f")
    again, problems = read_policy(after, "f")
    assert not problems, (text, after, problems)
    assert before is not None
    assert again is not None
    assert json.dumps(again.rules) == json.dumps(before.rules)
    bare: dict[str, Any] = {"notes": (), "rules": (), "places": {}}
    assert again.replace(**bare) == before.replace(**bare)
    comments = [sorted(line[line.index("#") :] for line in one.splitlines() if "#" in line) for one in (text, after)]
    assert comments[0] == comments[1]
    assert formatted(after, "f") == after
