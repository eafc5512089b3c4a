"""A sink that posts steps in the `kv` shape of Kyvvu's log API: `{agent_id, task_id, steps[]}`, one task a session.

Kinds and verbs follow from what a call does, so that rules over them mean what they say.
"""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from bailiwick.adapters.log_reader import Placed
    from bailiwick.adapters.sinks.post import Poster

_EXEC, _GET, _PATCH = ("step.exec", ""), ("step.resource", "GET"), ("step.resource", "PATCH")
_STEPS = {
    **dict.fromkeys(("Bash", "PowerShell", "Monitor", "Skill"), _EXEC),
    **dict.fromkeys(("Read", "Glob", "Grep", "WebFetch", "WebSearch"), _GET),
    **dict.fromkeys(("Edit", "MultiEdit", "NotebookEdit"), _PATCH),
    **dict.fromkeys(("Agent", "Task"), ("step.self", "POST")),
    "Write": ("step.resource", "POST"),
    "AskUserQuestion": ("step.gate", ""),
    "SendMessage": ("step.message", "POST"),
    "TodoWrite": ("step.self", "PATCH"),
}
_TASKS = {"started": "task.start", "ended": "task.end"}
_STATUS = {"deny": "blocked", "refused": "blocked"}
_NAME_CHARACTERS = 255


class KyvvuSink:
    """Posts each session's steps together, in order."""

    def __init__(self, poster: Poster) -> None:
        self._poster = poster

    def send(self, batch: Sequence[Placed]) -> None:
        """Post the batch as one request a run of entries of the same session."""
        for task in tasks(batch):
            body = json.dumps(task, ensure_ascii=False, separators=(",", ":")).encode()
            self._poster.post(body, {"Content-Type": "application/json"})

    def close(self) -> None:
        """Let the connection go."""
        self._poster.close()


def tasks(batch: Sequence[Placed]) -> Iterator[dict[str, Any]]:
    """The requests for a batch: steps of one agent and session that follow each other."""
    current: dict[str, Any] | None = None
    for placed in batch:
        made = step(placed)
        if made is None:
            continue
        if current is None or (made["agent_id"], made["task_id"]) != (current["agent_id"], current["task_id"]):
            if current is not None:
                yield current
            current = {"agent_id": made["agent_id"], "task_id": made["task_id"], "steps": []}
        current["steps"].append(made)
    if current is not None:
        yield current


def step(placed: Placed) -> dict[str, Any] | None:
    """The step of an entry; None for one that is no step."""
    entry, body = placed.entry, placed.entry.body
    common = {
        "agent_id": str(body.get("agent", "")),
        "task_id": str(body.get("session", "")),
        "action_id": placed.leaf[:32],
        "timestamp": entry.time,
        "seq": entry.sequence,
        "meta": {"receipt": placed.reference},
    }
    if entry.kind == "session":
        kind = _TASKS.get(str(body.get("event", "")))
        return {**common, "kind": kind, "step_name": kind} if kind else None
    if entry.kind == "model":
        model = str(body.get("model", ""))
        return {**common, "kind": "step.model", "step_name": model or "model", "properties": _model(body)}
    if entry.kind != "decision":
        return None
    tool = str(body.get("tool", "")) or "unknown"
    kind, verb = _STEPS.get(
        tool, ("step.resource", "GET") if "__read" in tool or "__get" in tool else ("step.unknown", "")
    )
    return {
        **common,
        "kind": kind,
        **({"verb": verb} if verb else {}),
        "step_name": tool[:_NAME_CHARACTERS],
        "input": body.get("input", {}),
        "output": {"status": _STATUS.get(str(body.get("answered")), "open"), "decision": body.get("verdict")},
        "properties": {"target": {"host": _target(body)}, "command": _command(body)},
    }


def _model(body: Mapping[str, Any]) -> dict[str, Any]:
    usage = body.get("usage")
    known = {name: count for name, count in usage.items() if type(count) is int} if isinstance(usage, dict) else {}
    return {"model": {"name": body.get("model")}, "usage": {**known, "total_tokens": sum(known.values())}}


def _target(body: Mapping[str, Any]) -> str:
    operations = body.get("operations")
    first = operations[0] if isinstance(operations, list) and operations and isinstance(operations[0], dict) else {}
    return str(first.get("resource", ""))


def _command(body: Mapping[str, Any]) -> str:
    given = body.get("input")
    return str(given.get("command", "")) if isinstance(given, dict) else ""
