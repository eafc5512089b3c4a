"""`CompiledPolicy`: all rules in force, indexed so that a decision asks only the few that can speak.

A rule is filed once under each kind it names, by the most telling thing it requires: a
resource class, the value of an attribute, the presence of one, or a name in a path. So cost grows with the
rules about what the call does, not with all rules.

The plain form (`from_plain`) is JSON data; compiling policy files to it is `bailiwick.policy.levels`.
"""

from __future__ import annotations

from bailiwick.model.operation import Kind
from bailiwick.model.value import Value
from bailiwick.model.verdict import FailMode, Mode
from bailiwick.policy.check import check as check_of
from bailiwick.policy.path_index import PathIndex
from bailiwick.policy.predicates import needs_presence
from bailiwick.policy.rule import reach
from bailiwick.policy.rule import rule as rule_of
from bailiwick.policy.word_index import WordIndex
from bailiwick.policy.words import texts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request
    from bailiwick.policy.check import Check
    from bailiwick.policy.rule import Rule
    from bailiwick.policy.watches import Watches

PLAIN_VERSION = 2
"""Version of the plain form; a cached policy of another version is compiled anew."""


class RuleBook:
    """Rules by qualified id, each built when it is first asked for: one decision asks for few."""

    __slots__ = ("_built", "_plain")

    def __init__(self, plain: Iterable[Mapping[str, Any]]) -> None:
        self._plain = {item["id"]: item for item in plain}
        self._built: dict[str, Rule] = {}

    def __len__(self) -> int:
        return len(self._plain)

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def get(self, name: str) -> Rule | None:
        """The rule of this id, or None."""
        rule = self._built.get(name)
        if rule is None:
            plain = self._plain.get(name)
            if plain is None:
                return None
            rule = self._built[name] = rule_of(plain)
        return rule

    def values(self) -> list[Rule]:
        """All rules."""
        return [rule for name in self._plain if (rule := self.get(name)) is not None]


class Shelf:
    """The ids of the rules about one kind."""

    __slots__ = ("always", "by_attribute", "by_class", "by_path", "by_value", "by_words")

    def __init__(self) -> None:
        self.always: list[str] = []
        self.by_class: dict[str, list[str]] = {}
        self.by_attribute: dict[str, list[str]] = {}
        self.by_path: PathIndex | None = None
        self.by_value: dict[tuple[str, object], list[str]] = {}
        self.by_words: WordIndex | None = None

    def file(self, plain: Mapping[str, Any]) -> None:
        """File a rule by the most telling thing it requires."""
        name = plain["id"]
        tests = plain.get("where", {})
        if self._file_by_value(tests, name):
            return
        classes = plain.get("all", ())[:1] or plain.get("any", ())
        for one_class in classes:
            self.by_class.setdefault(one_class, []).append(name)
        if classes:
            return
        if "text" in plain:
            index = self.by_words or WordIndex()
            if index.file(plain["text"], name):
                self.by_words = index
                return
        for attribute, test in tests.items():
            if needs_presence(test):
                self.by_attribute.setdefault(attribute, []).append(name)
                return
        if "paths" in plain:
            paths = self.by_path or PathIndex()
            if paths.file(plain["paths"], name):
                self.by_path = paths
                return
        self.always.append(name)

    def _file_by_value(self, tests: Mapping[str, Any], name: str) -> bool:
        for attribute, test in tests.items():
            values = test if isinstance(test, list) else [test]
            if values and all(isinstance(value, str) and value for value in values):
                for value in values:
                    self.by_value.setdefault((attribute, value), []).append(name)
                return True
        return False

    def candidates(self, operation: Operation, request: Request | None = None) -> list[str]:
        """Ids of the rules that may speak about `operation` of the call; one may come twice."""
        found = list(self.always)
        if self.by_words is not None:
            found += self.by_words.all() if request is None else self.by_words.candidates(texts_of(operation, request))
        resource = operation.resource
        if resource is not None:
            if self.by_class:
                for one_class in resource.classes:
                    found += self.by_class.get(one_class.value, ())
            if self.by_path is not None:
                found += self.by_path.all() if reach(operation) else self.by_path.candidates(resource)
        by_attribute, by_value = self.by_attribute, self.by_value
        for name, value in operation.attributes.items():
            if name in by_attribute:
                found += by_attribute[name]
            for one in value if isinstance(value, tuple) else (value,):
                if (name, one) in by_value:
                    found += by_value[name, one]
        return found


class CompiledPolicy(Value):
    """The policy in force for one project."""

    mode: Mode
    rules: RuleBook
    shelves: Mapping[Kind, Shelf]
    hash: str = ""
    """SHA-256 of the effective policy, hex."""
    fail_mode: FailMode = FailMode.CLOSED
    notes: tuple[str, ...] = ()
    """What is inert or deserves a person's eye, for `status` and `doctor`."""
    packs: tuple[str, ...] = ()
    agents: tuple[Mapping[str, Any], ...] = ()
    """Who is who, the entry that counts first in front."""
    durability: str = "process"
    stop_after_denials: int = 0
    """From which denial of a task on a denial also ends the agent's turn; 0: never."""
    """What an entry must survive before a call is answered: the end of the `process`, or a power cut (`disk`)."""
    checks: tuple[Check, ...] = ()
    """External checks of all levels, by id."""
    watches: Watches | None = None
    """What calls are watched for by rules about the past; None when there are none."""

    def candidates(self, operation: Operation, request: Request | None = None) -> list[str]:
        """Ids of the rules that may speak about `operation`; one may come twice.

        Args:
            operation: one that the call would do.
            request: the call; without it rules about words are all named.
        """
        shelf = self.shelves.get(operation.kind)
        return shelf.candidates(operation, request) if shelf is not None else []


def from_plain(plain: Mapping[str, Any]) -> CompiledPolicy:
    """The policy of plain data that `bailiwick.policy.levels.combine` made."""
    shelves: dict[Kind, Shelf] = {kind: Shelf() for kind in Kind}
    by_name = {kind.value: shelf for kind, shelf in shelves.items()}
    for item in plain["rules"]:
        for kind in item.get("kinds", by_name):
            by_name[kind].file(item)
    rules = RuleBook(plain["rules"])
    return CompiledPolicy(
        mode=Mode(plain["mode"]),
        rules=rules,
        shelves=shelves,
        hash=plain["hash"],
        fail_mode=FailMode(plain["fail_mode"]),
        notes=tuple(plain.get("notes", ())),
        packs=tuple(plain.get("packs", ())),
        agents=tuple(plain.get("agents", ())),
        durability=plain.get("durability", "process"),
        stop_after_denials=plain.get("stop_after_denials", 0),
        checks=tuple(map(check_of, plain.get("checks", ()))),
        watches=_watches(plain["rules"], rules),
    )


def _watches(plain: Iterable[Mapping[str, Any]], rules: RuleBook) -> Watches | None:
    about_the_past = [rule for rule in plain if "history" in rule]
    if not about_the_past:
        return None
    from bailiwick.policy.watches import Watches

    return Watches(about_the_past, shelf=Shelf, rule_of=rules.get, kinds=[kind.value for kind in Kind])
