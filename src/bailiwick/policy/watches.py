"""`Watches`: which conditions of history rules a call matches, and what that does to trackers.

Theory of operation. Each test of a history rule owns a few *trackers* in the session, each fed by a
*watch*: a condition on the operations of a call. `Watches.recall` finds which watches a call matches,
through the same index as rules. From that come both sides: the rule's tests look at the trackers as
the calls before left them (`bailiwick.policy.history`), and the call's session event carries what moves
(`Watches.moves`). A call that matches no watch moves nothing, whatever the number of rules: trackers
compare call numbers instead of being reset.

A tracker's key is the rule's id and a fingerprint of what feeds it. A changed rule starts afresh; a
changed maximum goes on with what was counted.

Words. An *attempt* is any judged call. One that is *let through* was not denied. One that *ran* has an
outcome; one that is *satisfied* ran and did not fail.
"""

from __future__ import annotations

import json

from bailiwick.crypto.hashing import content_hash
from bailiwick.model import bounds
from bailiwick.model.tracker import NO_MOVES, SESSION, TASK, How, Moves, Update
from bailiwick.model.value import Value
from bailiwick.policy.history import Recall

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, Protocol

    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request
    from bailiwick.policy.history import Past
    from bailiwick.policy.rule import Condition, Rule
    from bailiwick.policy.situation import Situation

    class Shelf(Protocol):
        """Ids of conditions about one kind of operation."""

        def file(self, plain: Mapping[str, Any]) -> None:
            """File a condition."""
            ...

        def candidates(self, operation: Operation, situation: Situation) -> list[str]:
            """Ids of those that may hold for an operation of the call."""
            ...


ATTEMPT = "attempt"
LET_THROUGH = "let-through"
RAN = "ran"
SATISFIED = "satisfied"
_FINGERPRINT_DIGITS = 16

NEVER = ""
"""The watch feeds no tracker: a test looks at it within the call in question."""


class Watch(Value):
    """A condition that calls are watched for, and what a match does."""

    key: str
    condition: Mapping[str, Any] | None
    """None: the rule's own."""
    rule: str
    safe: bool
    """What a test within the condition says that cannot tell."""
    tracker: str = ""
    when: str = NEVER
    how: How = How.SEEN
    window: str = TASK
    per: str = SESSION
    number: int = 0
    length: int = 0
    same: bool = False
    """ROW: of calls with the same tool and input."""


