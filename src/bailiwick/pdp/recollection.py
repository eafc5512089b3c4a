"""The call in question against the past of its session, for rules about history."""

from __future__ import annotations

from bailiwick.model.operation import Kind, Operation
from bailiwick.model.tracker import NO_MOVES
from bailiwick.model.verdict import Ruling
from bailiwick.pdp import profile_of
from bailiwick.policy.situation import Situation
from bailiwick.session.past import Past

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bailiwick.model.agent import AgentProfile
    from bailiwick.model.request import Request
    from bailiwick.model.tracker import Moves
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.policy.history import Recall
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
    shared = scopes(agent_of(situation.agent, request), request.place.project)
    return policy.watches.recall(operations, situation, past, shared)


def moves(recalled: Recall, situation: Situation, policy: CompiledPolicy) -> Moves | None:
    """What the call does to trackers."""
    return None if policy.watches is None else policy.watches.moves(recalled, at=seconds(situation.now))


def scopes(agent: str, project: str) -> Mapping[str, str]:
    """The scopes that a session shares with others: of its agent, and of its project."""
    return {"agent": f"agent:{agent}", "project": f"project:{project}"}


def needed_scopes(policy: CompiledPolicy | None, request: Request) -> tuple[str, ...]:
    """Those of the call's scopes whose totals the policy asks for."""
    if policy is None or policy.watches is None or not policy.watches.scoped:
        return ()
    known = scopes(agent_of(profile_of(policy, request), request), request.place.project)
    return tuple(scope for per, scope in known.items() if per in policy.watches.scoped)


def agent_of(profile: AgentProfile, request: Request) -> str:
    """Under which name calls of the agent are counted together: the policy's, else its product's."""
    return profile.name or request.subject.agent


def over_budget(
    request: Request, session: SessionState, policy: CompiledPolicy | None, now: datetime
) -> tuple[Ruling, ...]:
    """What budget rules say about one more use of a model, strongest first; other rules are not asked.

    Args:
        request: the session's next turn; only subject and place matter.
        session: before it.
        policy: in force; None when there is none.
        now: the time, with zone.
    """
    if policy is None or policy.watches is None or not policy.watches.budgets:
        return ()
    turn = Operation(Kind.MODEL_CALL)
    situation = Situation(request, session, now, profile_of(policy, request))
    recalled = recall((turn,), situation, session, policy)
    found = []
    for name in policy.watches.budgets:
        rule = policy.rules.get(name)
        if rule is None or recalled is None or not rule.speaks(turn, situation):
            continue
        if recalled.cause(rule.history) is not None:
            found.append(Ruling(rule.id, rule.verdict, rule.reason, rule.remedy, rule.severity))
    return tuple(sorted(found, key=lambda ruling: -ruling.verdict.rank))


def usage_moves(
    policy: CompiledPolicy | None, agent: str, project: str, amounts: Mapping[str, int], now: datetime
) -> Moves:
    """What a use of a model does to budgets."""
    if policy is None or policy.watches is None:
        return NO_MOVES
    return policy.watches.usage(amounts, scopes(agent, project), at=seconds(now))


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970 (UTC)."""
    return int(moment.timestamp())
