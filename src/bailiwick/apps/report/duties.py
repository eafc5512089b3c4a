"""What a log shows towards duties of the EU AI Act (Regulation (EU) 2024/1689). Evidence, not legal advice."""

from __future__ import annotations

from datetime import datetime, timedelta

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.apps.report.facts import Facts
    from bailiwick.apps.report.page import Record

KEPT = timedelta(days=183)
"""Six months: for how long deployers (article 26(6)) and providers (article 19(1)) keep such logs at least."""


class Duty(Value):
    """One duty and what the log shows of it."""

    article: str
    duty: str
    shown: str
    holds: bool
    """False: the log alone does not show that it is met."""


def duties(facts: Facts, record: Record, *, now: datetime) -> list[Duty]:
    """The duties that a log of decisions can speak to, for the period and the agent of `facts`."""
    totals = facts.totals
    told = totals.answered
    stopped = sum(totals.verdicts.get(verdict, 0) for verdict in ("deny", "ask", "indeterminate"))
    oldest = datetime.fromisoformat(facts.first) if facts.first else now
    intact = f"{record.size} entries, {record.covered} of them under a signed checkpoint"
    decided = sum(totals.verdicts.values())
    period = f"from {facts.first[:10]} to {facts.last[:10]}" if facts.first else "in this period"
    return [
        Duty(
            article="12(1)",
            duty="events are recorded automatically over the lifetime of the system",
            shown=f"{totals.entries} entries {period}; {intact}",
            holds=record.good and bool(totals.entries),
        ),
        Duty(
            article="12(2)(a)",
            duty="events that may show a risk can be identified",
            shown=f"{stopped} calls denied, asked about or undecided, with rule and reason; "
            f"{len(facts.incidents)} incidents listed",
            holds=bool(decided),
        ),
        Duty(
            article="12(2)(b) and (c)",
            duty="the operation can be monitored",
            shown=f"{decided} decisions with time, agent, session, call, policy and answer",
            holds=bool(decided),
        ),
        Duty(
            article="14(4)",
            duty="persons can oversee and stop",
            shown=f"{told.get('ask', 0)} calls were put before a person, {told.get('deny', 0)} were stopped",
            holds=bool(told.get("ask") or told.get("deny")),
        ),
        Duty(
            article="15(5)",
            duty="the record resists being altered",
            shown="the whole log verifies against its key" if record.good else f"it does not verify: {record.problem}",
            holds=record.good,
        ),
        Duty(
            article="19(1), 26(6)",
            duty="logs are kept for at least six months",
            shown=f"the oldest entry of the period is {(now - oldest).days} days old",
            holds=now - oldest >= KEPT,
        ),
    ]
