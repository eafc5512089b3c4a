"""What the scripted model says: a fixed conversation as data, and which turn answers a request. No I/O.

A request belongs to one of three kinds of conversation:

1. a *side* request has no tools (titles, quota probes) or asks for a compaction summary; it never uses up a turn;
2. a *subagent* is known by a marker of the script that stands in its first user message;
3. everything else is the *main* conversation.

A conversation that has no turn left is answered with `Turn.of("done")`, which ends it.
"""

from __future__ import annotations

import hashlib
import json

from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

MAIN = "main"
SIDE = "side"
_COMPACTION = (
    "summary of the conversation",
    "summary of our conversation",
    "write this summary",
    "calls will be rejected",
)


class Call(Value):
    """One tool call that the model makes. `label` names it in the results; it must be unique in a script."""

    label: str
    tool: str
    input: Mapping[str, object] = EMPTY

    @property
    def id(self) -> str:
        """The `tool_use` id under which the client reports this call."""
        return f"toolu_{self.label}"


class Turn(Value):
    """One answer of the model: text, then calls made at once; or an HTTP error."""

    text: str = ""
    calls: tuple[Call, ...] = ()
    status: int = 200
    before: Callable[[], None] | None = None
    """Runs before the answer is sent: the place where a test breaks something in the middle of a session."""

    @classmethod
    def of(cls, *parts: str | Call, before: Callable[[], None] | None = None) -> Turn:
        """A turn from texts and calls."""
        texts = [part for part in parts if isinstance(part, str)]
        return cls("\n".join(texts), tuple(part for part in parts if isinstance(part, Call)), before=before)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The content blocks of this turn in the Messages API's form."""
        said: list[dict[str, Any]] = [{"type": "text", "text": self.text}] if self.text else []
        return said + [
            {"type": "tool_use", "id": call.id, "name": call.tool, "input": dict(call.input)} for call in self.calls
        ]


class Script(Value):
    """A whole conversation."""

    main: tuple[Turn, ...]
    agents: Mapping[str, tuple[Turn, ...]] = EMPTY
    """Turns of subagents, by a marker that stands in the subagent's prompt."""

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call of the script."""
        turns = [*self.main, *(turn for turns in self.agents.values() for turn in turns)]
        return tuple(call for turn in turns for call in turn.calls)


class Player:
    """Remembers how far the main conversation is. A request that is sent again gets the same turn again."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._played: dict[str, Turn] = {}

    def answer(self, body: Mapping[str, Any]) -> tuple[str, Turn]:
        """The conversation a request belongs to (`main`, `side` or a marker), and the turn that answers it."""
        messages = body.get("messages") or []
        kind = self._conversation(body, messages)
        if kind == SIDE:
            wants_json = "output_config" in body or "output_format" in body
            return kind, Turn.of(json.dumps({"title": "scripted"}) if wants_json else "ok")
        if kind != MAIN:
            turns = self._script.agents[kind]
            return kind, _nth(turns, sum(message.get("role") == "assistant" for message in messages))
        digest = hashlib.sha256(json.dumps(messages, sort_keys=True).encode()).hexdigest()
        if digest not in self._played:
            self._played[digest] = _nth(self._script.main, len(self._played))
        return kind, self._played[digest]

    def _conversation(self, body: Mapping[str, Any], messages: Sequence[Mapping[str, Any]]) -> str:
        last = text_of(messages[-1].get("content")) if messages else ""
        if not body.get("tools") or any(phrase in last for phrase in _COMPACTION):
            return SIDE
        first = next((text_of(message.get("content")) for message in messages if message.get("role") == "user"), "")
        return next((marker for marker in self._script.agents if marker in first), MAIN)


def _nth(turns: Sequence[Turn], position: int) -> Turn:
    return turns[position] if position < len(turns) else Turn.of("done")


def text_of(content: object) -> str:
    """All text in a message's content, which is a string or a list of blocks."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    blocks = [block for block in content if isinstance(block, dict)]
    return "\n".join(str(block.get("text") or text_of(block.get("content"))) for block in blocks)


class ToolResult(Value):
    """What the model got to see of one call."""

    text: str
    error: bool


def tool_results(bodies: Sequence[Mapping[str, Any]]) -> dict[str, ToolResult]:
    """The results in these request bodies, by `tool_use` id; the first sighting counts."""
    found: dict[str, ToolResult] = {}
    for body in bodies:
        for message in body.get("messages") or []:
            content = message.get("content")
            for block in content if isinstance(content, list) else []:
                if block.get("type") == "tool_result":
                    result = ToolResult(text_of(block.get("content")), bool(block.get("is_error")))
                    found.setdefault(str(block.get("tool_use_id")), result)
    return found
