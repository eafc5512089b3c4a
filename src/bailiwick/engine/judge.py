"""`judge`: plan a call, and decide on the plan."""

from __future__ import annotations

from bailiwick.model.value import Value
from bailiwick.model.verdict import Mode
from bailiwick.pdp import decide, undecided

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bailiwick.engine.planner import Planner
    from bailiwick.model.fact import Fact, FactQuery
    from bailiwick.model.request import Request
    from bailiwick.model.verdict import Decision
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.session.state import SessionState

NO_POLICY = "no usable policy: nothing says what is permitted"


class Judgement(Value):
    """A decision and the facts it rests on."""

    decision: Decision
    facts: Mapping[FactQuery, Fact]


def judge(
    request: Request,
    session: SessionState,
    policy: CompiledPolicy | None,
    planner: Planner,
    *,
    now: datetime,
    mode_without_policy: Mode = Mode.ENFORCE,
    problem: str = "",
) -> Judgement:
    """Judge one call at the time `now` (with zone). Never raises for what the call contains: that is INDETERMINATE.

    Raises:
        EnvironmentFault: facts cannot be fetched.
    """
    if policy is None:
        remedy = "run `bailiwick init`, or repair the policy: `bailiwick doctor` names the line"
        reason = f"{NO_POLICY} ({problem})" if problem else NO_POLICY
        return Judgement(undecided(reason, mode=mode_without_policy, remedy=remedy), {})
    plan = planner.plan(request)
    if plan.problem:
        remedy = "split the call into smaller, plainer ones"
        return Judgement(undecided(plan.problem, mode=policy.mode, remedy=remedy, policy=policy.hash), plan.facts)
    return Judgement(decide(request, plan.operations, session, policy, now=now), plan.facts)
