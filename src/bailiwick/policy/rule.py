"""`Rule`: one compiled guard, and when it speaks about an operation.

A rule speaks when its condition holds for the operation and the session, and none of its
exceptions (`unless`) does. What it says is fixed; how verdicts are combined is the decision point's.
"""

from __future__ import annotations

from bailiwick.model.operation import EMPTY, Certainty, Kind, ResourceClass
from bailiwick.model.value import Value
from bailiwick.model.verdict import Severity, Verdict
from bailiwick.policy.extension import tests
from bailiwick.policy.obligation import obligations
from bailiwick.policy.paths import covered
from bailiwick.policy.predicates import predicate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.model.operation import Operation
    from bailiwick.model.verdict import Obligation
    from bailiwick.policy.extension import Test
    from bailiwick.policy.history import Test as HistoryTest
    from bailiwick.policy.predicates import Predicate
    from bailiwick.policy.situation import Situation


NO_CLASSES: frozenset[ResourceClass] = frozenset()


class Condition(Value):
    """Tests on one operation; an empty one holds always."""

    kinds: frozenset[Kind] | None = None
    """None: every kind."""
    any_class: frozenset[ResourceClass] = NO_CLASSES
    all_classes: frozenset[ResourceClass] = NO_CLASSES
    no_class: frozenset[ResourceClass] = NO_CLASSES
    needs: tuple[tuple[str, Predicate], ...] = ()
    """Tests of attributes that do not pass when the attribute is absent."""
    tolerates: Mapping[str, Predicate] = EMPTY
    """Tests of attributes that pass when the attribute is absent."""
    paths: tuple[str, ...] = ()
    certainty: frozenset[Certainty] | None = None
    marks: tuple[str, ...] = ()
    """The resource carries one of these marks."""
    guards: bool = True
    """The rule forbids or asks: paths count in more ways (`bailiwick.policy.paths`)."""
    more: tuple[Test, ...] = ()
    """What `bailiwick.policy.extension` adds."""

    def holds(self, operation: Operation, situation: Situation) -> bool:
        """True when every test passes."""
        if self.kinds is not None and operation.kind not in self.kinds:
            return False
        classes = operation.resource.classes if operation.resource is not None else NO_CLASSES
        if self.any_class and self.any_class.isdisjoint(classes):
            return False
        if not self.all_classes <= classes or not self.no_class.isdisjoint(classes):
            return False
        attributes = operation.attributes
        for name, passes in self.needs:
            if not passes(attributes.get(name)):
                return False
        for name in self.tolerates.keys() & attributes.keys() if self.tolerates else ():
            if not self.tolerates[name](attributes[name]):
                return False
        if self.certainty is not None and operation.certainty not in self.certainty:
            return False
        if (self.paths or self.marks) and not self._place_holds(operation, situation):
            return False
        for test in self.more:  # noqa: SIM110 - as above
            if not test(operation, situation):
                return False
        return True

    def _place_holds(self, operation: Operation, situation: Situation) -> bool:
        if operation.resource is None:
            return False
        value = operation.resource.value
        if self.marks:
            marks = situation.history.marks.get(value, ())
            if not any(mark in marks for mark in self.marks):
                return False
        return not self.paths or covered(self.paths, operation, situation.request.place, guards=self.guards)


class Rule(Value):
    """One rule, ready to be asked."""

    id: str
    """Qualified: `baseline/destruction.home`, `user/no-prod`."""
    verdict: Verdict
    condition: Condition
    reason: str
    unless: tuple[Condition, ...] = ()
    labels: tuple[str, ...] = ()
    """The session carries one of these; empty: no matter."""
    counters: tuple[tuple[str, Predicate], ...] = ()
    remedy: str = ""
    severity: Severity = Severity.HIGH
    otherwise: str = ""
    """Non-empty: silent about an operation that a rule of this group speaks about (C9)."""
    group: str = ""
    """An allow rule's group, when some rule of its level speaks `otherwise`."""
    auto_approve: bool = False
    answer: str = "anyone"
    """With an ask: who may answer, `anyone`, `person` or `control-plane`."""
    obligations: tuple[Obligation, ...] = ()
    brings: str = ""
    """Label that the session gets when the call is executed all the same."""
    mark: str = ""
    """Mark that the resource gets when the call is executed."""
    clears: tuple[str, ...] = ()
    """Labels that the session loses when the call is satisfied."""
    history: tuple[HistoryTest, ...] = ()
    """What must hold of the past, besides, before the rule is heard (`bailiwick.policy.history`)."""
    doc: str = ""

    def speaks(self, operation: Operation, situation: Situation) -> bool:
        """True when the rule applies to `operation` in this situation."""
        history = situation.history
        if self.labels and not any(label in history.labels for label in self.labels):
            return False
        for name, passes in self.counters:
            if not passes(history.counters.get(name, 0)):
                return False
        if not self.condition.holds(operation, situation):
            return False
        for exception in self.unless:  # noqa: SIM110 - asked of nearly every rule: `any` costs as much as the rest
            if exception.holds(operation, situation):
                return False
        return True


def condition(plain: Mapping[str, Any], *, safe: bool) -> Condition:
    """The condition of compiled plain data; `safe` is what a test says that cannot tell."""
    kinds = plain.get("kinds")
    certainty = plain.get("certainty")
    tests_of = {name: predicate(test, safe=safe) for name, test in plain.get("where", {}).items()}
    tolerates = {name: passes for name, passes in tests_of.items() if passes(None)}
    return Condition(
        kinds=None if kinds is None else frozenset(map(Kind, kinds)),
        any_class=frozenset(map(ResourceClass, plain.get("any", ()))),
        all_classes=frozenset(map(ResourceClass, plain.get("all", ()))),
        no_class=frozenset(map(ResourceClass, plain.get("none", ()))),
        needs=tuple((name, passes) for name, passes in tests_of.items() if name not in tolerates),
        tolerates=tolerates,
        paths=tuple(plain.get("paths", ())),
        certainty=None if certainty is None else frozenset(map(Certainty, certainty)),
        marks=tuple(plain.get("marks", ())),
        guards=safe,
        more=tests(plain, safe=safe),
    )


def _history(plain: Mapping[str, Any]) -> tuple[HistoryTest, ...]:
    from bailiwick.policy.history import compiled

    return compiled(plain)


def rule(plain: Mapping[str, Any]) -> Rule:
    """The rule of compiled plain data."""
    verdict = Verdict(plain["verdict"])
    safe = verdict is not Verdict.ALLOW
    return Rule(
        id=plain["id"],
        verdict=verdict,
        condition=condition(plain, safe=safe),
        reason=plain["reason"],
        unless=tuple(condition(exception, safe=not safe) for exception in plain.get("unless", ())),
        labels=tuple(plain.get("labels", ())),
        counters=tuple((name, predicate(test)) for name, test in plain.get("counters", {}).items()),
        remedy=plain.get("remedy", ""),
        severity=Severity(plain.get("severity", Severity.HIGH)),
        otherwise=plain.get("otherwise", ""),
        group=plain.get("group", ""),
        auto_approve=plain.get("auto_approve", False),
        answer=plain.get("answer", "anyone"),
        obligations=obligations(plain) if "obligations" in plain else (),
        brings=plain.get("brings", ""),
        mark=plain.get("mark", ""),
        clears=tuple(plain.get("clears", ())),
        history=_history(plain) if "history" in plain else (),
        doc=plain.get("doc", ""),
    )
