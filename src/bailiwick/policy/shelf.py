"""`Shelf`: the rules about one kind of operation, each filed by the most telling thing it requires.

That is a mark of the resource, the value of an attribute, a class, words, a label or a counter of the session, the
presence of an attribute, or a path; what requires none of them is asked always.
"""

from __future__ import annotations

from bailiwick.policy.path_index import PathIndex
from bailiwick.policy.predicates import needs_presence, predicate
from bailiwick.policy.word_index import WordIndex
from bailiwick.policy.words import texts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from bailiwick.model.operation import Operation
    from bailiwick.policy.predicates import Predicate
    from bailiwick.policy.situation import Situation


class Shelf:
    """The ids of the rules about one kind."""

    __slots__ = ("_always", "_attributes", "_classes", "_counters", "_labels", "_marks", "_paths", "_values", "_words")

    def __init__(self) -> None:
        self._always: list[str] = []
        self._attributes: dict[str, list[str]] = {}
        self._classes: dict[str, list[str]] = {}
        self._counters: list[tuple[str, Predicate, str]] = []
        self._labels: dict[str, list[str]] = {}
        self._marks: dict[str, list[str]] = {}
        self._paths: PathIndex | None = None
        self._values: dict[tuple[str, object], list[str]] = {}
        self._words: WordIndex | None = None

    def file(self, plain: Mapping[str, Any]) -> None:
        """File a plain rule by the most telling thing it requires."""
        name = plain["id"]
        if not any(way(plain, name) for way in (self._by_operation, self._by_session, self._by_presence)):
            self._always.append(name)

    def _by_operation(self, plain: Mapping[str, Any], name: str) -> bool:
        if _filed(self._marks, plain.get("marks", ()), name) or self._by_value(plain.get("where", {}), name):
            return True
        if _filed(self._classes, plain.get("all", ())[:1] or plain.get("any", ()), name):
            return True
        if "text" in plain:
            words = self._words or WordIndex()
            if words.file(plain["text"], name):
                self._words = words
                return True
        return False

    def _by_value(self, tests: Mapping[str, Any], name: str) -> bool:
        for attribute, test in tests.items():
            values = test if isinstance(test, list) else [test]
            if values and all(isinstance(value, str) and value for value in values):
                return _filed(self._values, [(attribute, value) for value in values], name)
        return False

    def _by_session(self, plain: Mapping[str, Any], name: str) -> bool:
        if _filed(self._labels, plain.get("labels", ()), name):
            return True
        for counter, test in plain.get("counters", {}).items():
            self._counters.append((counter, predicate(test), name))
            return True
        return False

    def _by_presence(self, plain: Mapping[str, Any], name: str) -> bool:
        for attribute, test in plain.get("where", {}).items():
            if needs_presence(test):
                return _filed(self._attributes, [attribute], name)
        if "paths" in plain:
            paths = self._paths or PathIndex()
            if paths.file(plain["paths"], name):
                self._paths = paths
                return True
        return False

    def candidates(self, operation: Operation, situation: Situation) -> list[str]:
        """Ids of the rules that may speak about `operation` in this situation; one may come twice."""
        found = list(self._always)
        if self._words is not None:
            found += self._words.candidates(texts_of(operation, situation.request))
        if self._labels or self._counters:
            self._of_session(situation, found)
        if operation.resource is not None:
            self._of_resource(operation, situation, found)
        attributes, values = self._attributes, self._values
        for name, value in operation.attributes.items():
            if name in attributes:
                found += attributes[name]
            for one in value if isinstance(value, tuple) else (value,):
                if (name, one) in values:
                    found += values[name, one]
        return found

    def _of_session(self, situation: Situation, found: list[str]) -> None:
        history = situation.history
        if history.labels:
            for label in history.labels:
                found += self._labels.get(label, ())
        for counter, passes, name in self._counters:
            if passes(history.counters.get(counter, 0)):
                found.append(name)

    def _of_resource(self, operation: Operation, situation: Situation, found: list[str]) -> None:
        resource = operation.resource
        if resource is None:
            return
        if self._classes:
            for one_class in resource.classes:
                found += self._classes.get(one_class.value, ())
        if self._marks:
            for mark in situation.history.marks.get(resource.value, ()):
                found += self._marks.get(mark, ())
        if self._paths is not None:
            found += self._paths.candidates(operation, situation.request.place)


def _filed(shelf: dict[Any, list[str]], keys: Sequence[object], name: str) -> bool:
    """File a rule under each of the keys, of which one must be there; False when there are none."""
    for key in keys:
        shelf.setdefault(key, []).append(name)
    return bool(keys)
