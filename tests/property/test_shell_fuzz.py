"""Fuzzing along the grammar: nested shell text is read in bounded time, and no literal command in it is lost."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.interpret.shell import interpret_shell
from bailiwick.interpret.tools import operations_of
from bailiwick.model.errors import BoundError, InputError
from bailiwick.model.event import Envelope
from bailiwick.model.fact import (
    GlobFact,
    GlobQuery,
    PathFact,
    PathQuery,
    RepositoryFact,
    RepositoryQuery,
    TextFact,
    TextQuery,
    TrackedFact,
    TrackedQuery,
)
from bailiwick.model.operation import Kind, Operation
from bailiwick.model.request import Governed, Place, Request, Subject
from bailiwick.pep.dialects import claude_code

PLACE = Place(project="/home/dev/project", home="/home/dev", user="dev")
SECONDS = 5.0
"""Most seconds for one text of a few hundred characters, on any machine."""


def answered(query: object) -> object:
    """A fact of an empty world."""
    match query:
        case PathQuery():
            return PathFact(query.path)
        case TextQuery():
            return TextFact(None)
        case GlobQuery():
            return GlobFact()
        case RepositoryQuery():
            return RepositoryFact()
        case TrackedQuery():
            return TrackedFact()
    return None


def interpreted(text: str) -> tuple[Operation, ...]:
    """The operations of a shell text in an empty world."""
    request = Request(Subject(), PLACE, "Bash", cwd=PLACE.project)
    facts: dict[Any, Any] = {}
    for _ in range(12):
        inquiry = Inquiry(facts)
        found = interpret_shell(RunShell(literal(text), "shell"), request=request, inquiry=inquiry)
        answers = {query: fact for query in inquiry.missing if (fact := answered(query)) is not None}
        if not answers:
            return found
        facts.update(answers)
    return found


names = st.integers(0, 999).map(lambda number: f"prog{number}x")
"""Programs that no catalogue knows."""
words = st.sampled_from(
    ["a", "'b c'", '"d $HOME"', "$x", "${y:-z}", "$((1 + 2))", "*.txt", "{p,q}", "~/f", "--opt=v", "$'\\n'", "x#no"]
)


def simple(name: str, arguments: list[str]) -> str:
    return " ".join([name, *arguments])


simples = st.builds(simple, names, st.lists(words, max_size=3))


def quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


WRAPPERS = (
    # `unsure` is a program whose status nobody knows, so that both ways of a condition can be taken.
    "( {0} )",
    "{{ {0}; }}",
    "if {{ {0}; unsure; }}; then {1}; fi",
    "if [ -f a ]; then {0}; elif {{ {1}; unsure; }}; then :; else {0}; fi",
    "for i in 1 2; do {0}; done",
    "for ((i = 0; i < 2; i++)); do {0}; done",
    "while {{ {0}; unsure; }}; do {1}; break; done",
    "until {{ {0}; unsure; }}; do {1}; done",
    "case $HOSTNAME in a) {0};; *) {1};; esac",
    "{{ {0}; unsure; }} && {1}",
    "{{ {0}; unsure; }} || {1}",
    "{0} | {1}",
    "{0} |& {1}",
    "{0} & {1}",
    "{0}; {1}",
    "{0}\n{1}",
    "! {0}",
    "time {0}",
    "f() {{ {0}; }}; f; {1}",
    "function g {{ {0}\n}}\ng",
    "x=$( {0} )",
    'echo "$( {0} )" {{a,b}}',
    "echo `{0}`",
    "cat <( {0} ) >( {1} )",
    "{0} > out.txt 2>&1",
    "{0} < in.txt >> log.txt",
    "cat <<END\n$( {0} )\nEND\n{1}",
    "cat <<'END' | wc -l\ntext\nEND\n{0}",
    "[[ -n $( {0} ) ]] || unsure && {1}",
    "echo $(( $( {0} ) + 1 )); {1}",
    "a=(1 2 $( {0} )); {1}",
    "coproc {{ {0}; }}",
    "select s in a b; do {0}; break; done; unsure",
    "{{ {0}; unsure; }} 2> /dev/null | while read -r l; do {1}; done",
    "set -e; cd src; {0}",
    "export V=1; V=2 {0}",
    "trap '' INT; {0}",
    "local z=1; {0}",
)
EVALUATING = ("eval {0}", "bash -c {0}", "sh <<< {0}", "timeout 5 sh -c {0}", "echo {0} | bash", "env A=1 bash -c {0}")

TREES = st.recursive(
    simples.map(lambda text: (text, (text.split(" ", 1)[0],))),
    lambda inner: st.one_of(
        st.builds(
            lambda shape, one, two: (
                shape.format(one[0].replace("`", ""), two[0]),
                one[1] + (two[1] if "{1}" in shape else ()),
            ),
            st.sampled_from([shape for shape in WRAPPERS if "`" not in shape]),
            inner,
            inner,
        ),
        st.builds(lambda shape, one: (shape.format(quoted(one[0])), one[1]), st.sampled_from(EVALUATING), inner),
    ),
    max_leaves=7,
)


def nested_here_documents(text: str) -> bool:
    """The generator gives every here-document the same delimiter, which bash does not nest."""
    return text.count("<<") > 1


@given(TREES)
@settings(max_examples=500, deadline=None)
def test_no_literal_command_is_lost(tree: tuple[str, tuple[str, ...]]) -> None:
    text, programs = tree
    if nested_here_documents(text):
        return
    started = time.monotonic()
    try:
        found = interpreted(text)
    except BoundError:
        return
    assert time.monotonic() - started < SECONDS
    if any(one.attributes.get("opaque") for one in found):
        return
    started_programs = {one.attributes.get("program") for one in found if one.kind is Kind.EXEC_RUN}
    reachable = [name for name in programs if name not in started_programs]
    assert not reachable, f"{reachable} lost in:\n{text}"


@given(TREES, st.integers(0, 300), st.text(max_size=3), st.integers(0, 5))
@settings(max_examples=400, deadline=None)
def test_a_damaged_script_is_interpreted_or_exceeds_a_bound(
    tree: tuple[str, tuple[str, ...]], at: int, inserted: str, removed: int
) -> None:
    text = tree[0][:at] + inserted + tree[0][at + removed :]
    started = time.monotonic()
    with suppress(BoundError):
        assert interpreted(text)[0].attributes["shell"] is True
    assert time.monotonic() - started < SECONDS


TOOLS = (
    "Bash", "PowerShell", "Read", "Write", "Edit", "MultiEdit", "NotebookEdit", "Glob", "Grep", "WebFetch", "WebSearch",
    "Agent", "Task", "SendMessage", "Skill", "CronCreate", "TodoWrite", "Monitor", "KillShell", "AskUserQuestion",
    "mcp__db__query", "mcp__files__write", "Unknown",
)  # fmt: skip
FIELDS = (
    "command", "file_path", "path", "notebook_path", "pattern", "url", "query", "content", "old_string", "new_string",
    "edits", "prompt", "glob", "to", "message", "sql", "uri", "arguments", "run_in_background", "timeout", "cwd",
)  # fmt: skip
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(max_size=30),
        st.sampled_from(["../../etc", "http://[::1", "file:///x", "DROP TABLE t; --", "$(ls", "\x00", "~", "\ud800"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=8,
)
inputs = st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text(max_size=8)), values, max_size=6)


@given(st.sampled_from(TOOLS), inputs)
@settings(max_examples=600, deadline=None)
def test_any_input_of_any_tool_has_operations_or_is_refused(tool: str, tool_input: dict[str, Any]) -> None:
    request = Request(Subject(), PLACE, tool, input=tool_input, cwd=PLACE.project)
    facts: dict[Any, Any] = {}
    for _ in range(4):
        inquiry = Inquiry(facts)
        try:
            found = operations_of(request, inquiry)
        except InputError:
            return
        facts.update({query: answered(query) for query in inquiry.missing if answered(query) is not None})
    assert found or tool not in ("Bash", "Write", "Unknown")


@given(st.sampled_from(TOOLS), inputs, st.dictionaries(st.text(max_size=10), values, max_size=3))
@settings(max_examples=300, deadline=None)
def test_any_event_is_parsed_or_refused_as_input(tool: str, tool_input: dict[str, Any], more: dict[str, Any]) -> None:
    event = {
        "hook_event_name": "PreToolUse",
        "session_id": "s",
        "cwd": "/home/dev/project",
        "tool_name": tool,
        "tool_input": tool_input,
        "tool_use_id": "t",
        **more,
    }
    envelope = Envelope(dialect="claude-code", fail_mode="closed", project="/home/dev/project", home="/home/dev")
    data = json.dumps(event).encode("utf-8", "surrogatepass")
    with suppress(InputError):
        assert claude_code.parse(data, envelope, Governed()) is not None
