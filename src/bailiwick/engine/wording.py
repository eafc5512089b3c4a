"""What the model and the person read: one form for every denial, question, banner and warning."""

from __future__ import annotations

from bailiwick.model.verdict import Mode, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.event import SessionStarted
    from bailiwick.model.verdict import Decision, Ruling
    from bailiwick.policy.compiled import CompiledPolicy

SHOWN_SOURCE = 120
"""Characters of the offending words that a reason shows."""


def reason_of(decision: Decision) -> str:
    """Why the decision is what it is, in one sentence per strongest rule; empty when no rule spoke."""
    if not decision.rulings:
        return ""
    leading = decision.rulings[0]
    parts = [f"{leading.reason}{_shown(leading)} [{leading.rule}]"]
    if leading.cause:
        parts.append(f"because of an earlier call (bailiwick why {leading.cause})")
    if decision.unanswerable and decision.asked_of == "control-plane":
        parts.append("only the control plane may approve this, and this session has none: ask its administrator")
    elif decision.unanswerable:
        parts.append(
            "a person must approve this, and nobody can answer here: run it in an attended session, "
            f"or set `overrides: {{{leading.rule}: off}}` in the user's bailiwick.yaml"
        )
    if leading.remedy:
        parts.append(f"instead: {leading.remedy}")
    others = [ruling.rule for ruling in decision.rulings[1:] if ruling.verdict is leading.verdict]
    if others:
        parts.append(f"also {', '.join(others[:5])}")
    return "; ".join(parts)


def _shown(ruling: Ruling) -> str:
    source = ruling.operation.source if ruling.operation is not None else ""
    if not source:
        return ""
    return f" (`{source if len(source) <= SHOWN_SOURCE else source[: SHOWN_SOURCE - 3] + '...'}`)"


def refusal(decision: Decision, reference: str) -> str:
    """The text of a denial."""
    if decision.verdict is Verdict.INDETERMINATE:
        leading = decision.rulings[0]
        remedy = f"; {leading.remedy}" if leading.remedy else ""
        return f"bailiwick cannot decide this call, so it is denied: {leading.reason}{remedy}{why(reference)}"
    return f"denied by bailiwick: {reason_of(decision)}{why(reference)}"


def question(decision: Decision, reference: str) -> str:
    """The text of a question to a person."""
    return f"bailiwick asks: {reason_of(decision)}{why(reference)}"


def spent(ruling: Ruling, reference: str) -> str:
    """The text of a prompt that is refused because a budget is used up."""
    remedy = f"; instead: {ruling.remedy}" if ruling.remedy else ""
    return f"denied by bailiwick: {ruling.reason} [{ruling.rule}]{remedy}{why(reference)}"


def stop(denials: int, limit: int) -> str:
    """Why the agent's turn ends after this many denials in its task; empty when it goes on."""
    if not limit or denials < limit:
        return ""
    calls = "1 call was" if denials == 1 else f"{denials} calls were"
    return f"bailiwick ends this turn: {calls} denied in this task, the policy's limit is {limit}"


def why(reference: str) -> str:
    """Where more is to be read, as the end of a sentence; empty while the record has no entry of that name yet."""
    return f" (bailiwick why {reference})" if reference else ""


def banner(event: SessionStarted, policy: CompiledPolicy | None, *, tier: str, problem: str) -> str:
    """What a session is told at its start."""
    session = event.subject.session
    if policy is None:
        return f"Bailiwick governs this session ({session}) but has no usable policy: {problem or 'no policy file'}."
    told = (
        "tool calls are judged and denials hold"
        if policy.mode is Mode.ENFORCE
        else "tool calls are judged and recorded, nothing is blocked"
    )
    parts = [
        f"Bailiwick governs this session: mode {policy.mode}, {told}.",
        f"Policy {policy.hash[:12]} ({len(policy.rules)} rules), session {session}"
        + (f", tier {tier}." if tier else "."),
        "A denied call says what to do instead; do not retry it in another form.",
    ]
    if problem:
        parts.append(f"Warning: {problem}")
    return " ".join(parts)
