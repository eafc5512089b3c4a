"""`when`: CEL over the call, checked when the file is read, and safe when it cannot tell."""

from __future__ import annotations

import subprocess
import sys

import pytest
from policies import judged, operation, rule

from bailiwick.model.errors import PolicyError
from bailiwick.model.request import Subject
from bailiwick.model.verdict import Verdict
from bailiwick.policy import expression
from bailiwick.policy.schema import read_policy
from bailiwick.session.state import SessionState

FETCH = operation("net.fetch", "https", host="db.prod.example", port=443)
RUN = operation("exec.run", "ls", program="ls", source="ls -la")


def verdict(text: str, *operations: object, guard: str = "deny", **call: object) -> Verdict:
    made = rule(f"when: {text!r}", guard=guard)
    return judged(made, *operations, **call).verdict  # type: ignore[arg-type]  # passed on as given


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('op.host.endsWith(".prod.example")', True),
        ('op.host.endsWith(".prod.example") && call.tool != "Bash"', False),
        ("op.port in [80, 443]", True),
        ("op.recursive", False),  # absent: false
        ('op.kind == "net.fetch" && op.resource == "https"', True),
        ('call.input.n > 3 && call.input.list.exists(x, x == "b")', True),
        ('call.project.startsWith("/home/ann") && size(call.cwd) > 0', True),
        ('agent.client == "claude-code"', True),
        ('"secret" in session.labels', True),
        ("session.counters.calls == 1", True),
        ("now.getDayOfWeek() == 1 && now.getHours() == 12", True),
        ('op.host.matches("^db[.]")', True),
        ('net_in_cidr("10.1.2.3", "10.0.0.0/8") && !net_in_cidr(op.host, "10.0.0.0/8")', True),
        ('net_in_cidr("fd00::1", "fd00::/8") && !net_in_cidr("fd00::1", "10.0.0.0/8")', True),
        ('["10.0.0.1", "172.31.0.1", "192.168.0.1", "fd12::1"].all(one, net_is_private(one))', True),
        ('["172.32.0.1", "8.8.8.8", "::1", "x.org", ""].exists(one, net_is_private(one))', False),
        ('time_is_expired("2026-01-05T11:59:59Z") && !time_is_expired("2026-01-05T12:00:01+00:00")', True),
        ('time_since("2026-01-05T11:00:00Z") == 3600 && time_since("2027-01-05T11:00:00+02:00") == 0', True),
        ("timestamp(time_now(0)) == now", True),
    ],
)
def test_an_expression_sees_the_call(text: str, holds: bool) -> None:
    said = verdict(
        text,
        FETCH,
        tool_input={"n": 4, "list": ["a", "b"]},
        session=SessionState(labels={"secret": "x"}),
        subject=Subject(agent="claude-code", session="s"),
    )
    assert (said is Verdict.DENY) is holds


@pytest.mark.parametrize(
    "text",
    [
        *("call.input.missing == 1", "agent.trust < 30", "op.port / 0 == 1", "op['nothing'] == 1"),
        "op.host == '' ? true : op.host",
        *("time_is_expired('tomorrow')", "!time_is_expired('2026-01-05')", "time_since('') < 60"),
        *("time_is_expired('2026-01-05T12:00:00')", "net_in_cidr('10.0.0.1', '10.0.0.0/99')"),
    ],
)
def test_one_that_cannot_tell_makes_a_guard_speak_and_a_permission_silent(text: str) -> None:
    for guard in ("deny", "ask"):
        assert verdict(text, FETCH, guard=guard).value == guard
    assert verdict(text, FETCH, guard="allow") is Verdict.ABSTAIN


def test_in_an_exception_the_safe_side_is_the_other_one() -> None:
    assert judged(rule("unless: {when: call.input.missing == 1}"), FETCH).verdict is Verdict.DENY
    assert judged(rule("unless: {when: call.input.missing == 1}", guard="allow"), FETCH).verdict is Verdict.ABSTAIN


def test_an_attribute_that_another_kind_has_is_absent_and_not_unknown() -> None:
    assert verdict('op.host.endsWith(".example")', RUN) is Verdict.ABSTAIN


def test_an_input_with_too_many_values_is_not_shown() -> None:
    assert verdict("call.input.list.size() == 0", FETCH, tool_input={"list": ["x"] * 1000}) is Verdict.DENY


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("op.host ==", "expected a CEL expression"),
        ("", "expected a text"),
        ("hots == 1", "unknown name `hots`"),
        ("op.hots == 1", "unknown field `op.hots`: did you mean `host`?"),
        ("agent.nmae == 1", "unknown field `agent.nmae`"),
        ("op.host.lower() == 1", "unknown function `lower`"),
        ("[1].exists(x, [2].exists(y, [3].exists(z, z > x + y)))", "at most 2 loops"),
        ("op.branch", "expected an expression that is true or false, got one that gives a text"),
        ("op.port + 1", "got one that gives a number"),
        ("call.input", "got one that gives a map"),
        ("now", "got one that gives another value"),
        ("op.host == 'x' || " * 400 + "true", "at most 4096 characters"),
    ],
)
def test_a_mistake_is_found_when_the_file_is_read(text: str, message: str) -> None:
    quoted = text.replace("'", "''")
    _, problems = read_policy(f"version: 1\nrules: [{{id: r, guard: deny, reason: no, when: '{quoted}'}}]", "p")
    assert problems
    assert message in problems[0].message


def test_an_expression_that_needs_more_than_nothing_is_no_mistake() -> None:
    assert not read_policy("version: 1\nrules: [{id: r, guard: deny, reason: no, when: 'call.input.n > 3'}]", "p")[1]


def test_a_word_in_a_literal_is_not_a_name() -> None:
    assert verdict('op.host == "op.nothing .map( .map( .map("', FETCH) is Verdict.ABSTAIN


def test_without_the_extra_a_file_with_an_expression_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> object:
        raise PolicyError("a rule has `when`, which needs the extra `cel`", remedy="pip install 'bailiwick[cel]'")

    monkeypatch.setattr(expression, "_engine", missing)
    expression.compiled.cache_clear()
    _, problems = read_policy("version: 1\nrules: [{id: r, guard: deny, reason: no, when: '1 < 2'}]", "p")
    expression.compiled.cache_clear()
    assert "pip install 'bailiwick[cel]'" in problems[0].message


def test_rules_without_an_expression_never_load_the_engine() -> None:
    program = (
        "import sys\n"
        "from bailiwick.adapters.policy_files import default_policy\n"
        "default_policy().rules.values()\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('cel', 'zoneinfo', 're2')])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
