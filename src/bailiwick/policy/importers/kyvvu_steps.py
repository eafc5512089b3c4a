"""Kyvvu's words for what happens: kinds, verbs and fields, as conditions of ours.

A kind means two things here. As what a rule is *about* it is the operations of that sort, whatever tool or
program does them, so a guard speaks at least as often as the original. As a *step* that is counted or must have
come before, it is one call of the tools that the original maps to the kind, so counts are the same.
"""

from __future__ import annotations

import json

from bailiwick.model.errors import PolicyError
from bailiwick.model.value import Value
from bailiwick.model.vocabulary import DERIVED_ATTRIBUTES
from bailiwick.policy.importers.clauses import kinds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from bailiwick.policy.importers.clauses import Clause

VERBS = ("GET", "POST", "PATCH", "DELETE")
TASKS = ("task.start", "task.end", "task.error", "task.idle")
KIND_VERBS: Mapping[str, tuple[str, ...]] = {
    "step.resource": VERBS,
    "step.message": ("GET", "POST"),
    "step.self": VERBS,
    "step.model": ("POST",),
    "step.credential": VERBS,
    "step.exec": (),
    "step.gate": (),
    "step.unknown": (),
    **dict.fromkeys(TASKS, ()),
}
"""Kinds and the verbs that each may have."""

_DELETING = {"regex": "(?i)delete|remove|destroy|drop|purge"}
_SECRET = {"class": "secret"}
_ABOUT: Mapping[tuple[str, str], Sequence[Clause]] = {
    ("step.exec", ""): ({"on": ["exec.run", "agent.skill"]},),
    ("step.resource", "GET"): (
        {"on": ["file.read", "file.list", "file.search", "net.fetch", "net.search", "mcp.read", "mcp.list", "db.read"]},
        {"on": ["mcp.call"]},
    ),
    ("step.resource", "POST"): (
        {"on": ["file.write", "file.link", "net.send", "mcp.call", "db.write", "vcs.push", "pkg.publish"]},
    ),
    ("step.resource", "PATCH"): ({"on": ["file.write", "file.meta", "file.link", "mcp.call", "db.write"]},),
    ("step.resource", "DELETE"): (
        {"on": ["file.delete", "db.destroy", "infra.destroy", "container.destroy"]},
        {"on": ["mcp.call"], "where": {"tool_name": _DELETING}},
    ),
    ("step.message", "GET"): (),
    ("step.message", "POST"): ({"on": ["agent.message"]}, {"on": ["net.send"], "where": {"channel": "mail"}}),
    ("step.self", "GET"): ({"on": ["session.read"]},),
    ("step.self", "POST"): ({"on": ["session.write", "agent.spawn", "schedule.create"]},),
    ("step.self", "PATCH"): ({"on": ["session.write"]},),
    ("step.self", "DELETE"): ({"on": ["schedule.delete"]},),
    ("step.model", "POST"): ({"on": ["model.call"]},),
    ("step.credential", "GET"): ({"on": ["file.read", "file.list", "file.search"], **_SECRET},),
    ("step.credential", "POST"): ({"on": ["file.write"], **_SECRET},),
    ("step.credential", "PATCH"): ({"on": ["file.write", "file.meta"], **_SECRET},),
    ("step.credential", "DELETE"): ({"on": ["file.delete"], **_SECRET},),
    ("step.gate", ""): ({"on": ["human.ask"]},),
    ("step.unknown", ""): ({"on": ["tool.unknown"]},),
}
_READ_TOOLS = ("Read", "Glob", "Grep", "WebFetch", "WebSearch", "ListMcpResourcesTool", "ReadMcpResourceTool")
_TOOLS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("step.exec", ""): ("Bash", "PowerShell", "Monitor", "Skill"),
    ("step.resource", "GET"): (*_READ_TOOLS, "mcp__*"),
    ("step.resource", "POST"): ("Write", "mcp__*"),
    ("step.resource", "PATCH"): ("Edit", "MultiEdit", "NotebookEdit"),
    ("step.resource", "DELETE"): ("mcp__*delete*", "mcp__*remove*"),
    ("step.message", "POST"): ("SendMessage",),
    ("step.self", "GET"): ("ToolSearch", "TaskGet", "TaskList", "TaskOutput", "CronList", "TodoRead"),
    ("step.self", "POST"): ("Agent", "Task", "Workflow", "TodoWrite", "TaskCreate", "CronCreate", "EnterPlanMode",
                            "ExitPlanMode", "EnterWorktree", "ExitWorktree"),
    ("step.self", "PATCH"): ("TaskUpdate",),
    ("step.self", "DELETE"): ("TaskStop", "CronDelete"),
    ("step.gate", ""): ("AskUserQuestion",),
}  # fmt: skip


NO_TOOL = "no such tool"
"""Stands for the tools of a kind that no tool of a coding agent is."""


def pairs(kind: str, verb: str) -> list[tuple[str, str]]:
    """The pairs that a kind, with or without a verb, stands for.

    Raises:
        PolicyError: there is no such kind, or it has no such verb.
    """
    name = kind if kind.startswith(("step.", "task.")) else f"step.{kind}"
    if name not in KIND_VERBS:
        raise PolicyError(f"expected a kind ({', '.join(KIND_VERBS)}), got `{kind}`")
    verbs = KIND_VERBS[name]
    if verb and verb not in verbs:
        raise PolicyError(f"expected a verb of `{name}` ({', '.join(verbs) or 'it has none'}), got `{verb}`")
    return [(name, one) for one in ((verb,) if verb else verbs or ("",))]


