"""The decision point: `plan` what a call would do, `decide` whether it may.

`decide` is the only maker of a `Decision`. It is order-free: the strongest verdict of all
rules that speak wins (deny > ask > allow > abstain), and a failure to decide beats them all.
"""

from __future__ import annotations

from bailiwick.model.operation import Kind
from bailiwick.model.value import Value
from bailiwick.model.verdict import Decision, Ruling, Severity, Verdict
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
    from bailiwick.model.verdict import Mode
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.policy.rule import Rule
    from bailiwick.session.state import SessionState

INDETERMINATE_RULE = "core/indeterminate"
"""Id of the ruling that stands for a failure to decide."""

_SEVERITY_RANK = {Severity.CRITICAL: 0, Severity.HIGH: 1, Severity.MEDIUM: 2, Severity.LOW: 3}


class Spoken(Value):
    """A rule and the first operation it spoke about."""

    rule: Rule
    operation: Operation
    index: int


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
    request: Request, operations: Sequence[Operation], session: SessionState, policy: CompiledPolicy, *, now: datetime
) -> Decision:
    """The decision on `request`, which would do `operations`, at the time `now` (with zone)."""
    session = counting(session, shell=is_shell_call(operations))
    situation = Situation(request, session, now)
    spoken, covered = consult(operations, situation, policy)
    rulings = tuple(sorted((_ruling(one) for one in spoken.values()), key=_strength))
    verdict = rulings[0].verdict if rulings else Verdict.ABSTAIN
    unanswerable = verdict is Verdict.ASK and not request.answerable
    return Decision(
        verdict=Verdict.DENY if unanswerable else verdict,
        mode=policy.mode,
        rulings=rulings,
        operations=tuple(operations),
        policy=policy.hash,
        unanswerable=unanswerable,
        approve=verdict is Verdict.ALLOW and covered,
        now=now,
    )


def undecided(reason: str, *, mode: Mode, remedy: str = "", policy: str = "") -> Decision:
    """The decision that stands for a failure to decide, for `reason`."""
    ruling = Ruling(
        rule=INDETERMINATE_RULE, verdict=Verdict.INDETERMINATE, reason=reason, remedy=remedy, severity=Severity.CRITICAL
    )
    return Decision(verdict=Verdict.INDETERMINATE, mode=mode, rulings=(ruling,), policy=policy)


def consult(
    operations: Sequence[Operation], situation: Situation, policy: CompiledPolicy
) -> tuple[Mapping[str, Spoken], bool]:
    """Every rule that speaks, by id, and whether each operation is covered by an auto-approving one."""
    spoken: dict[str, Spoken] = {}
    covered = bool(operations)
    for index, operation in enumerate(operations):
        approved = False
        for name in policy.candidates(operation):
            rule = policy.rules.get(name)
            if rule is None or (name in spoken and not rule.auto_approve):
                continue
            if rule.speaks(operation, situation):
                approved = approved or rule.auto_approve
                spoken.setdefault(name, Spoken(rule, operation, index))
        covered = covered and approved
    return spoken, covered


def is_shell_call(operations: Sequence[Operation]) -> bool:
    """True when the agent's tool was a shell."""
    return any(operation.kind is Kind.EXEC_RUN and operation.attributes.get("shell") for operation in operations)


def _ruling(spoken: Spoken) -> Ruling:
    rule = spoken.rule
    return Ruling(rule.id, rule.verdict, rule.reason, rule.remedy, rule.severity, spoken.operation)


def _strength(ruling: Ruling) -> tuple[int, int, str]:
    return (-ruling.verdict.rank, _SEVERITY_RANK[ruling.severity], ruling.rule)
