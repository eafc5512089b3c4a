"""MeshGuard's actions (`verb:noun`, with `*` on either side) as conditions of ours.

A star crosses `:`. An action that nothing can produce is an error: a denial with a typo protects nothing.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from bailiwick.model.errors import PolicyError
from bailiwick.policy.importers.clauses import joined
from bailiwick.policy.schema.reader import suggestion
from bailiwick.policy.tool_names import meant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.policy.importers.clauses import Clause

READS = ["file.read", "file.list", "file.search"]
WRITES = ["file.write", "file.meta", "file.link"]
COVERED = (
    "exec.run", *READS, *WRITES, "file.delete", "net.fetch", "net.send", "net.search", "net.listen",
    "agent.message", "agent.spawn", "agent.skill", "mcp.call", "mcp.read", "mcp.list", "model.call", "schedule.create",
    "schedule.delete", "tool.unknown",
)  # fmt: skip
"""Kinds that actions can name: what a policy with `defaultEffect: deny` is about."""

_ACTIONS: Mapping[str, Clause] = {
    "read:file": {"on": READS},
    "write:file": {"on": WRITES},
    "delete:file": {"on": ["file.delete"]},
    "execute:shell": {"on": ["exec.run"]},
    "execute:command": {"on": ["exec.run"]},
    "execute:python": {"on": ["exec.run"], "where": {"program": {"regex": "^python[0-9.]*$"}}},
    "read:web_search": {"on": ["net.search"]},
    "read:web_fetch": {"on": ["net.fetch", "net.send"]},
    "read:web_browse": {"on": ["net.fetch", "net.send"]},
    "send:message": {"on": ["agent.message"]},
}
_TOOL_NOUNS = {
    "exec": "execute:shell", "read": "read:file", "write": "write:file", "edit": "write:file",
    "web_search": "read:web_search", "web_fetch": "read:web_fetch", "browser": "read:web_browse",
    "message": "send:message",
}  # fmt: skip
"""Tools under the names that another client of the original has for them."""
_VERBS = {
    "read": "read|get|list|search|fetch|find|show|query",
    "write": "write|create|update|edit|set|add|put|draft|save",
    "send": "send|post|reply|forward|publish",
    "delete": "delete|remove|trash|purge|drop",
    "execute": "execute|run|process|issue|use",
    "approve": "approve|accept|confirm",
}
_NOUNS = {
    "email": "e?mail", "calendar": "calendar|event|meeting", "message": "message|chat|channel", "contacts": "contact",
    "records": "record", "content": "content|page|document", "refund": "refund",
    "computer_use": "computer|browser|screen",
}  # fmt: skip
GUESSED: Mapping[str, Clause] = {
    f"{verb}:{noun}": {
        "on": ["mcp.call"],
        "where": {"tool_name": {"all": [{"regex": f"(?i){words}"}, {"regex": f"(?i){names}"}]}},
    }
    for verb, words in _VERBS.items()
    for noun, names in _NOUNS.items()
}
"""Actions of agents that are no coding agents: MCP tools whose name has both words in it."""


def conditions(action: str) -> list[Clause]:
    """The conditions that an action stands for.

    Raises:
        PolicyError: nothing can produce it.
    """
    verb, colon, noun = action.partition(":")
    if action in ("*", "*:*"):
        return [{}]
    if verb == "tool" and noun in _TOOL_NOUNS:
        return conditions(_TOOL_NOUNS[noun])
    if verb in ("invoke", "tool") and colon:
        return [{}] if noun == "*" else [{"tool": list(meant(noun))}]
    if verb == "ai" and colon:
        return [{"on": ["model.call"]}]
    if noun.startswith("workspace/"):
        return [{**clause, "path": [noun.removeprefix("workspace/")]} for clause in conditions(f"{verb}:file")]
    known = {**_ACTIONS, **{name: one for name, one in GUESSED.items() if name not in _ACTIONS}}
    found = [clause for name, clause in known.items() if fnmatchcase(name, action)]
    if not found:
        raise PolicyError(f"nothing can produce the action `{action}`{suggestion(action, known)}")
    return joined(found)


def is_guessed(action: str) -> bool:
    """True when an action is known by words in the names of MCP tools only."""
    return action in GUESSED and action not in _ACTIONS


def sort_of(clause: Clause) -> str:
    """What the resource of a clause is: `path`, `host`, `command`, or another text."""
    kinds = clause.get("on", ())
    for name, pattern in (("path", r"file\."), ("host", r"net\.(fetch|send)"), ("command", r"exec\.")):
        if kinds and all(re.match(pattern, kind) for kind in kinds):
            return name
    return "text"