def about(kind: str, verb: str = "") -> list[Clause]:
    """The operations of a kind, as what a rule is about."""
    return [clause for pair in pairs(kind, verb) for clause in _ABOUT.get(pair, ())]


def tools_of(kind: str, verb: str = "") -> list[str]:
    """The tools whose calls are steps of a kind; a tool that no agent has, when there are none."""
    found = [tool for pair in pairs(kind, verb) for tool in _TOOLS.get(pair, ())]
    return list(dict.fromkeys(found)) or [NO_TOOL]


class Field(Value):
    """Where a value of a step stands in ours."""

    scope: Clause
    """What the operation must be to have it."""
    place: str
    """`where`, `args`, or `when` for an expression."""
    name: str

    def holds(self, test: Any) -> Clause:
        """The clause that the value passes a test: values (a list), `{"regex": ...}`, or `EMPTY`."""
        if self.place == "when":
            return {**self.scope, "when": _expression(self.name, test)}
        return {**self.scope, self.place: {self.name: [{"absent": True}, ""] if test == EMPTY else test}}

    def fails(self, test: Any) -> Clause:
        """The clause that it does not; a value that is missing is empty text."""
        if self.place == "when":
            return {**self.scope, "when": f"!({_expression(self.name, test)})"}
        return {**self.scope, self.place: {self.name: {"not": [{"absent": True}, ""] if test == EMPTY else test}}}


EMPTY = "empty"


def _expression(value: str, test: Any) -> str:
    if value in _LISTS:
        if test != EMPTY:
            raise PolicyError(f"expected `field_not_empty` for a list, got another test on `{value}`")
        return f"size({value}) == 0"
    if test == EMPTY:
        return f'{value} == ""'
    if isinstance(test, dict):
        ((name, operand),) = test.items()
        if name == "not":
            return f"!({_expression(value, operand)})"
        if name == "all":
            return " && ".join(f"({_expression(value, one)})" for one in operand)
        if name == "under":
            return f"{value} < {operand}"
        if name == "over":
            return f"{value} > {operand}"
        call = {"regex": "matches", "contains": "contains"}[name]
        return f"{value}.{call}({json.dumps(operand)})"
    return f"{value} in {json.dumps(list(test))}"


_PROFILE = {
    "name": "agent.name",
    "agent_name": "agent.name",
    "purpose": "agent.purpose",
    "owner_id": "agent.owner",
    "owner": "agent.owner",
    "maintainer_id": "agent.owner",
    "risk_classification": "agent.risk",
    "declared_tools": "agent.tags",
}
_LISTS = ("agent.tags",)
_EXTERNAL = ["net.fetch", "net.search"]
_COMMANDS = ("command", "exec.command", "exec.text")
_HOSTS = ("target.host", "target.path", "target.url", "path", "file_path", "url")
_ATTRIBUTES = {
    "exec.program": ("exec.run", "program"),
    "model.name": ("model.call", "model"),
    "message.to": ("agent.message", "to"),
    "message.recipient": ("agent.message", "to"),
    "target.server": ("mcp.call", "server"),
}


def field(path: str, *, registration: bool = False) -> Field:
    """The place of a field path of either dialect.

    Raises:
        PolicyError: nothing here corresponds to it.
    """
    if registration:
        if path not in _PROFILE:
            raise PolicyError(f"expected a field of the agent ({', '.join(_PROFILE)}), got `{path}`")
        return Field({}, "when", _PROFILE[path])
    if path == "step_name":
        return Field({}, "when", "call.tool")
    if path.startswith("input."):
        name = path.removeprefix("input.")
        return field("command") if name == "command" else Field({}, "args", name)
    bare = path.removeprefix("properties.")
    if bare in _COMMANDS:
        return Field({"on": ["exec.run"]}, "where", "text")
    if bare in _HOSTS:
        return Field({}, "when", "op.resource")
    if bare in _ATTRIBUTES:
        kind, name = _ATTRIBUTES[bare]
        return Field({"on": [kind]}, "where", name)
    if bare.startswith(("raw.", "self.")):
        return Field({}, "args", bare.partition(".")[2])
    raise PolicyError(f"expected a field that calls have here, got `{path}`")


def text_of_call(test: Any) -> list[Clause]:
    """The clauses that what a call runs, writes or sends passes a test."""
    return [
        {"on": ["exec.run"], "where": {"text": test}},
        {"on": sorted(kind.value for kind in DERIVED_ATTRIBUTES["content"]), "where": {"content": test}},
    ]


def filtered(filters: Mapping[str, Any]) -> list[Clause]:
    """The clause of a property filter: every path has its value.

    Raises:
        PolicyError: nothing here corresponds to a path.
    """
    made: list[Clause] = []
    for path, value in filters.items():
        bare = path.removeprefix("properties.")
        if bare in ("data.classification", "target.classification"):
            carried = {"class": "secret"} if value == "secret" else {"marked": str(value)}
            made.append({"on": kinds("file.*"), **carried})
        elif bare == "target.trust" and value == "external":
            made.append({"on": _EXTERNAL})
        elif bare == "target.host" and "/" not in str(value):
            made.append({"on": ["net.fetch", "net.send"], "where": {"host": {"host": f"={value}"}}})
        else:
            made.append(field(path).holds([value]))
    return made
