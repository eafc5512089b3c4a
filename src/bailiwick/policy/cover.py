"""Whether one plain rule is heard wherever another one is: `True` is a proof, `False` only that none was found."""

from __future__ import annotations

from bailiwick.model.errors import PolicyError
from bailiwick.policy import glob
from bailiwick.policy.extension import TESTS
from bailiwick.policy.predicates import LISTS, TEXTUAL, predicate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_EQUAL = ("only_args", *(key for key in TESTS if key != "tool"))
"""Keys of conditions that are only compared."""
_POSITIVE = frozenset({*TEXTUAL, "over", "under", "range"})
"""Operators that pass on a list of values when they pass on one of them."""


def rule_covers(wide: Mapping[str, Any], narrow: Mapping[str, Any]) -> bool:
    """True when `wide` speaks about every operation, in every session, that `narrow` speaks about."""
    if wide.get("otherwise") or any(wide.get(key) not in (None, narrow.get(key)) for key in ("counters", "history")):
        return False
    if not _within(narrow.get("labels"), wide.get("labels")):
        return False
    exceptions = narrow.get("unless", ())
    silent = all(any(covers(mine, other) for mine in exceptions) for other in wide.get("unless", ()))
    return silent and covers(wide, narrow)


def covers(wide: Mapping[str, Any], narrow: Mapping[str, Any]) -> bool:
    """True when the condition `wide` holds wherever `narrow` does."""
    if any(key in wide and wide[key] != narrow.get(key) for key in _EQUAL):
        return False
    lists = all(_within(narrow.get(key), wide.get(key)) for key in ("kinds", "certainty", "marks", "tool"))
    return (
        lists
        and _classes_cover(wide, narrow)
        and _paths_cover(wide.get("paths", ()), narrow.get("paths", ()))
        and all(
            name in narrow.get("where", {}) and test_covers(test, narrow["where"][name])
            for name, test in wide.get("where", {}).items()
        )
    )


def _within(narrow: Sequence[str] | None, wide: Sequence[str] | None) -> bool:
    """Any of `narrow` is one of `wide`; None of `wide` is everything."""
    return not wide or (bool(narrow) and set(narrow or ()) <= set(wide))


def _classes_cover(wide: Mapping[str, Any], narrow: Mapping[str, Any]) -> bool:
    some, every = set(narrow.get("any", ())), set(narrow.get("all", ()))
    if len(some) == 1:
        every |= some
    wanted = set(wide.get("any", ()))
    if wanted and not ((some and some <= wanted) or every & wanted):
        return False
    return set(wide.get("all", ())) <= every and set(wide.get("none", ())) <= set(narrow.get("none", ()))


def _paths_cover(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    if not wide:
        return True
    return bool(narrow) and all(any(_path_covers(one, other) for one in wide) for other in narrow)


def _path_covers(wide: str, narrow: str) -> bool:
    if wide == narrow:
        return True
    if wide[:1] != narrow[:1] and (wide[:1] in "/~" or narrow[:1] in "/~"):
        return False
    if "*" in narrow or "?" in narrow:
        return wide == "**" or (wide.endswith("/**") and narrow.startswith(wide[:-2]))
    return glob.matches(wide, narrow)


def test_covers(wide: object, narrow: object) -> bool:
    """True when the test `wide` passes on every value on which `narrow` does."""
    if wide == narrow:
        return True
    if isinstance(wide, dict):
        ((operator, operand),) = wide.items()
        if operator == "any":
            return any(test_covers(one, narrow) for one in operand)
        if operator in LISTS or operator not in _POSITIVE:
            return False
        if isinstance(narrow, dict):
            return _operators_cover(operator, operand, narrow)
    elif isinstance(narrow, dict):
        return wide is True and next(iter(narrow)) in TEXTUAL
    values = narrow if isinstance(narrow, list) else [narrow]
    if not values or not all(isinstance(value, (str, int)) and not isinstance(value, bool) for value in values):
        return False
    try:
        passes = predicate(wide, safe=False)
        return all(passes(value) for value in values)
    except (PolicyError, ValueError):
        return False


def _operators_cover(operator: str, operand: object, narrow: Mapping[str, object]) -> bool:
    other = narrow.get(operator)
    if operator == "over":
        return isinstance(operand, (int, float)) and isinstance(other, (int, float)) and other >= operand
    if operator == "under":
        return isinstance(operand, (int, float)) and isinstance(other, (int, float)) and other <= operand
    if operator not in TEXTUAL or other is None:
        return False
    mine = operand if isinstance(operand, list) else [operand]
    theirs = other if isinstance(other, list) else [other]
    return all(one in mine for one in theirs)
