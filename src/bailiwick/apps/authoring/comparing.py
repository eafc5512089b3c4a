"""What came out of a replay, in numbers: which decisions differ, grouped by change and by the rule behind it."""

from __future__ import annotations

from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from bailiwick.apps.authoring.replaying import Replayed

EXAMPLES = 3
"""Examples that are kept of each group."""

STRENGTH = {"approve": 0, "allow": 1, "pass": 1, "ask": 2, "deny": 3}
"""Outcomes by how much they keep from happening."""


class Group(Value):
    """Decisions that change in the same way for the same rule."""

    before: str
    after: str
    rule: str
    """That makes the stronger of the two verdicts; empty when no rule does."""
    reason: str
    count: int
    sessions: int
    examples: tuple[Mapping[str, str], ...]

    @property
    def weaker(self) -> bool:
        """True when less is kept from happening than before."""
        return STRENGTH[self.after] < STRENGTH[self.before]


class Comparison(Value):
    """All of a replay."""

    decisions: int = 0
    changed: int = 0
    other_rules: int = 0
    """Decisions with the same outcome for which other rules speak, or which mean something else for the session."""
    groups: tuple[Group, ...] = ()
    """The weaker ones first, then by count."""
    gaps: Mapping[str, int] = EMPTY
    """What the log lacks, by how many decisions it concerns."""
    uncertain: int = 0
    """Decisions that something is lacking for."""
    certain_changed: int = 0
    """Changed ones that nothing is lacking for."""
    certain_other: int = 0
    """Of `other_rules`, those that nothing is lacking for."""

    def plain(self) -> dict[str, Any]:
        """JSON data."""
        fields = ("before", "after", "rule", "reason", "count", "sessions", "weaker")
        return {
            "decisions": self.decisions,
            "changed": self.changed,
            "other_rules": self.other_rules,
            "uncertain": self.uncertain,
            "certain_changed": self.certain_changed,
            "gaps": dict(self.gaps),
            "groups": [
                {
                    **{field: getattr(group, field) for field in fields},
                    "examples": [dict(one) for one in group.examples],
                }
                for group in self.groups
            ],
        }


class _Counts:
    """One group while it is counted."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.count = 0
        self.sessions: set[str] = set()
        self.examples: list[Mapping[str, str]] = []


def compare(replayed: Iterable[Replayed]) -> Comparison:
    """Count what came out."""
    decisions = changed = other_rules = uncertain = certain_changed = certain_other = 0
    gaps: dict[str, int] = {}
    groups: dict[tuple[str, str, str], _Counts] = {}
    for one in replayed:
        decisions += 1
        differs = one.before != one.after
        for gap in one.gaps:
            gaps[gap] = gaps.get(gap, 0) + 1
        uncertain += bool(one.gaps)
        other = not differs and not one.same
        other_rules += other
        certain_changed += differs and not one.gaps
        certain_other += other and not one.gaps
        if not differs:
            continue
        changed += 1
        rule, reason = _behind(one)
        group = groups.setdefault((one.before, one.after, rule), _Counts(reason))
        group.count += 1
        group.sessions.add(str(one.body["session"]))
        if len(group.examples) < EXAMPLES:
            summary = str(one.body["summary"])
            group.examples.append({"id": one.reference, "tool": str(one.body["tool"]), "summary": summary})
    found = [
        Group(*key, counts.reason, counts.count, len(counts.sessions), tuple(counts.examples))
        for key, counts in groups.items()
    ]
    found.sort(key=lambda group: (not group.weaker, -group.count, group.rule))
    return Comparison(decisions, changed, other_rules, tuple(found), gaps, uncertain, certain_changed, certain_other)


def _behind(one: Replayed) -> tuple[str, str]:
    """The rule of the stronger side, and its reason."""
    if STRENGTH[one.after] >= STRENGTH[one.before]:
        return (one.after_rules[0][0] if one.after_rules else ""), one.reason
    rules = one.body["rules"]
    return (rules[0]["rule"], rules[0]["reason"]) if rules else ("", "")
