"""Events of Claude Code: those a real client 2.1.329 wrote (`events.jsonl`), and every way to be malformed."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, InputError
from bailiwick.model.event import (
    BatchEnded,
    ConfigChanged,
    Envelope,
    Noted,
    OutcomeStatus,
    PermissionAsked,
    PromptSubmitted,
    SessionEnded,
    SessionStarted,
    SubagentStarted,
    ToolCall,
    ToolOutcome,
)
from bailiwick.model.request import Governed
from bailiwick.pep.dialects import claude_code
from bailiwick.pep.dialects.claude_code import names

RECORDED = [json.loads(line) for line in (Path(__file__).parent / "events.jsonl").read_text().splitlines()]

ENVELOPE = Envelope(
    dialect="claude-code",
    fail_mode="closed",
    project="/world/project",
    home="/world/home",
    temp="/world/home/tmp",
    path="/usr/bin:bin::/opt/tools/",
    attended="1",
)
GOVERNED = Governed(directories=("/world/home/.bailiwick",), keys=("/world/home/.bailiwick/keys",), user="ada")

TYPES: dict[str, type] = {
    "PreToolUse": ToolCall,
    "PermissionRequest": PermissionAsked,
    "PostToolUse": ToolOutcome,
    "PostToolUseFailure": ToolOutcome,
    "PostToolBatch": BatchEnded,
    "PermissionDenied": ToolOutcome,
    "UserPromptSubmit": PromptSubmitted,
    "UserPromptExpansion": PromptSubmitted,
    "SubagentStart": SubagentStarted,
    "SessionStart": SessionStarted,
    "SessionEnd": SessionEnded,
    "ConfigChange": ConfigChanged,
}


def parse(event: dict[str, Any], envelope: Envelope = ENVELOPE) -> Any:
    return claude_code.parse(json.dumps(event).encode() + b"\n", envelope, GOVERNED)


def recorded(name: str, tool: str | None = None) -> dict[str, Any]:
    return dict(
        next(
            event
            for event in RECORDED
            if event["hook_event_name"] == name and (tool is None or event["tool_name"] == tool)
        )
    )


@pytest.mark.parametrize("event", RECORDED, ids=lambda event: f"{event['hook_event_name']}-{event.get('tool_name')}")
def test_every_recorded_event_is_understood(event: dict[str, Any]) -> None:
    parsed = parse(event)
    expected: type = TYPES.get(event["hook_event_name"], Noted)
    assert isinstance(parsed, expected)
    speaker: Any = getattr(parsed, "request", parsed)
    subject = speaker.subject
    assert subject.session == event["session_id"]
    assert subject.subagent == event.get("agent_id", "")
    assert (subject.agent, subject.user) == ("claude-code", "ada")
    assert claude_code.event_name(json.dumps(event).encode()) == event["hook_event_name"]


def test_all_thirty_three_events_are_known() -> None:
    assert len({*TYPES, *names.NOTED}) == 33


def test_a_tool_call_becomes_a_request() -> None:
    request = parse(recorded("PreToolUse", "Bash")).request
    assert request.tool == "Bash"
    assert request.input["command"]
    assert request.cwd == "/world/project"
    assert request.call.startswith("toolu_")
    place = request.place
    assert (place.project, place.home) == ("/world/project", "/world/home")
    assert place.temps == ("/world/home/tmp", "/tmp", "/var/tmp")
    assert place.path == ("/usr/bin", "/world/project/bin", "/world/project", "/opt/tools")
    assert place.governed == ("/world/home/.bailiwick",)
    assert place.keys == ("/world/home/.bailiwick/keys",)


def test_without_a_project_variable_the_working_directory_is_the_project() -> None:
    assert parse(recorded("PreToolUse"), ENVELOPE.replace(project="")).request.place.project == "/world/project"


def test_without_a_home_variable_the_home_of_the_user_counts() -> None:
    event = json.dumps(recorded("PreToolUse")).encode()
    parsed = claude_code.parse(event, ENVELOPE.replace(home=""), GOVERNED.replace(home="/home/ada"))
    assert isinstance(parsed, ToolCall)
    assert parsed.request.place.home == "/home/ada"


@pytest.mark.parametrize(
    ("mode", "attended", "answerable"),
    [
        ("default", "1", True),
        ("default", "", True),
        ("acceptEdits", "1", True),
        ("default", "0", False),
        ("default", "false", False),
        ("bypassPermissions", "1", False),
        ("dontAsk", "1", False),
    ],
)
def test_an_ask_needs_somebody_who_can_answer(mode: str, attended: str, *, answerable: bool) -> None:
    event = {**recorded("PreToolUse"), "permission_mode": mode}
    assert parse(event, ENVELOPE.replace(attended=attended)).request.answerable is answerable


@pytest.mark.parametrize(("word", "attended"), [("1", True), ("true", True), ("", False), ("0", False)])
def test_a_person_is_there_only_when_the_client_says_so(word: str, *, attended: bool) -> None:
    assert parse(recorded("PreToolUse"), ENVELOPE.replace(attended=word)).request.attended is attended


@pytest.mark.parametrize(
    ("transcript", "folder"),
    [
        ("/world/home/.claude/projects/-world-proj/s.jsonl", "/world/home/.claude"),
        ("/elsewhere/config/projects/-p/s.jsonl", "/elsewhere/config"),
        ("/world/projects/x/projects/-p/s.jsonl", "/world/projects/x"),
        ("relative/projects/-p/s.jsonl", ""),
        ("/world/transcript.jsonl", ""),
        ("", ""),
    ],
)
def test_the_users_settings_are_where_the_transcripts_are(transcript: str, folder: str) -> None:
    event = {**recorded("PreToolUse"), "transcript_path": transcript}
    assert parse(event).request.settings == folder


def test_an_outcome_carries_the_executed_input_and_the_text_of_the_result() -> None:
    parsed = parse(recorded("PostToolUse", "Bash"))
    assert parsed.status is OutcomeStatus.DONE
    assert parsed.request.input["command"] == recorded("PostToolUse", "Bash")["tool_input"]["command"]
    assert recorded("PostToolUse", "Bash")["tool_response"]["stdout"] in parsed.result
    assert parsed.duration_ms == recorded("PostToolUse", "Bash")["duration_ms"]


def _asked(input_extra: dict[str, Any], response: object) -> Any:
    questions = [{"question": "Push?"}, {"question": "Now?"}]
    event = {
        **recorded("PostToolUse", "Bash"),
        "tool_name": "AskUserQuestion",
        "tool_input": {"questions": questions, **input_extra},
        "tool_response": response if not isinstance(response, dict) else {"questions": questions, **response},
    }
    return parse(event)


def test_the_answers_of_a_person_are_told_apart_from_what_the_agent_asked() -> None:
    answers = {"Push?": "Yes", "Now?": "No"}
    parsed = _asked({"answers": answers, "annotations": {}}, {"answers": answers})
    assert parsed.answers == ("Yes", "No")
    assert list(parsed.request.input) == ["questions"]


@pytest.mark.parametrize(
    ("response", "answers"),
    [
        ({"answers": {"Push?": "Yes"}}, ("Yes", "")),
        ({"answers": {}}, ("",)),
        ({"answers": {"Push?": "Yes", "Now?": "Yes"}, "response": "wait"}, ("Yes", "Yes", "wait")),
        ({"answers": {"Push?": 1, "Now?": "Yes"}}, ("", "Yes")),
        ("User has answered", ()),
    ],
)
def test_a_question_left_open_is_an_empty_answer(response: object, answers: tuple[str, ...]) -> None:
    assert _asked({}, response).answers == answers


def test_a_failure_and_a_refusal_are_told_apart() -> None:
    assert parse(recorded("PostToolUseFailure")).status is OutcomeStatus.FAILED
    assert parse(recorded("PermissionDenied")).status is OutcomeStatus.REFUSED


def test_a_slash_command_is_named() -> None:
    assert parse(recorded("UserPromptExpansion")).expansion == "shout"


@pytest.mark.parametrize(
    ("source", "meaning"),
    [
        ("user_settings", "user"),
        ("project_settings", "project"),
        ("local_settings", "local"),
        ("policy_settings", "managed"),
        ("skills", "skills"),
    ],
)
def test_settings_levels_have_our_names(source: str, meaning: str) -> None:
    assert parse({**recorded("ConfigChange"), "source": source}).source == meaning


def test_a_batch_that_ended_has_its_calls_as_executed() -> None:
    event = recorded("PostToolBatch")
    batch = parse(event)
    assert [call.request.call for call in batch.calls] == [call["tool_use_id"] for call in event["tool_calls"]]
    assert [call.request.tool for call in batch.calls] == ["Read", "Bash"]
    assert [dict(call.request.input) for call in batch.calls] == [call["tool_input"] for call in event["tool_calls"]]
    assert not any(call.refused for call in batch.calls)
    assert {call.request.cwd for call in batch.calls} == {batch.project} == {"/world/project"}
    assert batch.unreadable == 0


REFUSALS = next(event for event in RECORDED if "toolu_fake000101" in str(event))


def test_a_batch_tells_what_the_client_refused_by_itself() -> None:
    batch = parse(REFUSALS)
    refused = {call.request.call.removeprefix("toolu_fake000"): call.refused for call in batch.calls}
    assert refused == {"101": True, "102": True, "103": False, "104": True, "106": False}
    assert batch.unreadable == 1  # the command with NUL


def _batch(**changes: object) -> bytes:
    call = {**recorded("PostToolBatch")["tool_calls"][0], **changes}
    return json.dumps({**recorded("PostToolBatch"), "tool_calls": [call]}).encode()


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (_batch(tool_name=None), "`event.tool_calls[0].tool_name`"),
        (_batch(tool_input="ls"), "`event.tool_calls[0].tool_input` to be an object, got a string"),
        (_batch(tool_input={"command": "a\0"}), "NUL"),
        (json.dumps({**recorded("PostToolBatch"), "tool_calls": ["x"]}).encode(), "`event.tool_calls[0]`"),
        (json.dumps({**recorded("PostToolBatch"), "tool_calls": {}}).encode(), "got an object"),
    ],
)
def test_a_call_of_a_batch_that_may_have_run_must_be_readable(event: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        claude_code.parse(event, ENVELOPE, GOVERNED)
    assert words in str(caught.value)


def test_a_batch_of_too_many_calls_is_a_bound() -> None:
    calls = recorded("PostToolBatch")["tool_calls"][:1] * (bounds.BATCH_CALLS + 1)
    with pytest.raises(BoundError):
        parse({**recorded("PostToolBatch"), "tool_calls": calls})


def test_binary_output_of_a_tool_is_no_reason_to_refuse_its_outcome() -> None:
    event = {**recorded("PostToolUse", "Bash"), "tool_response": {"stdout": "a\0b\ud800", "list": [1, {"k": "c"}]}}
    assert parse(event).result == "a\0b?\nc"


BASE = recorded("PreToolUse", "Bash")


def _with(**changes: object) -> bytes:
    return json.dumps({**BASE, **changes}).encode()


def _without(name: str) -> bytes:
    return json.dumps({key: value for key, value in BASE.items() if key != name}).encode()


MALFORMED = {
    "nothing": (b"", "JSON object"),
    "a space": (b" \n", "JSON object"),
    "null": (b"null", "got null"),
    "an array": (b"[]", "got an array"),
    "a string": (b'"PreToolUse"', "got a string"),
    "a number": (b"1", "got a number"),
    "cut": (json.dumps(BASE).encode()[:-20], "JSON object"),
    "two objects": (b"{}{}", "JSON object"),
    "text before": (b"x" + json.dumps(BASE).encode(), "JSON object"),
    "not utf-8": (_with(session_id="QQ").replace(b"QQ", b"\xff\xfe"), "UTF-8"),
    "overlong utf-8": (_with(session_id="QQ").replace(b"QQ", b"\xc0\xaf"), "UTF-8"),
    "utf-16": (json.dumps(BASE).encode("utf-16"), "UTF-8"),
    "raw nul": (_with(session_id="QQ").replace(b"QQ", b"\0\0"), "JSON object"),
    "nul in a command": (_with(tool_input={"command": "ls\0; rm"}), "NUL"),
    "nul in a nested key": (_with(tool_input={"a": [{"b\0": 1}]}), "NUL"),
    "nul in the tool name": (_with(tool_name="Bash\0"), "NUL"),
    "nul in the directory": (_with(cwd="/a\0"), "NUL"),
    "lone surrogate": (_with(tool_input={"command": "\ud800"}), "surrogate"),
    "duplicate key": (json.dumps(BASE).encode()[:-1] + b', "tool_name": "Read"}', "`tool_name` comes twice"),
    "duplicate nested key": (_with(tool_input=0).replace(b": 0", b': {"a": 1, "a": 2}'), "`a` comes twice"),
    "not a number": (_with(tool_input=0).replace(b": 0", b': {"a": NaN}'), "NaN"),
    "huge integer": (_with(tool_input=0).replace(b": 0", b": " + b"9" * 5000), "JSON object"),
    "no event name": (_without("hook_event_name"), "`event.hook_event_name` to be a string, it is missing"),
    "unknown event": (_with(hook_event_name="PreToolUsed"), "`PreToolUsed`"),
    "event name of a wrong type": (_with(hook_event_name=["PreToolUse"]), "got an array"),
    "no session": (_without("session_id"), "`event.session_id`"),
    "empty session": (_with(session_id=""), "empty"),
    "no tool": (_without("tool_name"), "`event.tool_name`"),
    "empty tool": (_with(tool_name=""), "empty"),
    "tool of a wrong type": (_with(tool_name=True), "got a boolean"),
    "no input": (_without("tool_input"), "`event.tool_input`"),
    "input of a wrong type": (_with(tool_input="ls"), "got a string"),
    "input null": (_with(tool_input=None), "got null"),
    "no directory": (_without("cwd"), "`event.cwd`"),
    "relative directory": (_with(cwd="project"), "absolute"),
    "empty directory": (_with(cwd=""), "absolute"),
    "mode of a wrong type": (_with(permission_mode=7), "got a number"),
    "agent of a wrong type": (_with(agent_id={}), "got an object"),
}


@pytest.mark.parametrize(("event", "words"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_event_is_refused_with_what_came(event: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        claude_code.parse(event, ENVELOPE, GOVERNED)
    assert words in str(caught.value)


@pytest.mark.parametrize("depth", [bounds.EVENT_DEPTH, 1000, 500_000])
@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_deep_nesting_is_a_bound_not_a_crash(depth: int, opening: bytes, closing: bytes) -> None:
    nested = opening * depth + b"1" + closing * depth
    with pytest.raises(BoundError) as caught:
        claude_code.parse(_with(tool_input=0).replace(b": 0", b": " + nested), ENVELOPE, GOVERNED)
    assert "64 levels" in str(caught.value)


def test_the_deepest_allowed_nesting_is_read() -> None:
    nested: Any = "x"
    for _ in range(bounds.EVENT_DEPTH - 2):
        nested = [nested]
    parse({**BASE, "tool_input": {"a": nested}})


def test_an_event_over_the_size_bound_is_refused() -> None:
    with pytest.raises(BoundError):
        claude_code.parse(_with(tool_input={"content": "x" * bounds.EVENT_BYTES}), ENVELOPE, GOVERNED)


@pytest.mark.parametrize(("field", "value"), [("project", "project"), ("home", ""), ("home", "home")])
def test_a_place_that_is_not_absolute_is_refused(field: str, value: str) -> None:
    with pytest.raises(InputError):
        parse(BASE, ENVELOPE.replace(**{field: value}))


@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_crash(data: bytes) -> None:
    assert claude_code.event_name(data) is None or isinstance(claude_code.event_name(data), str)
    with pytest.raises(InputError):
        claude_code.parse(data, ENVELOPE, GOVERNED)


leaf = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
anything = leaf | st.lists(leaf, max_size=2) | st.dictionaries(st.text(max_size=5), leaf, max_size=2)


@given(st.sampled_from(RECORDED), st.data())
def test_an_event_with_any_field_replaced_parses_or_is_refused(event: dict[str, Any], data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(sorted(event)))
    with contextlib.suppress(InputError):
        parse({**event, field: data.draw(anything)})
