"""Policies from YAML and single calls under them, without interpretation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.model.operation import Kind, Operation, Resource, ResourceClass, ResourceType
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.verdict import Decision
from bailiwick.pdp import decide
from bailiwick.policy.compiled import CompiledPolicy, from_plain
from bailiwick.session.state import SessionState

PROJECT = "/home/ann/work/shop"
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
"""A Monday."""


def policy(
    text: str, *, project: str | None = None, managed: str | None = None, trusted: bool = False
) -> CompiledPolicy:
    """The compiled policy of a user's file, and of others beside it; `version: 1` is added."""
    sources = Sources(
        user=f"version: 1\n{text}",
        project=None if project is None else f"version: 1\n{project}",
        managed=None if managed is None else f"version: 1\n{managed}",
        trusted=trusted,
    )
    return from_plain(compile_sources(sources))


def rule(text: str, *, guard: str = "deny") -> CompiledPolicy:
    """The policy of one rule `r`; `text` are further keys in flow style."""
    return policy(f"rules: [{{id: r, guard: {guard}, reason: because, {text}}}]")


def operation(
    kind: str, value: str = "", *, written: str = "", classes: Sequence[str] = (), **attributes: str | bool | int
) -> Operation:
    """One operation; a value that begins with `/` is a path, another a name."""
    resource = None
    if value:
        kind_of = ResourceType.PATH if value.startswith("/") else ResourceType.NAME
        resource = Resource(kind_of, value, "", frozenset(map(ResourceClass, classes)), written)
    return Operation(Kind(kind), resource, attributes, source=str(attributes.pop("source", "")))


def judged(
    made: CompiledPolicy,
    *operations: Operation,
    tool: str = "Bash",
    tool_input: Mapping[str, object] | None = None,
    subject: Subject | None = None,
    session: SessionState | None = None,
    now: datetime = NOON,
    project: str = PROJECT,
) -> Decision:
    """The decision on a call that would do these operations."""
    request = Request(
        subject=subject or Subject(agent="claude-code", session="s"),
        place=Place(project=project, home="/home/ann", user="ann"),
        tool=tool,
        input=tool_input or {},
        cwd=project,
    )
    return decide(request, operations, session or SessionState(project=project), made, now=now)


def spoke(decision: Decision) -> list[str]:
    """Ids of the rules that spoke."""
    return sorted(ruling.rule for ruling in decision.rulings)
