"""What a report shows, gathered from the index and the entries of one period."""

from __future__ import annotations

from bailiwick.adapters.log_query import LogQuery
from bailiwick.apps.log_statistics import Group, Statistics, groups, statistics
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.adapters.log_index import LogIndex, SessionSpan
    from bailiwick.adapters.log_reader import Placed

SHOWN_CALLS = 200
"""Denied and asked calls, and incidents, that a report lists; the newest."""

SHOWN_ROWS = 15
"""Rules, tools and sessions that a report lists."""

MODEL_CALLS = 100_000
"""Model calls that are added up."""

HOURLY_DAYS = 3
"""A timeline of at most so many days is drawn by the hour."""


class Spend(Value):
    """Tokens of one model."""

    model: str
    calls: int = 0
    fresh: int = 0
    """Input tokens that were read anew."""
    cached: int = 0
    """Input tokens that came from the provider's cache."""
    written: int = 0
    """Output tokens."""


class Facts(Value):
    """One report's content."""

    query: LogQuery
    totals: Statistics
    timeline: Sequence[Group]
    unit: str
    """What one bar of the timeline stands for: `day` or `hour`."""
    rules: Sequence[Group]
    tools: Sequence[Group]
    stopped: Sequence[Placed]
    """Calls that were denied or asked about, the newest first."""
    incidents: Sequence[Placed]
    sessions: Sequence[SessionSpan]
    spend: Sequence[Spend]
    first: str
    """Time of the period's first entry, empty without one."""
    last: str


def gather(index: LogIndex, query: LogQuery) -> Facts:
    """Everything a report shows of what `query` admits."""
    decisions = query.replace(kind="decision")
    days = groups(index, decisions, by="day")
    unit = "hour" if len(days) <= HOURLY_DAYS else "day"
    first, last = index.period(query)
    return Facts(
        query=query,
        totals=statistics(index, query, by="tool"),
        timeline=groups(index, decisions, by="hour") if unit == "hour" else days,
        unit=unit,
        rules=groups(index, decisions, by="rule")[:SHOWN_ROWS],
        tools=groups(index, decisions, by="tool")[:SHOWN_ROWS],
        stopped=_newest(index, [decisions.replace(verdict=verdict) for verdict in ("deny", "ask", "indeterminate")]),
        incidents=_newest(index, [query.replace(kind="incident")]),
        sessions=index.sessions(decisions, limit=SHOWN_ROWS),
        spend=spend(list(index.find(query.replace(kind="model"), limit=MODEL_CALLS))),
        first=first,
        last=last,
    )


def spend(calls: Sequence[Placed]) -> list[Spend]:
    """Tokens by model, the costliest output first, from entries of model calls."""
    found: dict[str, Spend] = {}
    for placed in calls:
        body = placed.entry.body
        usage = body.get("usage")
        name = str(body.get("model", "")) or "unknown"
        known = found.get(name) or Spend(name)
        if not isinstance(usage, dict):
            usage = {}
        found[name] = known.replace(
            calls=known.calls + 1,
            fresh=known.fresh + _count(usage.get("input")) + _count(usage.get("cache_write")),
            cached=known.cached + _count(usage.get("cache_read")),
            written=known.written + _count(usage.get("output")),
        )
    return sorted(found.values(), key=lambda one: (-one.written, one.model))


def _count(value: object) -> int:
    return value if type(value) is int else 0


def _newest(index: LogIndex, queries: Sequence[LogQuery]) -> list[Placed]:
    found = [placed for query in queries for placed in index.find(query, limit=SHOWN_CALLS)]
    return sorted(found, key=lambda placed: -placed.entry.sequence)[:SHOWN_CALLS]
