"""`judge`: fetch the facts that are foreseen, plan, fetch what is still wanted, plan again, decide."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.errors import InputError
from bailiwick.model.value import Value
from bailiwick.model.verdict import Mode
from bailiwick.pdp import decide, foreseen, plan, undecided

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bailiwick.engine.ports import FactSource
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
    facts: FactSource,
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
    guessed = foreseen(request)
    known: dict[FactQuery, Fact] = dict(facts.fetch(guessed)) if guessed else {}
    try:
        for _ in range(bounds.FACT_ROUNDS):
            interpretation = plan(request, known)
            if not interpretation.queries:
                return Judgement(
                    decide(request, interpretation.operations, session, policy, now=now), interpretation.facts
                )
            known.update(facts.fetch(interpretation.queries))
        reason = f"the call needs more than {bounds.FACT_ROUNDS} rounds of facts"
    except InputError as error:
        reason = str(error)
    remedy = "split the call into smaller, plainer ones"
    return Judgement(undecided(reason, mode=policy.mode, remedy=remedy, policy=policy.hash), known)
