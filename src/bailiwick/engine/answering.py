"""From a recorded decision to the answer that its agent gets."""

from __future__ import annotations

from bailiwick.engine import wording
from bailiwick.model.event import Answer
from bailiwick.model.value import Value
from bailiwick.model.verdict import FailMode, Verdict
from bailiwick.pdp.obligations import advice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.model.event import Event
    from bailiwick.model.verdict import Decision


class Decided(Value):
    """A recorded decision."""

    decision: Decision
    answered: str
    """What the agent is told (`told`), or `refused`, `unchecked` or `mentioned` when it did not ask."""
    reference: str
    warning: str
    """About the policy, for the model."""
    input: Mapping[str, object] | None = None
    """What must be executed instead of the input that was asked for."""
    stop: str = ""
    """Why the agent's turn ends with this call; empty when it goes on."""


def told(decision: Decision, fail_mode: FailMode) -> str:
    """What the agent is told: `deny`, `ask`, `allow` or `none`."""
    if not decision.binds:
        return "none"
    if decision.verdict is Verdict.INDETERMINATE:
        return "deny" if fail_mode is FailMode.CLOSED else "none"
    if decision.verdict is Verdict.DENY:
        return "deny"
    if decision.verdict is Verdict.ASK:
        return "ask"
    return "allow" if decision.approve else "none"


def answer_to(event: Event, decided: Decided) -> Answer:
    """The answer to the event that asked for the decision."""
    decision, reference = decided.decision, decided.reference
    return Answer(
        event,
        decision=decision,
        reference=reference,
        refused=wording.refusal(decision, reference) if decided.answered == "deny" else "",
        stop=decided.stop,
        ask=wording.question(decision, reference) if decided.answered == "ask" else "",
        approve=decided.answered == "allow",
        context="\n".join(filter(None, (decided.warning, *advice(decision)))),
        input=decided.input if decided.answered != "deny" else None,
    )
