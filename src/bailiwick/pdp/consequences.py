"""What a judged call means for its session: the `SessionEvent`s of attempts and outcomes."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.operation import ResourceType
from bailiwick.model.verdict import Verdict
from bailiwick.pdp import consult, is_shell_call
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.state import NOTHING, Brings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request
    from bailiwick.model.verdict import Decision
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.session.state import SessionState


def attempt(
    request: Request, decision: Decision, session: SessionState, policy: CompiledPolicy | None, *, judged: str = ""
) -> SessionEvent:
    """The event of a judged call; `judged` is the hash of its input."""
    brings = NOTHING if policy is None else consequences(request, decision.operations, session, policy)
    return SessionEvent(
        step=Step.ATTEMPT,
        call=request.call,
        shell=is_shell_call(decision.operations),
        denied=decision.binds and decision.verdict in (Verdict.DENY, Verdict.INDETERMINATE),
        brings=brings,
        input=judged,
    )


def consequences(
    request: Request, operations: Sequence[Operation], session: SessionState, policy: CompiledPolicy
) -> Brings:
    """What executing `operations` brings to the session: labels of the rules that speak, and marks on files."""
    marking = {}
    labels: dict[str, str] = {}
    spoken, _ = consult(request, operations, session, policy)
    for _rule_id, one in sorted(spoken.items()):
        if one.rule.brings:
            resource = one.operation.resource
            labels.setdefault(one.rule.brings, resource.value if resource is not None else one.operation.source)
        if one.rule.mark:
            marking[one.rule.id] = one.rule
    if not marking:
        return Brings(labels=labels) if labels else NOTHING
    marks: dict[str, tuple[str, ...]] = {}
    for operation in operations:
        resource = operation.resource
        if resource is None or resource.type is not ResourceType.PATH or len(marks) >= bounds.MARKS_PER_CALL:
            continue
        given = {rule.mark for rule in marking.values() if rule.speaks(operation, request.place, session)}
        if given:
            marks[resource.value] = tuple(sorted(given | set(marks.get(resource.value, ()))))
    return Brings(labels=labels, marks=marks)
