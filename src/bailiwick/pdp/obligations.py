"""Obligations in decisions: which a decision carries, and what a decision becomes when they were or were not met."""

from __future__ import annotations

from bailiwick.model.verdict import Ruling, Severity, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.verdict import Decision, Obligation

OBLIGATION_RULE = "core/obligation"
"""Id of the ruling that stands for an obligation that cannot be carried out, or not without asking."""

ADVICE = "annotate"
CHANGES = frozenset({"rewrite", "redact", "confine"})
"""Obligations that change the input of a call."""


def changes(decision: Decision) -> tuple[Obligation, ...]:
    """The obligations that change the input of a call that may run."""
    if decision.verdict in (Verdict.DENY, Verdict.INDETERMINATE):
        return ()
    return tuple(one for one in decision.obligations if one.kind in CHANGES)


def advice(decision: Decision) -> tuple[str, ...]:
    """What the model is told along with the decision, each once."""
    return tuple(dict.fromkeys(one.text for one in decision.obligations if one.kind == ADVICE))


def unfulfilled(decision: Decision, reason: str) -> Decision:
    """`decision` with a denial, because an obligation cannot be carried out for `reason`."""
    rulings = (_denial(reason), *decision.rulings)
    return decision.replace(verdict=Verdict.DENY, rulings=rulings, approve=False, unanswerable=False)


def questioned(decision: Decision, reason: str, *, answerable: bool) -> Decision:
    """`decision` with a question, because only a person can say for `reason` whether its obligations may be met.

    Args:
        decision: on the call.
        reason: of the question.
        answerable: a person can answer; otherwise it is a denial.
    """
    remedy = "a person says whether the call may run"
    ruling = Ruling(OBLIGATION_RULE, Verdict.ASK, reason, remedy, Severity.MEDIUM)
    if decision.verdict.rank >= Verdict.ASK.rank:
        return decision.replace(rulings=(*decision.rulings, ruling), approve=False)
    return decision.replace(
        verdict=Verdict.ASK if answerable else Verdict.DENY,
        rulings=(ruling, *decision.rulings),
        approve=False,
        unanswerable=not answerable,
    )


def fulfilled(decision: Decision, changed: Decision) -> Decision:
    """The decision on a call whose input is changed: `decision` on what was asked, `changed` on what will run.

    The stronger verdict holds, so an obligation never widens.
    """
    stronger, other = (decision, changed) if decision.verdict.rank > changed.verdict.rank else (changed, decision)
    known = {ruling.rule for ruling in stronger.rulings}
    return changed.replace(
        verdict=stronger.verdict,
        rulings=(*stronger.rulings, *(ruling for ruling in other.rulings if ruling.rule not in known)),
        unanswerable=stronger.unanswerable,
        asked_of=stronger.asked_of,
        approve=decision.approve and changed.approve,
        obligations=tuple(dict.fromkeys((*decision.obligations, *changed.obligations))),
    )


def _denial(reason: str) -> Ruling:
    return Ruling(OBLIGATION_RULE, Verdict.DENY, reason, "make the call in a plainer form", Severity.HIGH)
