"""What a judged call means for its session: the `SessionEvent`s of attempts and outcomes."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.event import OutcomeStatus
from bailiwick.model.operation import EMPTY, Kind, ResourceType
from bailiwick.model.tracker import DENY, HUMAN, NO_MOVES, PASS
from bailiwick.pdp import is_shell_call
from bailiwick.policy.situation import Situation
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.state import NOTHING, Brings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bailiwick.model.event import ToolOutcome
    from bailiwick.model.request import Request
    from bailiwick.model.tracker import Update
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
    moves = decision.moves or NO_MOVES
    return SessionEvent(
        step=Step.ATTEMPT,
        call=request.call,
        shell=is_shell_call(decision.operations),
        spawns=_spawns(request, decision, session),
        denied=denied,
        brings=NOTHING if policy is None else consequences(request, decision, session, policy),
        input=judged,
        steps=moves.attempt if denied or not moves.let_through else {**moves.attempt, **moves.let_through},
        shared=moves.shared_attempt if denied else _united(moves.shared_attempt, moves.shared_let_through),
    )


def _spawns(request: Request, decision: Decision, session: SessionState) -> int:
    """The depth of the subagents that the call starts; of one whose own depth is not known, at least 2."""
    if not any(operation.kind is Kind.AGENT_SPAWN for operation in decision.operations):
        return 0
    depth = session.depth(request.subject.subagent)
    return 2 if depth is None else depth + 1


def consequences(request: Request, decision: Decision, session: SessionState, policy: CompiledPolicy) -> Brings:
    """What executing the call brings to its session: labels, marks on files, and what trackers learn from it."""
    brings, moves = _of_rules(request, decision, session, policy), decision.moves
    gate = HUMAN if _asks_a_person(request, decision) else ""
    if moves is not None and (moves.ran or moves.satisfied):
        brings = brings.replace(steps=moves.ran, satisfied=moves.satisfied)
    return brings.replace(gate=gate) if gate else brings


def _united(
    first: Mapping[str, Mapping[str, Update]], second: Mapping[str, Mapping[str, Update]]
) -> Mapping[str, Mapping[str, Update]]:
    if not second:
        return first
    return {scope: {**first.get(scope, EMPTY), **second.get(scope, EMPTY)} for scope in (*first, *second)}


def usage(
    amounts: Mapping[str, int], agent: str, project: str, policy: CompiledPolicy | None, *, now: datetime
) -> SessionEvent:
    """The event of a use of a model: what it adds to the session's sums and to budgets.

    Args:
        amounts: whole numbers by name, for example `total_tokens`, `input_tokens`, `output_tokens`, `calls`.
        agent: under which name its calls are counted (`bailiwick.pdp.recollection.agent_of`).
        project: of the session.
        policy: in force; None when there is none.
        now: when it was.
    """
    moves = NO_MOVES
    if policy is not None and policy.watches is not None:
        from bailiwick.pdp.recollection import usage_moves

        moves = usage_moves(policy, agent, project, amounts, now)
    return SessionEvent(
        step=Step.USAGE,
        usage=dict(amounts),
        steps=moves.attempt,
        shared=moves.shared_attempt,
    )


def outcome(event: ToolOutcome, brings: Brings = NOTHING) -> SessionEvent:
    """The event of a call that ended; `brings` is what it brought beyond what was foreseen."""
    return SessionEvent(
        step=Step.OUTCOME,
        call=event.request.call,
        denied=event.status is OutcomeStatus.REFUSED,
        failed=event.status is OutcomeStatus.FAILED,
        brings=brings,
        answer=_answer(event.answers) if event.answers else "",
    )


def _answer(answers: tuple[str, ...]) -> str:
    from bailiwick.pdp.acceptance import accepted

    return PASS if all(map(accepted, answers)) else DENY


def _asks_a_person(request: Request, decision: Decision) -> bool:
    """True when the answer will not be the agent's own: it did not bring one along."""
    asks = any(operation.kind is Kind.HUMAN_ASK for operation in decision.operations)
    return asks and "answers" not in request.input


def _of_rules(request: Request, decision: Decision, session: SessionState, policy: CompiledPolicy) -> Brings:
    labels: dict[str, str] = {}
    clears: list[str] = []
    marking: list[Rule] = []
    for ruling in decision.rulings:
        rule = policy.rules.get(ruling.rule)
        if rule is None:
            continue
        if rule.brings:
            labels.setdefault(rule.brings, _origin(ruling))
        if rule.mark:
            marking.append(rule)
        clears += rule.clears
    if not labels and not clears and not marking:
        return NOTHING
    marks: Mapping[str, tuple[str, ...]] = EMPTY
    if marking and decision.now is not None:
        marks = _marks(marking, decision, Situation(request, session, decision.now, decision.agent))
    return Brings(labels=labels, marks=marks, clears=tuple(dict.fromkeys(clears)))


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
