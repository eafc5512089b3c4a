"""Rules that never decide, because another rule always speaks as strongly, or because they contradict themselves."""

from __future__ import annotations

from bailiwick.model.verdict import Verdict
from bailiwick.policy.cover import covers, rule_covers
from bailiwick.policy.inventory import guard
from bailiwick.policy.lint.finding import ERROR, INFO, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from bailiwick.policy.lint.finding import Finding, Subject

_EFFECTS = ("brings", "mark", "clears", "obligations")
"""What a rule does besides its verdict, so that it is of use although it decides nothing."""
_APART = (("project", "outside"), ("temp", "outside"))
"""Classes that no resource has both."""


def unreachable(subject: Subject, rules: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Whether another of `rules` leaves nothing for this one to decide."""
    rule = subject.rule
    rank = Verdict(rule["verdict"]).rank
    useful = any(rule.get(effect) for effect in _EFFECTS)
    for other in rules:
        stronger = Verdict(other["verdict"]).rank - rank
        if other["id"] == subject.id or stronger < 0 or not rule_covers(other, rule):
            continue
        if not stronger and (
            useful or rule.get("auto_approve") or rule.get("group") or _first(subject.id, other, rule)
        ):
            continue
        if stronger and useful and rank == 0:
            continue  # a note that labels or marks does so whatever is decided
        yield _covered(subject, other, stronger)
        return


def _covered(subject: Subject, other: Mapping[str, Any], stronger: int) -> Finding:
    mine, name, says = guard(subject.rule), other["id"], guard(other)
    if not stronger:
        message = f"never decides: `{name}` speaks wherever it does, and says {says} as well"
        return subject.finding("covered", INFO, message, "remove it, or narrow it to what the other one misses")
    if mine == "allow":
        message = f"allows what `{name}` always says {says} about, so it allows nothing"
        advice = f"to loosen a rule of a pack, override it: `overrides: {{{name}: ask}}`; else add `unless` to it"
        return subject.finding("contradiction", ERROR, message, advice)
    message = f"never decides: `{name}` says {says} wherever it says {mine}, and the stronger verdict wins"
    return subject.finding("shadowed", WARNING, message, f"remove it, or override `{name}` if {mine} is meant")


def _first(name: str, other: Mapping[str, Any], rule: Mapping[str, Any]) -> bool:
    """Of two rules that mean the same, only the one with the greater id is reported."""
    return name < other["id"] and rule_covers(rule, other)


def contradictory(subject: Subject) -> Iterator[Finding]:
    """Whether the rule can never speak, by itself."""
    rule = subject.rule
    if any(covers(exception, rule) for exception in rule.get("unless", ())):
        message = "never speaks: an exception (`unless`) holds wherever it does"
        yield subject.finding("never", ERROR, message, "narrow the exception")
    every, none = set(rule.get("all", ())), set(rule.get("none", ()))
    some = set(rule.get("any", ()))
    if every & none or (some and some <= none):
        both = ", ".join(sorted((every | some) & none))
        message = f"never speaks: `{both}` must be and must not be a class of the resource"
        yield subject.finding("never", ERROR, message, "take it out of one of the two lists")
    for first, second in _APART:
        if {first, second} <= every:
            message = f"never speaks: nothing is of the classes `{first}` and `{second}` at once"
            yield subject.finding("never", ERROR, message, "use `any`, or drop one of them")
