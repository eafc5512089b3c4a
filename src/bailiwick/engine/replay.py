"""`again`: a recorded call decided on anew, from its entry alone. Pure: no host, no clock.

Under the policy that decided it, and in the session as it was, the same decision comes out. Where the entry does not
hold what another policy asks for, `gaps` names it, and the decision is what can be said without.
"""

from __future__ import annotations

from datetime import datetime

from bailiwick.engine.recorded import (
    CUT_INPUT,
    OLD_ENTRY,
    RecordedAnswers,
    gaps,
    launcher_of,
    operations_of,
    request_of,
)
from bailiwick.engine.records import input_hash, obligations_plain
from bailiwick.interpret.confining import unconfined
from bailiwick.model.errors import BoundError
from bailiwick.model.fact import CheckQuery
from bailiwick.model.value import Value
from bailiwick.model.verdict import Verdict
from bailiwick.pdp import INDETERMINATE_RULE, decide, undecided
from bailiwick.pdp.obligations import OBLIGATION_RULE, changes, fulfilled, questioned, unfulfilled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.model.request import Request
    from bailiwick.model.verdict import Decision
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.session.state import SessionState

OTHER_INPUT = "the policy would change the call's input, and what the changed call does is not in the log"


class Again(Value):
    """What came out."""

    request: Request
    decision: Decision | None
    """None: the call could not be judged, whatever the policy says."""
    gaps: tuple[str, ...] = ()
    """What the entry lacks; when there is one, another decision is possible."""


def again(
    body: Mapping[str, Any], time: str, session: SessionState, policy: CompiledPolicy, *, reads_input: bool = True
) -> Again:
    """The decision on the call of a `decision` entry.

    Args:
        body: of the entry.
        time: of the entry, for those that do not say when rules were asked.
        session: before the call, with the totals that it shares.
        policy: that decides; what it remembers of the past is not asked when the entry is a second question
            about a call.
        reads_input: False when no rule of it looks at the call's input itself (`bailiwick.policy.effective`).
    """
    request = request_of(body)
    if not body["policy"] or any(rule["rule"] == INDETERMINATE_RULE for rule in body["rules"]):
        return Again(request, None)
    if body.get("session_event") is None:
        policy = policy.replace(watches=None)
    found = list(gaps(body, request, reads_input=reads_input))
    now = datetime.fromisoformat(body.get("now") or time)
    answers = RecordedAnswers(body)

    def judged(call: Request, plain: list[Mapping[str, Any]]) -> Decision:
        try:
            decision = decide(call, operations_of(plain), session, policy, now=now, facts=answers)
        except BoundError as error:
            return undecided(str(error), mode=policy.mode, policy=policy.hash)
        unknown = sorted(query.check for query in decision.needs if isinstance(query, CheckQuery))
        found.extend(f"the answer of the check `{name}` is not in the log" for name in unknown)
        # What an approval rests on are facts of the host: they were asked, and held, when the call was approved.
        covered = decision.verdict is Verdict.ALLOW and len(decision.needs) > len(unknown)
        return decision.replace(approve=covered and body["answered"] == "allow", needs=frozenset())

    decision = judged(request, body.get("asked", body)["operations"])
    if "executed" in body and "asked" not in body:
        found.append(OLD_ENTRY)
    elif decision.obligations and decision.binds and changes(decision):
        if not _obliged_before(decision, body):
            found.append(OTHER_INPUT)
        elif "executed" in body:
            changed = request_of(body, tool_input=body["executed"])
            if reads_input and input_hash(changed) != body.get("executed_sha256"):
                found.append(CUT_INPUT)
            decision = fulfilled(decision, judged(unconfined(changed, launcher_of(body)), body["operations"]))
            decision = _questioned(decision, request, body)
        else:
            decision = _questioned(_unfulfilled(decision, body), request, body)
    return Again(request, decision, tuple(dict.fromkeys(found)))


def _unfulfilled(decision: Decision, body: Mapping[str, Any]) -> Decision:
    """The decision with the denial of an obligation that could not be carried out, if there was one."""
    denied = (rule for rule in body["rules"] if rule["rule"] == OBLIGATION_RULE and rule["verdict"] == "deny")
    reason = next((rule["reason"] for rule in denied), None)
    return decision if reason is None else unfulfilled(decision, reason)


def _questioned(decision: Decision, request: Request, body: Mapping[str, Any]) -> Decision:
    """The decision with the question that the agent's own rules raised about a confined call, if they did."""
    asked = (rule for rule in body["rules"] if rule["rule"] == OBLIGATION_RULE and rule["verdict"] == "ask")
    reason = next((rule["reason"] for rule in asked), None)
    return decision if reason is None else questioned(decision, reason, answerable=request.answerable)


def _obliged_before(decision: Decision, body: Mapping[str, Any]) -> bool:
    """True when the recorded call was changed for the same obligations."""
    recorded = body.get("obligations", [])
    return all(one in recorded for one in obligations_plain(decision))
