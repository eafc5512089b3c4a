"""`judge`: plan a call, and decide on the plan."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.errors import InputError
from bailiwick.model.value import Value
from bailiwick.model.verdict import Mode
from bailiwick.pdp import decide, undecided
from bailiwick.pdp.obligations import changes

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
    executed: Request | None = None
    """The call with the input that obligations make of it; None when its own is executed."""
    asked: Decision | None = None
    """With `executed`: the decision on the call as the agent made it."""


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

    def decided(call: Request) -> Judgement:
        return _decided(call, session, policy, planner, now=now)

    judgement = decided(request)
    if judgement.decision.obligations and judgement.decision.binds and changes(judgement.decision):
        from bailiwick.engine.fulfil import fulfil

        return fulfil(request, judgement, decided, planner.fetch)
    return judgement


def _decided(
    request: Request, session: SessionState, policy: CompiledPolicy, planner: Planner, *, now: datetime
) -> Judgement:
    plan = planner.plan(request)
    problem, facts = plan.problem, plan.facts
    try:
        for _ in range(0 if problem else bounds.FACT_ROUNDS):
            decision = decide(request, plan.operations, session, policy, now=now, facts=facts)
            if not decision.needs:
                return Judgement(decision, facts)
            facts = {**facts, **planner.fetch(decision.needs)}
    except InputError as error:
        problem = str(error)
    problem = problem or f"the decision needs more than {bounds.FACT_ROUNDS} rounds of facts"
    remedy = "split the call into smaller, plainer ones"
    return Judgement(undecided(problem, mode=policy.mode, remedy=remedy, policy=policy.hash), facts)
