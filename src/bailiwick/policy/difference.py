"""What changes in meaning between two effective policies: rules, and settings of the whole."""

from __future__ import annotations

from bailiwick.model.value import Value
from bailiwick.model.verdict import Verdict
from bailiwick.policy.cover import rule_covers
from bailiwick.policy.inventory import guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

STRONGER, WEAKER, OTHER, WORDING = "stronger", "weaker", "other", "wording"
"""More is kept from happening; less; neither can be said; the decisions are the same."""

_WORDING = frozenset({"reason", "remedy", "severity", "maturity", "tags", "doc", "origin"})
_KEYS = frozenset({"key"})
"""What compiling adds to tests of the past: it follows from the rest."""
_SETTINGS: Mapping[str, tuple[object, ...]] = {"mode": ("observe", "enforce"), "fail_mode": ("open", "closed")}
"""Settings with their values, the weaker first."""


class Change(Value):
    """One difference."""

    what: str
    """`added`, `removed`, `changed`, `renamed`, or `setting`."""
    rule: str
    """Id of the rule, or name of the setting."""
    effect: str
    detail: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None

    def plain(self) -> dict[str, Any]:
        """JSON data."""
        return {"what": self.what, "rule": self.rule, "effect": self.effect, "detail": self.detail}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The changes from one compiled plain form to another, by kind of change and id."""
    old = {rule["id"]: rule for rule in before["rules"]}
    new = {rule["id"]: rule for rule in after["rules"]}
    removed = {name: rule for name, rule in old.items() if name not in new}
    added = {name: rule for name, rule in new.items() if name not in old}
    renamed = list(_renamed(removed, added))
    for change in renamed:
        del removed[change.rule]
        added.pop(change.detail)
    return [
        *_settings(before, after),
        *(_added(name, rule) for name, rule in sorted(added.items())),
        *(_removed(name, rule) for name, rule in sorted(removed.items())),
        *(change.replace(detail=f"now called `{change.detail}`") for change in renamed),
        *filter(None, (_changed(old[name], new[name]) for name in sorted(old.keys() & new.keys()))),
    ]


def _settings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name, order in _SETTINGS.items():
        if before[name] != after[name]:
            effect = STRONGER if order.index(after[name]) > order.index(before[name]) else WEAKER
            yield Change("setting", name, effect, f"{before[name]} becomes {after[name]}")
    for name in ("agents", "checks"):
        if before[name] != after[name]:
            yield Change("setting", name, OTHER, f"the section `{name}` is another one")


def _renamed(removed: Mapping[str, Mapping[str, Any]], added: Mapping[str, Mapping[str, Any]]) -> Iterator[Change]:
    taken: set[str] = set()
    for name, rule in sorted(removed.items()):
        twin = next((one for one in sorted(added) if one not in taken and _meaning(added[one]) == _meaning(rule)), "")
        if twin:
            taken.add(twin)
            yield Change("renamed", name, WORDING, twin, rule, added[twin])


def _added(name: str, rule: Mapping[str, Any]) -> Change:
    return Change("added", name, _weight(rule, STRONGER, WEAKER), f"says {guard(rule)}", None, rule)


def _removed(name: str, rule: Mapping[str, Any]) -> Change:
    return Change("removed", name, _weight(rule, WEAKER, STRONGER), f"said {guard(rule)}", rule, None)


def _weight(rule: Mapping[str, Any], guards: str, allows: str) -> str:
    if rule["verdict"] == "abstain":
        return OTHER if any(rule.get(key) for key in ("brings", "mark", "clears", "obligations")) else WORDING
    return guards if rule["verdict"] != "allow" else allows


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Change | None:
    name = old["id"]
    if _meaning(old) == _meaning(new):
        words = sorted(key for key in _WORDING if old.get(key) != new.get(key))
        return Change("changed", name, WORDING, f"other {', '.join(words)}", old, new) if words else None
    verdicts = Verdict(new["verdict"]).rank - Verdict(old["verdict"]).rank
    said = f"{guard(old)} becomes {guard(new)}" if verdicts else ""
    keys = sorted(
        key
        for key in {*_meaning(old), *_meaning(new)} - {"verdict"}
        if _meaning(old).get(key) != _meaning(new).get(key)
    )
    reach = _reach(old, new) if keys else 0
    about = {1: "speaks about more", -1: "speaks about less", 0: "speaks about something else"}[reach] if keys else ""
    detail = ", ".join(filter(None, (said, f"{about} ({', '.join(keys)})" if keys else "")))
    return Change("changed", name, _effect(old, new, verdicts, reach, moved=bool(keys)), detail, old, new)


def _effect(old: Mapping[str, Any], new: Mapping[str, Any], verdicts: int, reach: int, *, moved: bool) -> str:
    if moved and not reach:
        return OTHER
    allows = {old["verdict"], new["verdict"]} <= {"allow", "abstain"}
    if allows and moved:
        reach = -reach
    signs = {sign for sign in (verdicts, reach) if sign}
    if all(sign > 0 for sign in signs):
        return STRONGER
    return WEAKER if all(sign < 0 for sign in signs) else OTHER


def _reach(old: Mapping[str, Any], new: Mapping[str, Any]) -> int:
    """1 when the new rule speaks about more, -1 about less, 0 when that is not known."""
    wider, narrower = rule_covers(new, old), rule_covers(old, new)
    return int(wider) - int(narrower)


def _meaning(rule: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in rule.items() if key not in _WORDING and key != "id" and value}
    if "history" in found:
        found["history"] = [
            {key: value for key, value in test.items() if key not in _KEYS} for test in found["history"]
        ]
    return found
