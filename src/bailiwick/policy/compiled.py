"""`CompiledPolicy`: all rules in force, indexed so that a decision asks only the few that can speak.

A rule is filed once under each kind it names, by the most telling thing it requires: a
resource class, the value of an attribute, or the presence of one. So cost grows with the
rules about what the call does, not with all rules.

The plain form (`from_plain`) is JSON data; compiling policy files to it is `bailiwick.policy.levels`.
"""

from __future__ import annotations

from bailiwick.model.operation import Kind
from bailiwick.model.value import Value
from bailiwick.model.verdict import FailMode, Mode
from bailiwick.policy.predicates import needs_presence
from bailiwick.policy.rule import rule as rule_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from bailiwick.model.operation import Operation
    from bailiwick.policy.rule import Rule

PLAIN_VERSION = 1
"""Version of the plain form; a cached policy of another version is compiled anew."""


class _Shelf:
    """The rules about one kind."""

    __slots__ = ("always", "by_attribute", "by_class", "by_value")

    def __init__(self) -> None:
        self.always: list[Rule] = []
        self.by_class: dict[str, list[Rule]] = {}
        self.by_attribute: dict[str, list[Rule]] = {}
        self.by_value: dict[tuple[str, object], list[Rule]] = {}

    def file(self, rule: Rule, plain: Mapping[str, Any]) -> None:
        for name, test in plain.get("where", {}).items():
            values = test if isinstance(test, list) else [test]
            if values and all(isinstance(value, str) and value for value in values):
                for value in values:
                    self.by_value.setdefault((name, value), []).append(rule)
                return
        classes = plain.get("all", ())[:1] or plain.get("any", ())
        if classes:
            for name in classes:
                self.by_class.setdefault(name, []).append(rule)
            return
        for name, test in plain.get("where", {}).items():
            if needs_presence(test):
                self.by_attribute.setdefault(name, []).append(rule)
                return
        self.always.append(rule)

    def candidates(self, operation: Operation) -> Iterable[Rule]:
        yield from self.always
        if self.by_class and operation.resource is not None:
            for one_class in operation.resource.classes:
                yield from self.by_class.get(one_class.value, ())
        for name, value in operation.attributes.items():
            yield from self.by_attribute.get(name, ())
            for one in value if isinstance(value, tuple) else (value,):
                yield from self.by_value.get((name, one), ())


class CompiledPolicy(Value):
    """The policy in force for one project."""

    mode: Mode
    rules: Mapping[str, Rule]
    """By qualified id."""
    shelves: Mapping[Kind, object]
    hash: str = ""
    """SHA-256 of the effective policy, hex."""
    fail_mode: FailMode = FailMode.CLOSED
    notes: tuple[str, ...] = ()
    """What is inert or deserves a person's eye, for `status` and `doctor`."""
    packs: tuple[str, ...] = ()

    def candidates(self, operation: Operation) -> Iterable[Rule]:
        """Rules that may speak about `operation`; a rule may come twice."""
        shelf = self.shelves.get(operation.kind)
        return shelf.candidates(operation) if isinstance(shelf, _Shelf) else ()


def from_plain(plain: Mapping[str, Any]) -> CompiledPolicy:
    """The policy of plain data that `bailiwick.policy.levels.combine` made."""
    shelves: dict[Kind, _Shelf] = {}
    rules: dict[str, Rule] = {}
    for item in plain["rules"]:
        rule = rule_of(item)
        rules[rule.id] = rule
        for kind in rule.condition.kinds if rule.condition.kinds is not None else Kind:
            shelves.setdefault(kind, _Shelf()).file(rule, item)
    return CompiledPolicy(
        mode=Mode(plain["mode"]),
        rules=rules,
        shelves=shelves,
        hash=plain["hash"],
        fail_mode=FailMode(plain["fail_mode"]),
        notes=tuple(plain.get("notes", ())),
        packs=tuple(plain.get("packs", ())),
    )
