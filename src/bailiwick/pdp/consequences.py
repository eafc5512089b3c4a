"""What a judged call means for its session: the `SessionEvent`s of attempts and outcomes."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.operation import ResourceType
from bailiwick.pdp import is_shell_call
from bailiwick.policy.situation import Situation
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.state import NOTHING, Brings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.model.request import Request
    from bailiwick.model.verdict import Decision, Ruling
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.policy.rule import Rule
    from bailiwick.session.state import SessionState


def attempt(
    request: Request,
    decision: Decision,
    session: SessionState,
    policy: CompiledPolicy | None,
    *,
    denied: bool,
    judged: str = "",
) -> SessionEvent:
    """The event of a judged call.

    Args:
        request: the call.
        decision: on it.
        session: before it.
        policy: in force; None when there is none.
        denied: it will not run.
        judged: hash of its input.
    """
    return SessionEvent(
        step=Step.ATTEMPT,
        call=request.call,
        shell=is_shell_call(decision.operations),
        denied=denied,
        brings=NOTHING if policy is None else consequences(request, decision, session, policy),
        input=judged,
    )


def consequences(request: Request, decision: Decision, session: SessionState, policy: CompiledPolicy) -> Brings:
    """What executing the call brings to its session: labels of the rules that spoke, and marks on files."""
    labels: dict[str, str] = {}
    marking: list[Rule] = []
    for ruling in decision.rulings:
        rule = policy.rules.get(ruling.rule)
        if rule is None:
            continue
        if rule.brings:
            labels.setdefault(rule.brings, _origin(ruling))
        if rule.mark:
            marking.append(rule)
    if not marking:
        return Brings(labels=labels) if labels else NOTHING
    if decision.now is None:
        return Brings(labels=labels)
    return Brings(labels=labels, marks=_marks(marking, decision, Situation(request, session, decision.now)))


def _origin(ruling: Ruling) -> str:
    operation = ruling.operation
    if operation is None:
        return ruling.rule
    return operation.resource.value if operation.resource is not None else operation.source


def _marks(marking: Sequence[Rule], decision: Decision, situation: Situation) -> Mapping[str, tuple[str, ...]]:
    marks: dict[str, tuple[str, ...]] = {}
    for operation in decision.operations:
        resource = operation.resource
        if resource is None or resource.type is not ResourceType.PATH or len(marks) >= bounds.MARKS_PER_CALL:
            continue
        given = {rule.mark for rule in marking if rule.speaks(operation, situation)}
        if given:
            marks[resource.value] = tuple(sorted(given.union(marks.get(resource.value, ()))))
    return marks
