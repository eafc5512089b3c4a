"""What rules may ask of the past: the tests behind `limit in_a_row after requires successor taint`.

A test looks at trackers as the calls before left them, and at what the call in question itself matches
(`Recall`, made by `bailiwick.policy.watches`). A rule with several speaks when all hold.
"""

from __future__ import annotations

import hashlib
import json

from bailiwick.model.operation import EMPTY
from bailiwick.model.tracker import PASS, SESSION, gate_key
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Protocol, TypeAlias

    from bailiwick.model.tracker import Update

    Test: TypeAlias = Callable[["Recall"], str | None]
    """The reference of the entry that makes the test hold, empty when it is no single one; None: it does not hold."""

    class Past(Protocol):
        """The session before the call in question (`bailiwick.session.past`)."""

        calls: int
        satisfied: int

        @property
        def labels(self) -> Mapping[str, str]:
            """Labels of the session."""
            ...

        def seen(self, key: str) -> tuple[int, int, str] | None:
            """The last call that moved a SEEN tracker: its number, satisfied calls up to it, its entry."""
            ...

        def row(self, key: str, mark: str) -> int:
            """Length of the row of calls with `mark` in common that ends with the last call."""
            ...

        def longest_row(self, key: str) -> int:
            """Length of the longest row."""
            ...

        def total(self, key: str, window: str, scope: str) -> int:
            """What a SUM tracker holds now, in a scope or (empty) in the session itself."""
            ...

        def began(self, key: str, update: Update | None) -> tuple[int, str]:
            """Call number at which the latest complete way through a PATH began (0: none), and its last entry."""
            ...


class Recall(Value):
    """The call in question against the past: what tests are asked with."""

    past: Past
    matched: Mapping[str, tuple[int, ...]]
    """Key of a watch to the places of the operations of this call that match it; watches without a match are absent."""
    scopes: Mapping[str, str]
    """`agent` and `project` to the scope of this call."""
    paths: Mapping[str, Update] = EMPTY
    """What this call does to PATH trackers."""
    fingerprint: str = ""
    """Of tool and input, when a rule asks whether calls are the same."""

    def cause(self, tests: tuple[Test, ...]) -> str | None:
        """The entry because of which all `tests` hold, empty when it is no single one; None when one does not hold."""
        found = ""
        for test in tests:
            one = test(self)
            if one is None:
                return None
            found = found or one
        return found


_APART = frozenset(
    {"id", "verdict", "reason", "remedy", "severity", "maturity", "tags", "doc", "history", "origin", "warn"}
)
"""Keys of a plain rule that do not say which calls it is about."""

_SETTINGS = frozenset({"max", "within"})
"""Keys of a plain test that may change without making what was counted worthless."""


def keyed(rule: dict[str, Any]) -> dict[str, Any]:
    """The plain rule with the keys of its tests' trackers: its id and a fingerprint of what feeds them."""
    if "history" not in rule:
        return rule
    about = {name: value for name, value in rule.items() if name not in _APART}
    tests = []
    for number, test in enumerate(rule["history"]):
        feeds = {name: value for name, value in test.items() if name not in _SETTINGS}
        text = json.dumps([about, feeds], sort_keys=True, separators=(",", ":"))
        tests.append({**test, "key": f"{rule['id']}#{number}{hashlib.sha256(text.encode()).hexdigest()[:8]}"})
    return {**rule, "history": tests}


def compiled(plain: Mapping[str, Any]) -> tuple[Test, ...]:
    """The tests of a plain rule; it speaks when all hold."""
    return tuple(_TESTS[test["is"]](test) for test in plain["history"])


def _limit(plain: Mapping[str, Any]) -> Test:
    key, most, window, per = plain["key"], plain["max"], plain["window"], plain["per"]
    of_usage = "sum" in plain

    def holds(recall: Recall) -> str | None:
        scope = "" if per == SESSION else recall.scopes[per]
        this = 0 if of_usage or key not in recall.matched else 1
        return "" if recall.past.total(key, window, scope) + this > most else None

    return holds


def _row(plain: Mapping[str, Any]) -> Test:
    key, most, permanent, same = plain["key"], plain["max"], plain.get("permanent", False), plain.get("same", False)

    def holds(recall: Recall) -> str | None:
        if key in recall.matched and recall.past.row(key, recall.fingerprint if same else "") + 1 > most:
            return ""
        return "" if permanent and recall.past.longest_row(key) > most else None

    return holds


def _after(plain: Mapping[str, Any]) -> Test:
    key, within, this_call = plain["key"], plain.get("within", 0), plain.get("this_call", False)

    def holds(recall: Recall) -> str | None:
        began, reference = recall.past.began(key, recall.paths.get(key) if this_call else None)
        if not began or (within and recall.past.calls + 1 - began > within):
            return None
        return reference

    return holds


def _requires(plain: Mapping[str, Any]) -> Test:
    key = plain["key"]
    gate = plain.get("gate", "")
    tracker = gate_key(gate, plain.get("decision", PASS)) if gate else f"{key}.r"
    within, directly, dedicated = plain.get("within", 0), plain.get("directly", False), plain.get("dedicated", False)
    attempts = plain.get("attempts", False)

    def missing(recall: Recall) -> str | None:
        past = recall.past
        seen = past.seen(tracker)
        if seen is None:
            return ""
        calls, satisfied, _ = seen
        if directly and (calls != past.calls if attempts else satisfied != past.satisfied):
            return ""
        if within and past.calls + 1 - calls > within:
            return ""
        for later, wanted in ((f"{key}.b", "between" in plain), (f"{key}.t", dedicated)):
            other = past.seen(later) if wanted else None
            if other is not None and other[0] > calls:
                return other[2]
        return None

    return missing


def _successor(plain: Mapping[str, Any]) -> Test:
    key, attempts = plain["key"], plain.get("attempts", False)
    must, must_not = "must" in plain, "must_not" in plain

    def breaks(recall: Recall) -> str | None:
        seen = recall.past.seen(f"{key}.o")
        if seen is None or (seen[0] != recall.past.calls if attempts else seen[1] != recall.past.satisfied):
            return None
        fits = not must or f"{key}.m" in recall.matched
        return None if fits and not (must_not and f"{key}.n" in recall.matched) else seen[2]

    return breaks


def _tainted(plain: Mapping[str, Any]) -> Test:
    key, label, count = plain["key"], plain["label"], len(plain["sources"])

    def holds(recall: Recall) -> str | None:
        if label in recall.past.labels:
            return ""
        return "" if any(f"{key}.{number}" in recall.matched for number in range(1, count + 1)) else None

    return holds


_TESTS: Mapping[str, Callable[[Mapping[str, Any]], Test]] = {
    "limit": _limit,
    "row": _row,
    "after": _after,
    "requires": _requires,
    "successor": _successor,
    "tainted": _tainted,
}