class Watches:
    """All watches of a policy, indexed by kind of operation."""

    def __init__(
        self,
        rules: Iterable[Mapping[str, Any]],
        *,
        shelf: Callable[[], Shelf],
        rule_of: Callable[[str], Rule | None],
        kinds: Iterable[str],
    ) -> None:
        """Index the history rules among plain `rules`; `rule_of` builds one when it is first asked for."""
        self._rule_of = rule_of
        self._conditions: dict[str, Condition] = {}
        self._watches: dict[str, Watch] = {}
        self._shelves: dict[str, Shelf] = {kind: shelf() for kind in kinds}
        self._sums: list[Mapping[str, Any]] = []
        self.budgets: list[str] = []
        """Ids of the rules about what models used."""
        self.scoped: set[str] = set()
        """Which of `agent` and `project` totals are counted for."""
        for rule in rules:
            for test in rule.get("history", ()):
                self._add(rule, test)

    def __bool__(self) -> bool:
        return bool(self._watches or self._sums)

    def recall(
        self, operations: Sequence[Operation], situation: Situation, past: Past, scopes: Mapping[str, str]
    ) -> Recall:
        """The call that would do `operations`, against the past."""
        matched: dict[str, list[int]] = {}
        for number, operation in enumerate(operations):
            shelf = self._shelves.get(operation.kind)
            found = shelf.candidates(operation, situation) if shelf is not None else ()
            for key in dict.fromkeys(found):
                watch = self._watches[key]
                if (watch.how is How.PATH or key not in matched) and self._holds(watch, operation, situation):
                    matched.setdefault(key, []).append(number)
        places = {key: tuple(numbers) for key, numbers in matched.items()}
        alike = any(self._watches[key].same for key in places)
        fingerprint = _fingerprint(situation.request) if alike else ""
        return Recall(past, places, scopes, self._paths(places), fingerprint)

    def moves(self, recall: Recall, *, at: int) -> Moves:
        """What the call does to trackers, when it was judged at `at`, seconds since 1970."""
        if not recall.matched:
            return NO_MOVES
        own: dict[str, dict[str, Update]] = {ATTEMPT: {}, LET_THROUGH: {}, RAN: {}, SATISFIED: {}}
        shared: dict[str, dict[str, dict[str, Update]]] = {ATTEMPT: {}, LET_THROUGH: {}}
        for key in recall.matched:
            watch = self._watches[key]
            if watch.when == NEVER:
                continue
            update = _update(watch, recall, at)
            if watch.per == SESSION:
                own[watch.when][watch.tracker] = update
            else:
                shared[watch.when].setdefault(recall.scopes[watch.per], {})[watch.tracker] = update
        return Moves(own[ATTEMPT], own[LET_THROUGH], own[RAN], own[SATISFIED], shared[ATTEMPT], shared[LET_THROUGH])

    def usage(self, amounts: Mapping[str, int], scopes: Mapping[str, str], *, at: int) -> Moves:
        """What a use of a model does to budgets.

        Args:
            amounts: whole numbers by name (`total_tokens` ...).
            scopes: `agent` and `project` to the scope of the session.
            at: when, seconds since 1970.
        """
        own: dict[str, Update] = {}
        shared: dict[str, dict[str, Update]] = {}
        for test in self._sums:
            amount = amounts.get(test["sum"], 0)
            if amount:
                update = Update(How.SUM, amount, test["window"], at if test["window"].isdigit() else 0)
                scope = scopes.get(test["per"], "")
                (shared.setdefault(scope, {}) if scope else own)[test["key"]] = update
        return Moves(attempt=own, shared_attempt=shared)

    def _add(self, rule: Mapping[str, Any], test: Mapping[str, Any]) -> None:
        if "sum" in test:
            self._sums.append(test)
            self.budgets.append(rule["id"])
        if test.get("per", SESSION) != SESSION:
            self.scoped.add(test["per"])
        for watch in _watches(rule, test):
            self._watches[watch.key] = watch
            condition = rule if watch.condition is None else watch.condition
            for kind in condition.get("kinds", self._shelves):
                self._shelves[kind].file({**condition, "id": watch.key})

    def _holds(self, watch: Watch, operation: Operation, situation: Situation) -> bool:
        if watch.condition is None:
            rule = self._rule_of(watch.rule)
            return rule is not None and rule.speaks(operation, situation)
        condition = self._conditions.get(watch.key)
        if condition is None:
            from bailiwick.policy.rule import condition as condition_of

            condition = self._conditions[watch.key] = condition_of(watch.condition, safe=watch.safe)
        return condition.holds(operation, situation)

    def _paths(self, matched: Mapping[str, tuple[int, ...]]) -> Mapping[str, Update]:
        numbers: dict[str, dict[int, list[int]]] = {}
        lengths: dict[str, int] = {}
        for key, places in matched.items():
            watch = self._watches[key]
            if watch.how is not How.PATH:
                continue
            lengths[watch.tracker] = watch.length
            for place in places:
                numbers.setdefault(watch.tracker, {}).setdefault(place, []).append(watch.number)
        return {
            tracker: Update(How.PATH, length=lengths[tracker], matched=_in_order(found, lengths[tracker]))
            for tracker, found in numbers.items()
        }


def _in_order(found: Mapping[int, list[int]], length: int) -> tuple[tuple[int, ...], ...]:
    matched = [tuple(sorted(found[place])) for place in sorted(found)]
    if len(matched) <= bounds.SEQUENCE_MATCHES:
        return tuple(matched)
    every = tuple(sorted({number for numbers in matched for number in numbers if number}))
    return (every,) * length


