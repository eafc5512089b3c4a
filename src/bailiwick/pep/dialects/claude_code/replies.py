"""`Answer` to what the hook process does: exit code, stdout, stderr.

A denied call is said three times in one reply, so that no single loss lets it through
(ADR 0005): exit code 2 blocks on every client version and whatever stdout holds, the
JSON on stdout gives the model a clean reason, stderr gives it to clients that ignore
stdout on exit 2. An allowed call is answered with nothing: the client's own permission
flow goes on. Never `continue: false` (the call would still run), never plain text on
stdout (it would count as no answer).
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
from bailiwick.model.verdict import FailMode, Verdict
from bailiwick.pep.dialects.claude_code import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bailiwick.model.event import Answer, Event
    from bailiwick.model.verdict import Decision, Ruling

NOTHING = Reply()
"""The client goes on as if there were no hook."""

MARK = "[bailiwick]"

_RULES_SHOWN = 8
"""Most rules listed in one reply; `why` shows all."""

_SENTENCE_LENGTH = 600
"""Longest reason or remedy, characters."""

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
        return _block(f"{MARK} REFUSED: {_clean(answer.refused)}{_why(answer.reference)}")
    if answer.context and event is not None:
        name = _context_event(event)
        if name:
            return _json(name, additionalContext=_multiline(answer.context))
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
    context = {"additionalContext": _multiline(answer.context)} if answer.context else {}
    if answer.refused:
        return _deny(_explain("DENIED", answer.refused, answer), context)
    if answer.ask:
        reason = _explain("ASKS", answer.ask, answer)
        return _json(names.PRE_TOOL_USE, permissionDecision="ask", permissionDecisionReason=reason, **context)
    if answer.approve:
        reason = f"{MARK} approved by policy{_why(answer.reference)}"
        return _json(names.PRE_TOOL_USE, permissionDecision="allow", permissionDecisionReason=reason, **context)
    return _json(names.PRE_TOOL_USE, **context) if context else NOTHING


def _permission(answer: Answer) -> Reply:
    decision = answer.decision
    if not answer.refused or (decision is not None and not decision.binds):
        return NOTHING
    message = _explain("DENIED", answer.refused, answer)
    behaviour = {"behavior": "deny", "message": message}
    return Reply(stdout=_encode(_output(names.PERMISSION_REQUEST, decision=behaviour)))


def _deny(reason: str, context: Mapping[str, str] | None = None) -> Reply:
    output = _output(names.PRE_TOOL_USE, permissionDecision="deny", permissionDecisionReason=reason, **(context or {}))
    return Reply(exit_code=_BLOCK, stdout=_encode(output), stderr=_line(reason))


def _block(reason: str) -> Reply:
    return Reply(exit_code=_BLOCK, stderr=_line(reason))


def _json(name: str, **fields: str) -> Reply:
    return Reply(stdout=_encode(_output(name, **fields)))


def _output(name: str, **fields: object) -> Mapping[str, object]:
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


def _explain(word: str, fallback: str, answer: Answer) -> str:
    """All rules that led to the answer, strongest first, then how to learn more."""
    rulings = list(_leading(answer.decision)) if answer.decision is not None else []
    if not rulings:
        return f"{MARK} {word}: {_clean(fallback)}{_why(answer.reference)}"
    sentences = list(dict.fromkeys(_sentence(ruling) for ruling in rulings))
    text = f"{MARK} {word} {sentences[0]}"
    for sentence in sentences[1:_RULES_SHOWN]:
        text += f"\nalso {sentence}"
    if len(sentences) > _RULES_SHOWN:
        text += f"\nand {len(sentences) - _RULES_SHOWN} more rules."
    if answer.decision is not None and answer.decision.unanswerable:
        text += "\nThe policy asks a person here, and nobody can answer in this session."
    return text + _why(answer.reference)


def _leading(decision: Decision) -> Iterable[Ruling]:
    verdicts = {Verdict.DENY, Verdict.ASK} if decision.unanswerable else {decision.verdict}
    return (ruling for ruling in decision.rulings if ruling.verdict in verdicts)


def _sentence(ruling: Ruling) -> str:
    remedy = f" Instead: {_clean(ruling.remedy)}." if ruling.remedy else ""
    return f"{ruling.rule}: {_clean(ruling.reason)}.{remedy}"


def _why(reference: str) -> str:
    return f" (bailiwick why {reference})" if reference else ""


def _clean(text: str) -> str:
    """One printable line without final stop, cut to length: part of it may be words of the agent."""
    line = " ".join(text.split()).rstrip(".")
    printable = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line)
    return printable if len(printable) <= _SENTENCE_LENGTH else printable[: _SENTENCE_LENGTH - 1] + "…"


def _multiline(text: str) -> str:
    return "\n".join(
        "".join(character if character.isprintable() else " " for character in line) for line in text.splitlines()
    )
