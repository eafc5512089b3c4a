"""The decision point: `plan` what a call would do, `decide` whether it may.

`decide` is the only maker of a `Decision`. It is order-free: the strongest verdict of all
rules that speak wins (deny > ask > allow > abstain), and a failure to decide beats them all.
"""

from __future__ import annotations

from bailiwick.model.agent import UNKNOWN_AGENT, AgentProfile
from bailiwick.model.fact import NO_FACTS
from bailiwick.model.operation import Kind
from bailiwick.model.value import Value
from bailiwick.model.verdict import Decision, Ruling, Severity, Verdict
from bailiwick.pdp.checks import check_rulings
from bailiwick.policy.situation import Situation
from bailiwick.session.fold import counting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bailiwick.interpret.result import Interpretation
    from bailiwick.model.fact import FactQuery, Facts
    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request
    from bailiwick.model.tracker import Moves
    from bailiwick.model.verdict import Mode
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.policy.history import Recall
    from bailiwick.policy.rule import Rule
    from bailiwick.session.state import SessionState

INDETERMINATE_RULE = "core/indeterminate"
"""Id of the ruling that stands for a failure to decide."""

NOT_CHECKED: tuple[tuple[Ruling, ...], frozenset[FactQuery]] = ((), frozenset())
"""What checks say when there are none."""

NO_PAST: tuple[None, None] = (None, None)
"""The call against the past when no rule asks for it."""

_SEVERITY_RANK = {Severity.CRITICAL: 0, Severity.HIGH: 1, Severity.MEDIUM: 2, Severity.LOW: 3}


class Spoken(Value):
    """A rule and the first operation it spoke about."""

    rule: Rule
    operation: Operation
    index: int
    cause: str = ""
    """Entry of the earlier call that made it speak, if there is one."""


def foreseen(request: Request) -> tuple[FactQuery, ...]:
    """Facts that `request` will most likely need: with them at hand, most calls are planned in one round."""
    from bailiwick.interpret.foresight import foreseen

    return foreseen(request)


def plan(request: Request, facts: Facts) -> Interpretation:
    """The operations of `request` as far as `facts` allow, and the facts still wanted.

    Raises:
        BoundError: the call is larger than what is interpreted.
    """
    from bailiwick.interpret import interpret

    return interpret(request, facts)


def decide(
    request: Request,
    operations: Sequence[Operation],
    session: SessionState,
    policy: CompiledPolicy,
    *,
    now: datetime,
    facts: Facts = NO_FACTS,
) -> Decision:
    """The decision on `request`, which would do `operations`, at the time `now` (with zone).

    It is provisional while it `needs` facts that are not among `facts`: answers of external checks, and what
    an approval rests on.

    Raises:
        BoundError: too many external checks are asked about the call.
    """
    counted = counting(session, shell=is_shell_call(operations))
    situation = Situation(request, counted, now, profile_of(policy, request))
    recalled, moves = _recalled(operations, situation, session, policy) if policy.watches is not None else NO_PAST
    spoken, covered = consult(operations, situation, policy, recalled)
    checked, needs = check_rulings(operations, situation, policy, facts) if policy.checks else NOT_CHECKED
    obligations = tuple(one for spoke in spoken.values() for one in spoke.rule.obligations)
    said = (*map(_ruling, spoken.values()), *checked)
    rulings = tuple(sorted(said, key=_strength))
    verdict = rulings[0].verdict if rulings else Verdict.ABSTAIN
    asked_of = _asked_of(spoken) if verdict is Verdict.ASK else "anyone"
    unanswerable = verdict is Verdict.ASK and not _answerable(request, asked_of)
    approve = verdict is Verdict.ALLOW and covered and not needs
    if approve:
        from bailiwick.pdp.approval import proof

        approve, needs = proof(request, operations, facts)
    return Decision(
        verdict=Verdict.DENY if unanswerable else verdict,
        mode=policy.mode,
        rulings=rulings,
        operations=tuple(operations),
        policy=policy.hash,
        unanswerable=unanswerable,
        asked_of=asked_of,
        approve=approve,
        obligations=obligations,
        needs=needs,
        now=now,
        agent=situation.agent,
        moves=moves,
    )


