"""Counts over the log: what was decided, by what and whom, and how long it took."""

from __future__ import annotations

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bailiwick.adapters.log_index import LogIndex
    from bailiwick.adapters.log_query import LogQuery

VERDICTS = ("allow", "abstain", "ask", "deny", "indeterminate")
GROUPS = ("tool", "rule", "agent", "session", "day", "kind")
"""What a person can group by."""

PERCENTILES = (50, 95, 99)


class Group(Value):
    """One line of a table: how often each verdict was given."""

    name: str
    counts: Mapping[str, int]
    """By verdict; an empty one counts entries that are no decisions."""

    @property
    def total(self) -> int:
        """All entries of the group."""
        return sum(self.counts.values())


class Statistics(Value):
    """What a query's entries amount to."""

    entries: int
    verdicts: Mapping[str, int]
    answered: Mapping[str, int]
    """What agents were told."""
    micros: Mapping[str, int]
    """Percentiles (`p50` ...) and `max` of the time a decision took; empty without decisions."""
    groups: Sequence[Group]
    """By the asked grouping, the largest first."""


def statistics(index: LogIndex, query: LogQuery, *, by: str) -> Statistics:
    """The statistics of what `query` admits, grouped by one of `GROUPS`."""
    kinds = index.tally("kind", query)
    decisions = query if query.kind else query.replace(kind="decision")
    return Statistics(
        entries=sum(kinds.values()),
        verdicts=_sums((verdict, count) for (_, verdict), count in kinds.items() if verdict),
        answered=_sums((told, count) for (told, _), count in index.tally("answered", decisions).items() if told),
        micros=_percentiles(index.micros(decisions)),
        groups=groups(index, query if by == "kind" else decisions, by=by),
    )


def groups(index: LogIndex, query: LogQuery, *, by: str) -> list[Group]:
    """The entries that `query` admits, counted by one of `GROUPS`; the largest group first, days in order."""
    counts: dict[str, dict[str, int]] = {}
    for (value, verdict), count in index.tally("rules" if by == "rule" else by, query).items():
        for name in value.split() if by == "rule" else [value]:
            if name:
                known = counts.setdefault(name, {})
                known[verdict] = known.get(verdict, 0) + count
    found = [Group(name, known) for name, known in counts.items()]
    return sorted(found, key=lambda group: (0 if by == "day" else -group.total, group.name))


def _sums(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for name, count in pairs:
        sums[name] = sums.get(name, 0) + count
    return dict(sorted(sums.items()))


def _percentiles(ascending: list[int]) -> dict[str, int]:
    if not ascending:
        return {}
    last = len(ascending) - 1
    return {**{f"p{percent}": ascending[last * percent // 100] for percent in PERCENTILES}, "max": ascending[-1]}
