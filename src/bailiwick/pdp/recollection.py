"""The call in question against the past of its session, for rules about history."""

from __future__ import annotations

from bailiwick.policy.watches import NO_MOVES
from bailiwick.session.past import Past

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Subject
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.policy.history import Recall
    from bailiwick.policy.situation import Situation
    from bailiwick.policy.watches import Moves
    from bailiwick.session.state import SessionState


def recall(
    operations: Sequence[Operation], situation: Situation, session: SessionState, policy: CompiledPolicy
) -> Recall | None:
    """What history tests are asked with about a call; None when the policy has none.

    Args:
        operations: what the call would do.
        situation: around it.
        session: before it, the call itself not counted.
        policy: in force.
    """
    if policy.watches is None:
        return None
    request = situation.request
    past = Past(session, seconds(situation.now))
    return policy.watches.recall(operations, situation, past, scopes(request.subject, request.place.project))


def moves(recalled: Recall | None, policy: CompiledPolicy, *, denied: bool, now: datetime) -> Moves:
    """What the call does to trackers."""
    if recalled is None or policy.watches is None:
        return NO_MOVES
    return policy.watches.moves(recalled, denied=denied, at=seconds(now))


def scopes(subject: Subject, project: str) -> Mapping[str, str]:
    """The scopes that a session shares with others: of its agent, and of its project."""
    return {"agent": f"agent:{subject.agent}", "project": f"project:{project}"}


def needed_scopes(policy: CompiledPolicy | None, subject: Subject, project: str) -> tuple[str, ...]:
    """Those of them whose totals the policy asks for."""
    if policy is None or policy.watches is None or not policy.watches.scoped:
        return ()
    return tuple(scope for per, scope in scopes(subject, project).items() if per in policy.watches.scoped)


def usage_moves(
    policy: CompiledPolicy | None, subject: Subject, project: str, amounts: Mapping[str, int], now: datetime
) -> Moves:
    """What a use of a model does to budgets."""
    if policy is None or policy.watches is None:
        return NO_MOVES
    return policy.watches.usage(amounts, scopes(subject, project), at=seconds(now))


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970 (UTC)."""
    return int(moment.timestamp())
