"""What rules would have stopped, grouped by rule, with what would change each."""

from __future__ import annotations

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

EXAMPLES = 3
"""Examples that are kept of each group."""

_STOPPING = ("indeterminate", "deny", "ask")
_LEVELS = {
    "managed": "it stands in the managed policy: its administrator changes it",
    "organisation": "it stands in the organisation's policy: who signs that changes it",
    "user": "edit the rule in your bailiwick.yaml (`guard: note` keeps it in the record)",
    "project": "edit the rule in the project's bailiwick.yaml (`guard: note` keeps it in the record)",
    "core": "no rule says so: the call could not be judged, or an obligation not be met",
}


class RuleGroup(Value):
    """Calls that one rule would have stopped."""

    rule: str
    verdict: str
    """`deny` or `ask`."""
    reason: str
    count: int
    alone: int
    """Calls of these that no other rule stops as strongly."""
    sessions: int
    change: str
    """What changes it."""
    examples: tuple[Mapping[str, str], ...]

    def plain(self) -> dict[str, Any]:
        """JSON data."""
        return {**{field: getattr(self, field) for field in type(self)._fields}, "examples": list(self.examples)}


class _Counts:
    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.count = self.alone = 0
        self.sessions: set[str] = set()
        self.examples: list[Mapping[str, str]] = []


def grouped(bodies: Iterable[Mapping[str, Any]]) -> list[RuleGroup]:
    """The groups of `decision` bodies that also have their `reference`, the largest first."""
    groups: dict[tuple[str, str], _Counts] = {}
    for body in bodies:
        strongest = body["rules"][0]["verdict"] if body["rules"] else ""
        if strongest not in _STOPPING:
            continue
        deciding = [rule for rule in body["rules"] if rule["verdict"] == strongest]
        for rule in deciding:
            counts = groups.setdefault((rule["rule"], strongest), _Counts(rule["reason"]))
            counts.count += 1
            counts.alone += len(deciding) == 1
            counts.sessions.add(body["session"])
            if len(counts.examples) < EXAMPLES:
                counts.examples.append({"id": body["reference"], "tool": body["tool"], "summary": body["summary"]})
    found = [
        RuleGroup(
            rule,
            "deny" if verdict == "indeterminate" else verdict,
            counts.reason,
            counts.count,
            counts.alone,
            len(counts.sessions),
            change_of(rule, verdict),
            tuple(counts.examples),
        )
        for (rule, verdict), counts in groups.items()
    ]
    return sorted(found, key=lambda group: (-group.count, group.rule))


def change_of(rule: str, verdict: str) -> str:
    """What changes the verdict of a rule: an override for rules of packs, else where to edit it."""
    holder = rule.partition("/")[0]
    return _LEVELS.get(holder, f"overrides: {{{rule}: {'ask' if verdict == 'deny' else 'note'}}}")