def undecided(reason: str, *, mode: Mode, remedy: str = "", policy: str = "") -> Decision:
    """The decision that stands for a failure to decide, for `reason`."""
    ruling = Ruling(
        rule=INDETERMINATE_RULE, verdict=Verdict.INDETERMINATE, reason=reason, remedy=remedy, severity=Severity.CRITICAL
    )
    return Decision(verdict=Verdict.INDETERMINATE, mode=mode, rulings=(ruling,), policy=policy)


def consult(
    operations: Sequence[Operation], situation: Situation, policy: CompiledPolicy, recalled: Recall | None
) -> tuple[Mapping[str, Spoken], bool]:
    """Every rule that speaks, by id, and whether each operation is covered by an auto-approving one."""
    spoken: dict[str, Spoken] = {}
    causes: dict[str, str | None] = {}
    covered = bool(operations)
    for index, operation in enumerate(operations):
        approved = False
        allowing: set[str] = set()
        waiting: list[Rule] = []
        for name in policy.candidates(operation, situation):
            rule = policy.rules.get(name)
            if rule is None or (name in spoken and not rule.auto_approve and not rule.group):
                continue
            if rule.history and _cause(rule, recalled, causes) is None:
                continue
            if rule.otherwise:
                waiting.append(rule)
            elif rule.speaks(operation, situation):
                if rule.group:
                    allowing.add(rule.group)
                approved = approved or rule.auto_approve
                spoken.setdefault(name, Spoken(rule, operation, index, causes.get(name) or ""))
        for rule in () if _sums_up(operation) else waiting:
            if rule.otherwise not in allowing and rule.speaks(operation, situation):
                spoken.setdefault(rule.id, Spoken(rule, operation, index, causes.get(rule.id) or ""))
        covered = covered and approved
    return spoken, covered


def _sums_up(operation: Operation) -> bool:
    """True for the operation that stands for a whole shell call, whose commands have operations of their own."""
    return bool(operation.attributes.get("shell")) and not operation.attributes.get("opaque")


def profile_of(policy: CompiledPolicy, request: Request) -> AgentProfile:
    """Who acts, as far as the policy says."""
    if not policy.agents:
        return UNKNOWN_AGENT
    from bailiwick.policy.agents import profile

    return profile(policy.agents, request)


def _cause(rule: Rule, recalled: Recall | None, known: dict[str, str | None]) -> str | None:
    """The entry of the past that makes `rule` heard, whatever operation it is asked about; None when it is not."""
    if rule.id not in known:
        known[rule.id] = recalled.cause(rule.history) if recalled is not None else None
    return known[rule.id]


def _recalled(
    operations: Sequence[Operation], situation: Situation, session: SessionState, policy: CompiledPolicy
) -> tuple[Recall | None, Moves | None]:
    from bailiwick.pdp.recollection import moves, recall

    recalled = recall(operations, situation, session, policy)
    return recalled, None if recalled is None else moves(recalled, situation, policy)


def is_shell_call(operations: Sequence[Operation]) -> bool:
    """True when the agent's tool was a shell."""
    return any(operation.kind is Kind.EXEC_RUN and operation.attributes.get("shell") for operation in operations)


def _asked_of(spoken: Mapping[str, Spoken]) -> str:
    """Who may answer the questions of all rules that ask: the strictest of what they say."""
    asked = {one.rule.answer for one in spoken.values() if one.rule.verdict is Verdict.ASK}
    return next((who for who in ("control-plane", "person") if who in asked), "anyone")


def _answerable(request: Request, asked_of: str) -> bool:
    """True when somebody is there who may answer."""
    if asked_of == "control-plane" or not request.answerable:
        return False
    return request.attended or asked_of == "anyone"


def _ruling(spoken: Spoken) -> Ruling:
    rule = spoken.rule
    return Ruling(rule.id, rule.verdict, rule.reason, rule.remedy, rule.severity, spoken.operation, spoken.cause)


def _strength(ruling: Ruling) -> tuple[int, int, str]:
    return (-ruling.verdict.rank, _SEVERITY_RANK[ruling.severity], ruling.rule)
