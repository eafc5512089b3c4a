"""`Answer` to what the hook process does: exit code, stdout, stderr.

A denied call is said three times in one reply, so that no single loss lets it through
(ADR 0005): exit code 2 blocks on every client version and whatever stdout holds, the
JSON on stdout gives the model a clean reason, stderr gives it to clients that ignore
stdout on exit 2. An allowed call is answered with nothing: the client's own permission
flow goes on. `continue: false` only beside a denial, to end the turn as well (alone the call
would still run); never plain text on stdout (it would count as no answer).
"""

from __future__ import annotations

import json

from bailiwick.model.event import (
    OutcomeStatus,
    PermissionAsked,
    PromptSubmitted,
    Reply,
    SessionStarted,
    ToolCall,
    ToolOutcome,
)
from bailiwick.model.verdict import FailMode
from bailiwick.pep.dialects.claude_code import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.model.event import Answer, Event

NOTHING = Reply()
"""The client goes on as if there were no hook."""

MARK = "[bailiwick]"

_TEXT_LENGTH = 6000
"""Longest text for the model, characters; the client passes on at least 12,000."""

_BLOCK = 2
"""The exit code that blocks, on every version of the client."""


def render(answer: Answer) -> Reply:
    """The reply to one event. Observed decisions, allowed and unjudged calls give the empty reply."""
    event = answer.event
    if isinstance(event, ToolCall):
        return _tool_call(answer)
    if isinstance(event, PermissionAsked):
        return _permission(answer)
    if answer.refused:
        return _block(_clean(answer.refused))
    if answer.context and event is not None:
        name = _context_event(event)
        if name:
            return _json(name, additionalContext=_clean(answer.context))
    return NOTHING


def render_failure(message: str, name: str | None, fail_mode: FailMode) -> Reply:
    """The reply when no answer could be found.

    Args:
        message: what went wrong, and what a person can do about it.
        name: the event, None when not even that could be read.
        fail_mode: `open` always lets pass; the caller records the call as unchecked.
    """
    if fail_mode is FailMode.OPEN:
        return NOTHING
    text = f"{MARK} DENIED: no decision could be made: {_clean(message)}"
    if name == names.PRE_TOOL_USE:
        return _deny(text)
    if name is None or name in names.DECIDING:
        return _block(text)
    return Reply(stdout=_encode({"systemMessage": f"{MARK} {_clean(message)}"}))


def _tool_call(answer: Answer) -> Reply:
    decision = answer.decision
    if decision is not None and not decision.binds:
        return NOTHING
    context: dict[str, object] = {"additionalContext": _clean(answer.context)} if answer.context else {}
    if answer.refused:
        return _deny(_clean(answer.refused), context, stop=_clean(answer.stop))
    if answer.input is not None:
        context["updatedInput"] = answer.input
    if answer.ask:
        return _json(
            names.PRE_TOOL_USE, permissionDecision="ask", permissionDecisionReason=_clean(answer.ask), **context
        )
    if answer.approve:
        entry = f" (bailiwick why {answer.reference})" if answer.reference else ""
        reason = f"{MARK} approved by policy{entry}"
        return _json(names.PRE_TOOL_USE, permissionDecision="allow", permissionDecisionReason=reason, **context)
    return _json(names.PRE_TOOL_USE, **context) if context else NOTHING


def _permission(answer: Answer) -> Reply:
    decision = answer.decision
    if decision is not None and not decision.binds:
        return NOTHING
    behaviour: dict[str, object]
    if answer.refused:
        behaviour = {"behavior": "deny", "message": _clean(answer.refused)}
    elif answer.approve and not answer.ask:
        behaviour = {"behavior": "allow"}
        if answer.input is not None:
            behaviour["updatedInput"] = answer.input
    else:
        return NOTHING
    return Reply(stdout=_encode(_output(names.PERMISSION_REQUEST, decision=behaviour)))


def _deny(reason: str, context: Mapping[str, object] | None = None, *, stop: str = "") -> Reply:
    ending = {"continue": False, "stopReason": stop} if stop else {}
    output = ending | _output(
        names.PRE_TOOL_USE, permissionDecision="deny", permissionDecisionReason=reason, **(context or {})
    )
    return Reply(exit_code=_BLOCK, stdout=_encode(output), stderr=_line(reason))


def _block(reason: str) -> Reply:
    return Reply(exit_code=_BLOCK, stderr=_line(reason))


def _json(name: str, **fields: object) -> Reply:
    return Reply(stdout=_encode(_output(name, **fields)))


def _output(name: str, **fields: object) -> dict[str, object]:
    return {"hookSpecificOutput": {"hookEventName": name, **fields}}


def _encode(data: Mapping[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _line(text: str) -> bytes:
    return text.encode("utf-8", "replace") + b"\n"


def _context_event(event: Event) -> str:
    """The name under which the client takes additional context after this event, empty when it takes none."""
    if isinstance(event, SessionStarted):
        return names.SESSION_START
    if isinstance(event, PromptSubmitted):
        return names.USER_PROMPT_EXPANSION if event.expansion else names.USER_PROMPT_SUBMIT
    if isinstance(event, ToolOutcome):
        return {
            OutcomeStatus.DONE: names.POST_TOOL_USE,
            OutcomeStatus.FAILED: names.POST_TOOL_USE_FAILURE,
            OutcomeStatus.REFUSED: "",
        }[event.status]
    return ""


def _clean(text: str) -> str:
    """Printable lines, cut to length: a part of the text may be words of the agent."""
    lines = (line if line.isprintable() else _printable(line) for line in text[: 2 * _TEXT_LENGTH].splitlines())
    cleaned = "\n".join(lines).strip()
    return cleaned if len(cleaned) <= _TEXT_LENGTH else cleaned[: _TEXT_LENGTH - 1] + "…"


def _printable(line: str) -> str:
    return "".join(character if character.isprintable() else " " for character in line)
