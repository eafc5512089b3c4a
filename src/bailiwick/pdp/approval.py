"""Whether a call that rules auto-approve may really skip the agent's own prompt.

Rules say what is approved; this module says what they cannot see: a directory tree that is searched must hold no
credential file, a repository must not make git run something, and the agent's own configuration must not ask for a
person. Each is a fact; while one is missing, nothing is approved.
"""

from __future__ import annotations

import json

from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.fact import ObjectionQuery, TreeQuery
from bailiwick.model.operation import Kind, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.model.fact import FactQuery, Facts
    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request

_CONTENT = frozenset({Kind.FILE_READ, Kind.FILE_SEARCH})
_SEVERAL = frozenset({"recursive", "many", "wildcard"})
_READING = frozenset({Kind.FILE_READ, Kind.FILE_SEARCH, Kind.FILE_LIST})


def proof(request: Request, operations: Sequence[Operation], facts: Facts) -> tuple[bool, frozenset[FactQuery]]:
    """Whether nothing speaks against skipping the prompt, and the facts still wanted to say so."""
    inquiry = Inquiry(facts)
    doubts = [not _harmless(operation, inquiry) for operation in operations]
    if any(doubts) and not inquiry.missing:
        return False, frozenset()
    objection = inquiry.ask(objection_query(request, operations))
    holds = objection is not None and not objection.objection and not any(doubts)
    return holds, frozenset(inquiry.missing)


def _harmless(operation: Operation, inquiry: Inquiry) -> bool:
    if operation.kind is Kind.EXEC_RUN:
        repository = operation.attributes.get("repository")
        if not isinstance(repository, str):
            return True
        from bailiwick.interpret.programs.reading import repository_runs_nothing

        return repository_runs_nothing(repository, inquiry)
    if operation.kind in _CONTENT and operation.attributes.get("recursive") and operation.resource is not None:
        tree = inquiry.ask(TreeQuery(operation.resource.value))
        return tree is not None and tree.complete and not tree.secrets
    return True


def objection_query(request: Request, operations: Sequence[Operation]) -> ObjectionQuery:
    """What the agent's own configuration is asked about a call that would do `operations`."""
    reads: set[str] = set()
    trees: set[str] = set()
    for operation in operations:
        resource = operation.resource
        if operation.kind in _READING and resource is not None and resource.type is ResourceType.PATH:
            several = operation.kind is Kind.FILE_LIST or not _SEVERAL.isdisjoint(operation.attributes)
            (trees if several else reads).add(resource.value.removesuffix("*").rstrip("/") or "/")
    return ObjectionQuery(
        agent=request.subject.agent,
        tool=request.tool,
        text=json.dumps(dict(request.input), sort_keys=True, ensure_ascii=False),
        cwd=request.cwd,
        project=request.place.project,
        home=request.place.home,
        settings=request.settings,
        reads=tuple(sorted(reads)),
        trees=tuple(sorted(trees)),
    )
