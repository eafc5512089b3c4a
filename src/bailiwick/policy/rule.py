"""`Rule`: one compiled guard, and when it speaks about an operation.

A rule speaks when its condition holds for the operation and the session, and none of its
exceptions (`unless`) does. What it says is fixed; how verdicts are combined is the decision point's.
"""

from __future__ import annotations

from bailiwick.model.operation import Certainty, Kind, ResourceClass
from bailiwick.model.value import Value
from bailiwick.model.verdict import Severity, Verdict
from bailiwick.policy import glob
from bailiwick.policy.predicates import predicate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Protocol

    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Place
    from bailiwick.policy.predicates import Predicate

    class History(Protocol):
        """What rules may know of the session."""

        @property
        def labels(self) -> Mapping[str, str]:
            """Labels of the session."""
            ...

        @property
        def counters(self) -> Mapping[str, int]:
            """Counters of the session."""
            ...

        @property
        def marks(self) -> Mapping[str, tuple[str, ...]]:
            """Marks of files, by path."""
            ...


NO_CLASSES: frozenset[ResourceClass] = frozenset()


class Condition(Value):
    """Tests on one operation; an empty one holds always."""

    kinds: frozenset[Kind] | None = None
    """None: every kind."""
    any_class: frozenset[ResourceClass] = NO_CLASSES
    all_classes: frozenset[ResourceClass] = NO_CLASSES
    no_class: frozenset[ResourceClass] = NO_CLASSES
    where: tuple[tuple[str, Predicate], ...] = ()
    paths: tuple[str, ...] = ()
    certainty: frozenset[Certainty] | None = None
    marks: tuple[str, ...] = ()
    """The resource carries one of these marks."""

    def holds(self, operation: Operation, place: Place, history: History) -> bool:
        """True when every test passes."""
        if self.kinds is not None and operation.kind not in self.kinds:
            return False
        classes = operation.resource.classes if operation.resource is not None else NO_CLASSES
        if self.any_class and self.any_class.isdisjoint(classes):
            return False
        if not self.all_classes <= classes or not self.no_class.isdisjoint(classes):
            return False
        attributes = operation.attributes
        for name, passes in self.where:
            if not passes(attributes.get(name)):
                return False
        if self.certainty is not None and operation.certainty not in self.certainty:
            return False
        return self._place_holds(operation, place, history)

    def _place_holds(self, operation: Operation, place: Place, history: History) -> bool:
        if not self.paths and not self.marks:
            return True
        if operation.resource is None:
            return False
        value = operation.resource.value
        if self.marks and not any(mark in history.marks.get(value, ()) for mark in self.marks):
            return False
        return not self.paths or any(glob.matches(_absolute(pattern, place), value) for pattern in self.paths)


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
    auto_approve: bool = False
    brings: str = ""
    """Label that the session gets when the call is executed all the same."""
    mark: str = ""
    """Mark that the resource gets when the call is executed."""
    doc: str = ""

    def speaks(self, operation: Operation, place: Place, history: History) -> bool:
        """True when the rule applies to `operation` in this session."""
        if self.labels and not any(label in history.labels for label in self.labels):
            return False
        for name, passes in self.counters:
            if not passes(history.counters.get(name, 0)):
                return False
        if not self.condition.holds(operation, place, history):
            return False
        return not any(exception.holds(operation, place, history) for exception in self.unless)


def _absolute(pattern: str, place: Place) -> str:
    if pattern.startswith("~/"):
        return f"{place.home}{pattern[1:]}"
    return pattern if pattern.startswith("/") else f"{place.project}/{pattern}"


def condition(plain: Mapping[str, Any]) -> Condition:
    """The condition of compiled plain data."""
    kinds = plain.get("kinds")
    certainty = plain.get("certainty")
    return Condition(
        kinds=None if kinds is None else frozenset(map(Kind, kinds)),
        any_class=frozenset(map(ResourceClass, plain.get("any", ()))),
        all_classes=frozenset(map(ResourceClass, plain.get("all", ()))),
        no_class=frozenset(map(ResourceClass, plain.get("none", ()))),
        where=tuple((name, predicate(test)) for name, test in plain.get("where", {}).items()),
        paths=tuple(plain.get("paths", ())),
        certainty=None if certainty is None else frozenset(map(Certainty, certainty)),
        marks=tuple(plain.get("marks", ())),
    )


def rule(plain: Mapping[str, Any]) -> Rule:
    """The rule of compiled plain data."""
    return Rule(
        id=plain["id"],
        verdict=Verdict(plain["verdict"]),
        condition=condition(plain),
        reason=plain["reason"],
        unless=tuple(condition(exception) for exception in plain.get("unless", ())),
        labels=tuple(plain.get("labels", ())),
        counters=tuple((name, predicate(test)) for name, test in plain.get("counters", {}).items()),
        remedy=plain.get("remedy", ""),
        severity=Severity(plain.get("severity", Severity.HIGH)),
        auto_approve=plain.get("auto_approve", False),
        brings=plain.get("brings", ""),
        mark=plain.get("mark", ""),
        doc=plain.get("doc", ""),
    )
