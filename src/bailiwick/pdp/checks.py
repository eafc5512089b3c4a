"""External checks in a decision: which are asked about a call, what they are told, and what their answers mean.

The core runs nothing: an answer is a fact. So a decision with checks can be replayed from the log.
"""

from __future__ import annotations

import json

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.fact import CheckQuery, CheckResult
from bailiwick.model.verdict import Ruling, Severity, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.model.fact import CheckFact, FactQuery, Facts
    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request
    from bailiwick.policy.check import Check
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.policy.situation import Situation

_VERDICTS = {
    CheckResult.ASK: Verdict.ASK,
    CheckResult.DENY: Verdict.DENY,
    CheckResult.FAILED: Verdict.INDETERMINATE,
}


def check_rulings(
    operations: Sequence[Operation], situation: Situation, policy: CompiledPolicy, facts: Facts
) -> tuple[tuple[Ruling, ...], frozenset[FactQuery]]:
    """What the checks of `policy` say, and the answers still wanted.

    Raises:
        BoundError: more than `bounds.CHECKS_PER_CALL` checks are asked about one call.
    """
    rulings: list[Ruling] = []
    wanted: list[FactQuery] = []
    told = ""
    asked = 0
    for check in policy.checks:
        operation = next((one for one in operations if check.condition.holds(one, situation)), None)
        if operation is None:
            continue
        asked += 1
        if asked > bounds.CHECKS_PER_CALL:
            raise BoundError(f"expected at most {bounds.CHECKS_PER_CALL} external checks for one call, got more")
        told = told or event_text(situation.request)
        query = CheckQuery(check.id, check.run, check.sha256, check.milliseconds, situation.request.cwd, told)
        fact = facts.get(query)
        if fact is None:
            wanted.append(query)
        elif fact.result is not CheckResult.PASS:  # type: ignore[union-attr]  # the query says which fact
            rulings.append(_ruling(check, fact, operation))  # type: ignore[arg-type]  # the same
    return tuple(rulings), frozenset(wanted)


def event_text(request: Request) -> str:
    """What a check is told about a call: the hook contract's object."""
    return json.dumps(
        {
            "hook_event_name": "PreToolUse",
            "tool_name": request.tool,
            "tool_input": dict(request.input),
            "session_id": request.subject.session,
            "cwd": request.cwd,
            "agent": request.subject.agent,
        },
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _ruling(check: Check, fact: CheckFact, operation: Operation) -> Ruling:
    verdict = _VERDICTS[fact.result]
    if check.verdict.rank < Verdict.DENY.rank and verdict.rank > check.verdict.rank:
        verdict = check.verdict
    reason = fact.reason or f"the check `{check.id}` says {fact.result}"
    return Ruling(check.id, verdict, reason, check.remedy, Severity.HIGH, operation)
