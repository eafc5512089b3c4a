"""What the hook process does with each answer (ADR 0005)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bailiwick.model.event import (
    Answer,
    ConfigChanged,
    Noted,
    OutcomeStatus,
    PermissionAsked,
    PromptSubmitted,
    Reply,
    SessionStarted,
    ToolCall,
    ToolOutcome,
)
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.verdict import Decision, FailMode, Mode, Verdict
from bailiwick.pep.dialects.claude_code import render, render_failure
from bailiwick.pep.dialects.claude_code.names import NOTED

SUBJECT = Subject(agent="claude-code", session="s")
REQUEST = Request(SUBJECT, Place(project="/p", home="/h"), "Bash", {"command": "ls"}, cwd="/p")
CALL = ToolCall(REQUEST)
CHANGE = ConfigChanged(SUBJECT, "user", "/h/.claude/settings.json")
NOTHING = Reply(0, b"", b"")

ENFORCED = Decision(Verdict.DENY, Mode.ENFORCE)
OBSERVED = Decision(Verdict.DENY, Mode.OBSERVE)


def output(reply: Reply) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(reply.stdout)
    assert set(document) == {"hookSpecificOutput"}
    fields: dict[str, Any] = document["hookSpecificOutput"]
    return fields


@pytest.mark.parametrize("verdict", list(Verdict))
def test_an_allowed_or_unjudged_call_gets_the_empty_reply(verdict: Verdict) -> None:
    assert render(Answer(CALL, Decision(verdict, Mode.ENFORCE))) == NOTHING


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("event", [CALL, PermissionAsked(REQUEST)])
def test_observing_answers_nothing_whatever_was_decided(verdict: Verdict, event: ToolCall | PermissionAsked) -> None:
    answer = Answer(event, Decision(verdict, Mode.OBSERVE), refused="no", ask="sure?", approve=True, context="hint")
    assert render(answer) == NOTHING


def test_a_denial_blocks_by_exit_code_and_gives_its_reason_twice() -> None:
    reply = render(Answer(CALL, ENFORCED, refused="[bailiwick] DENIED: no"))
    assert reply.exit_code == 2
    assert reply.stderr == b"[bailiwick] DENIED: no\n"
    assert output(reply) == {
        "hookEventName": "PreToolUse",
        "permissionDecision": "deny",
        "permissionDecisionReason": "[bailiwick] DENIED: no",
    }


def test_a_denial_that_ends_the_turn_still_denies_in_every_way() -> None:
    reply = render(Answer(CALL, ENFORCED, refused="no", stop="that was the fifth"))
    document = json.loads(reply.stdout)
    assert (document["continue"], document["stopReason"]) == (False, "that was the fifth")
    assert document["hookSpecificOutput"]["permissionDecision"] == "deny"
    assert (reply.exit_code, reply.stderr) == (2, b"no\n")
    passed = render(Answer(CALL, Decision(Verdict.ALLOW, Mode.ENFORCE), context="hint", stop="never alone"))
    assert "continue" not in json.loads(passed.stdout)


def test_a_question_is_asked_through_the_client() -> None:
    reply = render(Answer(CALL, Decision(Verdict.ASK, Mode.ENFORCE), ask="really?"))
    assert (reply.exit_code, reply.stderr) == (0, b"")
    assert output(reply)["permissionDecision"] == "ask"
    assert output(reply)["permissionDecisionReason"] == "really?"


def test_only_an_explicit_approval_skips_the_clients_own_prompt() -> None:
    reply = render(Answer(CALL, Decision(Verdict.ALLOW, Mode.ENFORCE), reference="abc", approve=True))
    assert output(reply)["permissionDecision"] == "allow"
    assert "bailiwick why abc" in output(reply)["permissionDecisionReason"]
    before_the_record = render(Answer(CALL, Decision(Verdict.ALLOW, Mode.ENFORCE), approve=True))
    assert "bailiwick why" not in output(before_the_record)["permissionDecisionReason"]


def test_a_denial_wins_over_question_and_approval() -> None:
    reply = render(Answer(CALL, ENFORCED, refused="no", ask="sure?", approve=True))
    assert output(reply)["permissionDecision"] == "deny"


def test_advice_on_an_allowed_call_takes_no_decision() -> None:
    reply = render(Answer(CALL, Decision(Verdict.ALLOW, Mode.ENFORCE), context="careful"))
    assert reply.exit_code == 0
    assert output(reply) == {"hookEventName": "PreToolUse", "additionalContext": "careful"}


def test_a_denied_permission_request_is_denied_in_the_clients_words() -> None:
    reply = render(Answer(PermissionAsked(REQUEST), ENFORCED, refused="no"))
    assert output(reply) == {
        "hookEventName": "PermissionRequest",
        "decision": {"behavior": "deny", "message": "no"},
    }


def test_a_permission_request_is_otherwise_left_to_the_client() -> None:
    asked = Answer(PermissionAsked(REQUEST), Decision(Verdict.ASK, Mode.ENFORCE), ask="sure?", approve=True)
    assert render(asked) == NOTHING


CHANGED = {"command": "ls --color=never"}


def test_an_approved_permission_request_is_answered_for_the_person() -> None:
    approved = Answer(PermissionAsked(REQUEST), Decision(Verdict.ALLOW, Mode.ENFORCE), approve=True)
    assert output(render(approved))["decision"] == {"behavior": "allow"}
    changed = approved.replace(input=CHANGED)
    assert output(render(changed))["decision"] == {"behavior": "allow", "updatedInput": CHANGED}


@pytest.mark.parametrize(
    ("answer", "decision"),
    [({}, None), ({"ask": "sure?"}, "ask"), ({"approve": True}, "allow")],
)
def test_a_changed_input_goes_along_with_every_answer_that_lets_a_call_run(
    answer: dict[str, Any], decision: str | None
) -> None:
    fields = output(render(Answer(CALL, Decision(Verdict.ALLOW, Mode.ENFORCE), input=CHANGED, **answer)))
    assert fields["updatedInput"] == CHANGED
    assert fields.get("permissionDecision") == decision


def test_a_denied_call_has_no_changed_input() -> None:
    assert "updatedInput" not in output(render(Answer(CALL, ENFORCED, refused="no", input=CHANGED)))


def test_a_refused_configuration_change_blocks() -> None:
    reply = render(Answer(CHANGE, refused="hooks would be lost"))
    assert (reply.exit_code, reply.stdout, reply.stderr) == (2, b"", b"hooks would be lost\n")


def test_an_accepted_configuration_change_says_nothing() -> None:
    assert render(Answer(CHANGE)) == NOTHING


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (SessionStarted(SUBJECT, "startup"), "SessionStart"),
        (ToolOutcome(REQUEST, OutcomeStatus.DONE), "PostToolUse"),
        (ToolOutcome(REQUEST, OutcomeStatus.FAILED), "PostToolUseFailure"),
        (PromptSubmitted(SUBJECT, "hi"), "UserPromptSubmit"),
        (PromptSubmitted(SUBJECT, "hi", "shout"), "UserPromptExpansion"),
    ],
)
def test_context_goes_to_the_model_under_the_name_of_its_event(event: Any, name: str) -> None:
    assert output(render(Answer(event, context="note"))) == {"hookEventName": name, "additionalContext": "note"}


@pytest.mark.parametrize("event", [ToolOutcome(REQUEST, OutcomeStatus.REFUSED), Noted(SUBJECT, "Stop"), CHANGE, None])
def test_context_that_the_client_would_not_take_is_not_sent(event: Any) -> None:
    assert render(Answer(event, context="note")) == NOTHING


def test_words_of_the_agent_cannot_carry_control_characters() -> None:
    reply = render(Answer(CALL, ENFORCED, refused="no \x1b[2J\x00 \x9b\nsecond \u202e line\r\n"))
    assert b"\x1b" not in reply.stdout + reply.stderr
    assert output(reply)["permissionDecisionReason"].splitlines() == ["no  [2J   ", "second   line"]


def test_an_endless_reason_is_cut() -> None:
    reply = render(Answer(CALL, ENFORCED, refused="x" * 1_000_000))
    assert len(output(reply)["permissionDecisionReason"]) == 6000


def test_surrogates_in_a_reason_do_not_break_the_reply() -> None:
    reply = render(Answer(CALL, ENFORCED, refused="bad \ud800 name"))
    assert reply.exit_code == 2
    assert output(reply)["permissionDecision"] == "deny"


@pytest.mark.parametrize("name", [None, "PreToolUse", "ConfigChange"])
def test_a_failure_to_decide_is_a_denial(name: str | None) -> None:
    reply = render_failure("the log is full", name, FailMode.CLOSED)
    assert reply.exit_code == 2
    assert b"the log is full" in reply.stderr


def test_a_failure_on_a_tool_call_tells_the_model_why() -> None:
    reply = render_failure("the log is full", "PreToolUse", FailMode.CLOSED)
    assert output(reply)["permissionDecision"] == "deny"
    assert "the log is full" in output(reply)["permissionDecisionReason"]


@pytest.mark.parametrize("name", [*NOTED, "PostToolUse", "UserPromptSubmit", "SessionStart", "SessionEnd"])
def test_a_failure_on_an_event_that_decides_nothing_stops_no_session(name: str) -> None:
    reply = render_failure("the log is full", name, FailMode.CLOSED)
    assert (reply.exit_code, reply.stderr) == (0, b"")
    assert set(json.loads(reply.stdout)) == {"systemMessage"}


@pytest.mark.parametrize("name", [None, "PreToolUse", "ConfigChange", "Stop"])
def test_failing_open_lets_everything_pass_silently(name: str | None) -> None:
    assert render_failure("broken", name, FailMode.OPEN) == NOTHING
