"""Claude Code's own record of a session, one line at a time: model calls, proposed tool calls, ended tool calls.

The client writes one line per content block; the lines of one answer repeat its id and its usage, which grows while
the answer streams. Lines that are none of these, or that cannot be read, say nothing. Pure; no text of a conversation
leaves this module.
"""

from __future__ import annotations

import json

from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value
from bailiwick.pep.dialects.claude_code import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

TEXT_CHARACTERS = 200
"""Longest name, id or reason that is taken from a line."""

TOOLS = 256
"""Most tool calls of one answer that are looked at."""

MOST_TOKENS = 2**53 - 1

_TELLING = (b'"tool_use"', b'"tool_result"', b'"usage"', b'"attachment"')
"""What a line that matters has in it: the others are not parsed."""

_SYNTHETIC = "<synthetic>"
"""Model of an answer that the client made up by itself, to show an error."""

_TOKENS = {
    "input": "input_tokens",
    "output": "output_tokens",
    "cache_read": "cache_read_input_tokens",
    "cache_write": "cache_creation_input_tokens",
}

_REFUSALS = ("<tool_use_error>", "[Request interrupted by user", "The user doesn't want to ")
"""How the result of a call opens that the client did not run: refused by itself, or ended by a person before."""


class Spoken(Value):
    """An answer of a model, as far as one line or several tell."""

    id: str
    model: str
    usage: Mapping[str, int] = EMPTY
    stop_reason: str = ""
    tools: tuple[str, ...] = ()
    at: str = ""

    def with_later(self, later: Spoken) -> Spoken:
        """Both told of one answer: counts only grow, and tools add up."""
        most = {name: max(self.usage.get(name, 0), later.usage.get(name, 0)) for name in _TOKENS}
        return self.replace(
            usage=most,
            stop_reason=later.stop_reason or self.stop_reason,
            tools=(*self.tools, *later.tools)[:TOOLS],
        )


class Proposed(Value):
    """A tool call that a model asked for."""

    call: str
    tool: str
    input: Mapping[str, object] = EMPTY
    cwd: str = ""
    at: str = ""
    mentioned: bool = False
    """No model asked for it: a person named the file in a prompt (`@file`)."""


class Line(Value):
    """What one line tells."""

    subagent: str = ""
    cwd: str = ""
    at: str = ""
    spoken: Spoken | None = None
    proposed: tuple[Proposed, ...] = ()
    ran: tuple[str, ...] = ()
    """Calls that have a result: they were run."""
    refused: tuple[str, ...] = ()
    """Calls that have a result although the client did not run them."""


NOTHING = Line()


def read_line(raw: bytes) -> Line:
    """What a line tells; `NOTHING` when it tells nothing or cannot be read."""
    if not any(part in raw for part in _TELLING):
        return NOTHING
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError):
        return NOTHING
    if not isinstance(line, dict):
        return NOTHING
    message = line.get("message")
    if not isinstance(message, dict):
        return _mention(line)
    cwd, at = _text(line.get("cwd"), 4096), _text(line.get("timestamp"))
    blocks = message.get("content")
    blocks = [block for block in blocks[:TOOLS] if isinstance(block, dict)] if isinstance(blocks, list) else []
    used = [block for block in blocks if block.get("type") == "tool_use"]
    results = [block for block in blocks if block.get("type") == "tool_result"]
    refused = tuple(_text(block.get("tool_use_id")) for block in results if _is_refusal(block))
    return Line(
        subagent=_text(line.get("agentId")),
        cwd=cwd,
        at=at,
        spoken=_spoken(message, used, at) if line.get("type") == "assistant" else None,
        proposed=tuple(_proposed(block, cwd, at) for block in used if _text(block.get("id"))),
        ran=tuple(call for block in results if (call := _text(block.get("tool_use_id"))) not in refused),
        refused=refused,
    )


def call_event(session: str, subagent: str, call: Proposed, transcript: str) -> bytes:
    """The event with which a hook would have been asked about the call."""
    event: dict[str, object] = {
        "session_id": session,
        "transcript_path": transcript,
        "cwd": call.cwd,
        "hook_event_name": names.PRE_TOOL_USE,
        "tool_name": call.tool,
        "tool_input": call.input,
        "tool_use_id": call.call,
    }
    if subagent:
        event["agent_id"] = subagent
    return json.dumps(event).encode("ascii")


def _mention(line: Mapping[str, Any]) -> Line:
    """A file whose content the client put into the prompt, as the reading that it is."""
    attached, identity = line.get("attachment"), _text(line.get("uuid"))
    path = attached.get("filename") if isinstance(attached, dict) and attached.get("type") == "file" else None
    if not isinstance(path, str) or not identity:
        return NOTHING
    cwd, at, given = _text(line.get("cwd"), 4096), _text(line.get("timestamp")), {"file_path": path}
    read = Proposed(f"mention-{identity}", names.READ, given, cwd, at, mentioned=True)
    return Line(subagent=_text(line.get("agentId")), cwd=cwd, at=at, proposed=(read,), ran=(read.call,))


def _spoken(message: Mapping[str, Any], used: list[dict[str, Any]], at: str) -> Spoken | None:
    identity, model, usage = _text(message.get("id")), _text(message.get("model")), message.get("usage")
    if not identity or model == _SYNTHETIC or not isinstance(usage, dict):
        return None
    counts = {name: _count(usage.get(field)) for name, field in _TOKENS.items()}
    tools = tuple(_text(block.get("name")) for block in used)
    return Spoken(identity, model, counts, _text(message.get("stop_reason")), tools, at)


def _proposed(block: Mapping[str, Any], cwd: str, at: str) -> Proposed:
    given = block.get("input")
    return Proposed(_text(block["id"]), _text(block.get("name")), given if isinstance(given, dict) else EMPTY, cwd, at)


def _is_refusal(block: Mapping[str, Any]) -> bool:
    content = block.get("content")
    if isinstance(content, list):
        content = next((part.get("text") for part in content if isinstance(part, dict)), "")
    return bool(block.get("is_error")) and isinstance(content, str) and content.startswith(_REFUSALS)


def _text(value: object, most: int = TEXT_CHARACTERS) -> str:
    return value[:most].encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _count(value: object) -> int:
    return min(value, MOST_TOKENS) if type(value) is int and value >= 0 else 0