def _update(watch: Watch, recall: Recall, at: int) -> Update:
    if watch.how is How.PATH:
        return recall.paths[watch.tracker]
    if watch.how is How.SUM:
        return Update(How.SUM, window=watch.window, at=at if watch.window.isdigit() else 0)
    if watch.how is How.ROW:
        return Update(How.ROW, mark=recall.fingerprint) if watch.same else _ROW
    return _SEEN


def _fingerprint(request: Request) -> str:
    text = json.dumps([request.tool, request.input], sort_keys=True, separators=(",", ":"), default=str)
    return content_hash(text)[:_FINGERPRINT_DIGITS]


_SEEN = Update(How.SEEN)
_ROW = Update(How.ROW)


def _watches(rule: Mapping[str, Any], test: Mapping[str, Any]) -> Iterator[Watch]:
    """The watches that a plain test needs."""
    return _WATCHES[test["is"]](test, test["key"], rule["id"])


def _of_limit(test: Mapping[str, Any], key: str, rule: str) -> Iterator[Watch]:
    if "sum" not in test:
        when = ATTEMPT if test.get("attempts") else LET_THROUGH
        yield Watch(
            key,
            test.get("of"),
            rule,
            safe=True,
            tracker=key,
            when=when,
            how=How.SUM,
            window=test["window"],
            per=test["per"],
        )


def _of_row(test: Mapping[str, Any], key: str, rule: str) -> Iterator[Watch]:
    same = test.get("same", False)
    yield Watch(key, test.get("of"), rule, safe=True, tracker=key, when=ATTEMPT, how=How.ROW, same=same)


def _of_after(test: Mapping[str, Any], key: str, rule: str) -> Iterator[Watch]:
    when, length = ATTEMPT if test.get("attempts") else RAN, len(test["steps"])
    for number, step in enumerate(test["steps"], 1):
        yield Watch(
            f"{key}.{number}", step, rule, safe=True, tracker=key, when=when, how=How.PATH, number=number, length=length
        )
    if "without" in test:
        yield Watch(f"{key}.0", test["without"], rule, safe=False, tracker=key, when=when, how=How.PATH, length=length)


def _of_requires(test: Mapping[str, Any], key: str, rule: str) -> Iterator[Watch]:
    if "of" in test:
        when = ATTEMPT if test.get("attempts") else SATISFIED
        yield Watch(f"{key}.r", test["of"], rule, safe=False, tracker=f"{key}.r", when=when)
    if "between" in test:
        yield Watch(f"{key}.b", test["between"], rule, safe=True, tracker=f"{key}.b", when=ATTEMPT)
    if test.get("dedicated"):
        yield Watch(f"{key}.t", None, rule, safe=True, tracker=f"{key}.t", when=ATTEMPT)


def _of_successor(test: Mapping[str, Any], key: str, rule: str) -> Iterator[Watch]:
    when = ATTEMPT if test.get("attempts") else SATISFIED
    yield Watch(f"{key}.o", test["of"], rule, safe=True, tracker=f"{key}.o", when=when)
    if "must" in test:
        yield Watch(f"{key}.m", test["must"], rule, safe=False)
    if "must_not" in test:
        yield Watch(f"{key}.n", test["must_not"], rule, safe=True)


def _of_tainted(test: Mapping[str, Any], key: str, rule: str) -> Iterator[Watch]:
    for number, source in enumerate(test["sources"], 1):
        yield Watch(f"{key}.{number}", source, rule, safe=True)


_WATCHES: Mapping[str, Callable[[Mapping[str, Any], str, str], Iterator[Watch]]] = {
    "limit": _of_limit,
    "row": _of_row,
    "after": _of_after,
    "requires": _of_requires,
    "successor": _of_successor,
    "tainted": _of_tainted,
}
