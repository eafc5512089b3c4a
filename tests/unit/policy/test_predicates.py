"""Tests on values: what each operator accepts, and what it makes of a value that is missing or of another type."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.policy.constraints import expression, pattern_expression
from bailiwick.policy.predicates import needs_presence, predicate
from bailiwick.policy.schema.value_tests import OPERATOR_KEYS

MISSING = None
HOLDS: list[tuple[object, object]] = [
    ({"glob": "src/**/*.py"}, "src/a/b.py"),
    ({"prefix": ["npm ", "git "]}, "git push"),
    ({"contains": "drop"}, "a drop of"),
    ({"contains": ["x", "drop"]}, ("no", "drop it")),
    ({"pattern": "*@x.org"}, "a/b@x.org"),
    ({"pattern": "a[!b]?"}, "axy"),
    ({"pattern": "[a-c]*"}, "b"),
    ({"pattern": "a.b"}, "a.b"),
    ({"regex": "b+"}, "abbc"),
    ({"regex": "(?i)^DROP"}, "drop table"),
    ({"regex": "(?s)a.c"}, "a\nc"),
    ({"host": "x.org"}, "x.org"),
    ({"host": "x.org"}, "deep.sub.X.ORG."),
    ({"host": "*.x.org"}, "a.b.x.org"),
    ({"host": "=x.org"}, "x.org"),
    ({"cidr": "10.0.0.0/8"}, "10.1.2.3"),
    ({"cidr": "10.0.0.0/8"}, "0x0a010203"),
    ({"cidr": "10.0.0.0/8"}, "::ffff:10.1.2.3"),
    ({"cidr": "fd00::/8"}, "[fd00::1]"),
    ({"url": "https://*.x.org/api/*"}, "https://a.x.org/api/v1?q=1"),
    ({"url": "*://x.org"}, "http://x.org/any/thing"),
    ({"url": "https://x.org:8443"}, "https://x.org:8443/"),
    ({"url_safe": True}, "https://x.org/"),
    ({"url_safe": {"hosts": ["x.org"], "ports": [443]}}, "https://a.x.org"),
    ({"url_safe": {"except": ["loopback"], "schemes": ["http"]}}, "http://127.0.0.1:8080/"),
    ({"subpath": "/srv/data"}, "/srv/data"),
    ({"subpath": "/srv/data"}, "/srv/data/x/../y"),
    ({"shlex": ["ls", "git"]}, "git log --oneline"),
    ({"shlex": ["git"]}, "git commit -m 'two words'"),
    ({"over": 1}, 2),
    ({"over": 1}, 1.5),
    ({"under": 1}, 0),
    ({"range": {"min": 0, "max": 100}}, 100),
    ({"range": {"above": 0}}, 0.1),
    ({"not_in": ["a", {"pattern": "b*"}]}, "c"),
    ({"has_all": ["a", "b"]}, ["b", "c", "a"]),
    ({"subset": ["a", "b"]}, ["b"]),
    ({"subset": ["a"]}, []),
    ({"not": "a"}, MISSING),
    ({"all": [{"over": 1}, {"under": 9}]}, 5),
    ({"any": ["a", {"prefix": "b"}]}, "bc"),
    ({"exact": True}, True),
    ({"exact": ["a"]}, ["a"]),
    ({"absent": True}, MISSING),
]
FAILS: list[tuple[object, object]] = [
    ({"glob": "src/*.py"}, "src/a/b.py"),
    ({"prefix": "git "}, "legit push"),
    ({"contains": "drop"}, 7),
    ({"contains": "drop"}, ["drop"]),  # an argument that is a list is one value
    ({"pattern": "x.org"}, "xyorg"),
    ({"pattern": "a*"}, "ba"),
    ({"regex": "^b"}, "ab"),
    ({"host": "x.org"}, "notx.org"),
    ({"host": "x.org"}, "x.org.evil.example"),
    ({"host": "*.x.org"}, "x.org"),
    ({"host": "=x.org"}, "a.x.org"),
    ({"host": "0.1"}, "10.0.0.1"),
    ({"cidr": "10.0.0.0/8"}, "11.0.0.1"),
    ({"cidr": "10.0.0.0/8"}, "x.org"),
    ({"url": "https://x.org/api/*"}, "https://x.org/api/../admin"),
    ({"url": "https://x.org"}, "https://x.org@evil.example/"),
    ({"url": "https://x.org"}, "https://evil.example/?x.org"),
    ({"url": "https://x.org"}, "https://x.org:8443/"),
    ({"url": "https://x.org"}, "https://a.x.org/"),
    ({"url_safe": True}, "http://169.254.169.254/latest"),
    ({"url_safe": True}, "http://2130706433/"),
    ({"url_safe": True}, "http://0x7f.1/"),
    ({"url_safe": True}, "http://127%2e0.0.1/"),
    ({"url_safe": True}, "http://[::1]/"),
    ({"url_safe": True}, "http://localhost/"),
    ({"url_safe": True}, "http://intranet/"),
    ({"url_safe": True}, "file:///etc/passwd"),
    ({"url_safe": True}, "http://x.org\\@127.0.0.1/"),
    ({"url_safe": {"hosts": ["x.org"]}}, "https://y.org/"),
    ({"url_safe": {"deny": ["x.org"]}}, "https://a.x.org/"),
    ({"subpath": "/srv/data"}, "/srv/data/../secret"),
    ({"subpath": "/srv/data"}, "/srv/database"),
    ({"subpath": "/srv/data"}, "srv/data"),
    ({"shlex": ["git"]}, "git log; id"),
    ({"shlex": ["git"]}, "git log > f"),
    ({"shlex": ["git"]}, "git log $(id)"),
    ({"shlex": ["git"]}, "git log\nid"),
    ({"shlex": ["git"]}, "/tmp/git log"),
    ({"shlex": ["git"]}, "A=b git log"),
    ({"over": 1}, True),
    ({"over": 1}, "2"),
    ({"range": {"min": 0}}, float("nan")),
    ({"range": {"below": 100}}, 100),
    ({"not_in": ["a"]}, "a"),
    ({"has_all": ["a"]}, "a"),
    ({"subset": ["a"]}, ["a", "b"]),
    ({"exact": True}, 1),
    ({"exact": 1}, True),
    (1, True),
    ({"absent": True}, ""),
]


@pytest.mark.parametrize(("test", "value"), HOLDS)
def test_a_value_that_fits_passes(test: object, value: object) -> None:
    assert predicate(test)(value)


@pytest.mark.parametrize(("test", "value"), FAILS)
def test_a_value_that_does_not_fit_fails(test: object, value: object) -> None:
    assert not predicate(test)(value)


def test_every_operator_of_the_language_is_tried_here() -> None:
    tried = {operator for test, _ in (*HOLDS, *FAILS) if isinstance(test, dict) for operator in test}
    assert tried == set(OPERATOR_KEYS)


def test_a_missing_value_is_none_of_the_excluded_for_a_guard_and_unknown_for_a_permission() -> None:
    assert predicate({"not_in": ["a"]}, safe=True)(MISSING)
    assert not predicate({"not_in": ["a"]}, safe=False)(MISSING)


@pytest.mark.parametrize(("test", "_value"), HOLDS)
def test_what_says_that_it_needs_a_value_never_passes_without_one(test: object, _value: object) -> None:
    for safe in (True, False):
        assert not (needs_presence(test) and predicate(test, safe=safe)(MISSING))


@given(st.text(alphabet="ab*?[]!.^$\\z/", max_size=8), st.text(max_size=8))
def test_a_pattern_is_always_an_expression_and_a_plain_one_matches_only_itself(pattern: str, text: str) -> None:
    compiled = expression(pattern_expression(pattern))
    if not set(pattern) & set("*?["):
        assert bool(compiled.search(text)) == (text == pattern)


def test_an_expression_that_backtracks_elsewhere_is_linear_here() -> None:
    started = time.process_time()
    assert not predicate({"regex": "(a+)+$"})("a" * 100_000 + "b")
    assert time.process_time() - started < 2
