"""Tests on the call: tools, arguments, words of commands, written content; paths as written and as real."""

from __future__ import annotations

import pytest
from policies import PROJECT, judged, operation, policy, rule, spoke

from bailiwick.model.verdict import Verdict
from bailiwick.policy.schema import read_policy

CALL = operation("mcp.call", "db/query", tool="mcp__db__query")
QUERY = {"sql": "select 1", "limit": 10, "options": {"dry": True}, "tables": ["a"]}


@pytest.mark.parametrize(
    ("tool", "speaks"),
    [('"mcp__db__*"', True), ("mcp__db__query", True), ('"mcp__other__*"', False), ("[Bash, mcp__db__query]", True)],
)
def test_a_tool_is_selected_by_its_name(tool: str, speaks: bool) -> None:
    decision = judged(rule(f"tool: {tool}"), CALL, tool="mcp__db__query", tool_input=QUERY)
    assert (decision.verdict is Verdict.DENY) is speaks


def test_a_foreign_name_of_a_tool_means_ours_and_is_noted() -> None:
    made = rule("tool: read_file")
    assert judged(made, operation("file.read", "/x"), tool="Read").verdict is Verdict.DENY
    assert any("`read_file` is called Read here" in note for note in made.notes)
    assert any("did you mean `WebFetch`" in note for note in rule("tool: WebFetsh").notes)


@pytest.mark.parametrize(
    ("args", "holds"),
    [
        ("sql: {prefix: select}", True),
        ("sql: {prefix: select}, limit: {range: {max: 9}}", False),
        ("options.dry: {exact: true}", True),
        ("options.none: {absent: true}", True),
        ("sql.deeper: {absent: true}", True),
        ("tables: {subset: [a, b]}", True),
        ("tables: a", False),
        ("missing: x", False),
    ],
)
def test_arguments_pass_their_tests(args: str, holds: bool) -> None:
    decision = judged(rule(f"args: {{{args}}}", guard="allow"), CALL, tool_input=QUERY)
    assert (decision.verdict is Verdict.ALLOW) is holds


def test_only_the_arguments_that_are_named() -> None:
    made = rule("args: {sql: {prefix: select}}, only_args: true", guard="allow")
    assert judged(made, CALL, tool_input={"sql": "select 1"}).verdict is Verdict.ALLOW
    assert judged(made, CALL, tool_input={"sql": "select 1", "also": 1}).verdict is Verdict.ABSTAIN


def test_the_words_of_each_command_and_the_whole_text_are_looked_at() -> None:
    calls = [operation("exec.run", "ls", source="ls"), operation("exec.run", "make", source="make all")]
    whole = operation("exec.run", "ls", shell=True, source="ls && make all")
    shell_input = {"command": "ls && make all"}
    assert (
        judged(rule("where: {text: {regex: '^make '}}"), whole, *calls, tool_input=shell_input).verdict is Verdict.DENY
    )
    assert (
        judged(rule("where: {text: {contains: 'ls && make'}}"), whole, *calls, tool_input=shell_input).verdict
        is Verdict.DENY
    )
    assert judged(rule("where: {text: {prefix: rm}}"), whole, *calls, tool_input=shell_input).verdict is Verdict.ABSTAIN


def test_words_that_were_cut_are_searched_in_the_whole_text_by_guards_and_permit_nothing() -> None:
    long = f"tool {'x' * 300} danger"
    call = operation("exec.run", "tool", source=long[:200])
    assert judged(rule("where: {text: {contains: danger}}"), call, tool_input={"command": long}).verdict is Verdict.DENY
    assert (
        judged(rule("where: {text: {prefix: tool}}", guard="allow"), call, tool_input={"command": long}).verdict
        is Verdict.ABSTAIN
    )


def test_a_test_on_words_is_noted() -> None:
    assert any("`text` looks at words" in note for note in rule("where: {text: {prefix: x}}").notes)


WRITE = operation("file.write", f"{PROJECT}/a.py", tool="Edit")


@pytest.mark.parametrize(
    ("tool_input", "speaks"),
    [
        ({"content": "a forbidden word"}, True),
        ({"old_string": "forbidden", "new_string": "fine"}, False),
        ({"edits": [{"old_string": "x", "new_string": "forbidden"}]}, True),
        ({"deep": {"list": ["x", "forbidden"]}}, True),
        ({"content": "fine"}, False),
    ],
)
def test_content_is_the_new_text(tool_input: dict[str, object], speaks: bool) -> None:
    decision = judged(rule("on: file.write, where: {content: {contains: forbidden}}"), WRITE, tool_input=tool_input)
    assert (decision.verdict is Verdict.DENY) is speaks


def test_content_of_a_shell_write_is_looked_for_in_the_whole_text() -> None:
    by_shell = operation("file.write", f"{PROJECT}/a.py")
    made = rule("on: file.write, where: {content: {contains: forbidden}}")
    assert judged(made, by_shell, tool_input={"command": "echo forbidden > a.py"}).verdict is Verdict.DENY


def test_a_guard_sees_a_path_as_written_and_as_real_a_permission_only_as_real() -> None:
    linked = operation("file.write", "/srv/real/x", written=f"{PROJECT}/link/x")
    for path in ("link/x", "link/*", "/srv/real/*"):
        assert judged(rule(f'path: "{path}"'), linked).verdict is Verdict.DENY
    assert judged(rule("path: link/x", guard="allow"), linked).verdict is Verdict.ABSTAIN
    assert judged(rule('path: "/srv/real/*"', guard="allow"), linked).verdict is Verdict.ALLOW


def test_a_path_that_is_partly_unknown_is_permitted_by_no_path() -> None:
    unknown = operation("file.write", f"{PROJECT}/src/*", wildcard=True)
    assert judged(rule('path: "src/**"', guard="allow"), unknown).verdict is Verdict.ABSTAIN
    assert judged(rule('path: "src/**"'), unknown).verdict is Verdict.DENY


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("where: {text: {regex: '(?=x)'}}", "RE2"),
        ("args: {a: {cidr: 10.0.0.0/99}}", "expected a network"),
        ("args: {a: {subpath: relative}}", "absolute directory"),
        ("args: {a: {url: nothing}}", "expected a URL"),
        ("args: {a: {rnage: {min: 1}}}", "did you mean `range`?"),
        ("on: file.read, where: {text: x}", "unknown key `text`"),
        ("args: {a..b: 1}", "expected a name"),
        ("only_args: maybe", "`true` or `false`"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, message: str) -> None:
    _, problems = read_policy(f"version: 1\nrules: [{{id: r, guard: deny, reason: no, {text}}}]", "p")
    assert problems
    assert message in problems[0].message
    assert problems[0].line == 2


def test_a_warning_blocks_nothing_and_tells_the_model() -> None:
    decision = judged(policy("rules: [{id: w, guard: warn, reason: slow here}]"), WRITE)
    assert decision.verdict is Verdict.ABSTAIN
    assert spoke(decision) == ["user/w"]
    assert [one.text for one in decision.obligations] == ["warning: slow here"]
