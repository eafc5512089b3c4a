"""Tests of rules on values: plain data of a policy file to predicates.

A test is a scalar (equal), a list (any of), or a mapping with one operator (`_OPERATIONS`).
An attribute with several values (a tuple) passes when one of them does; an argument that is a JSON
list is one value. An absent value counts as false: only `not`, `absent` and `false` can pass on it,
and `not_in` in a guard.

What needs more than comparing is in `bailiwick.policy.constraints`, imported when a rule asks for it.
"""

from __future__ import annotations

from bailiwick.policy import glob

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    Predicate: TypeAlias = Callable[[object], bool]
    Test: TypeAlias = object

TEXTUAL = ("glob", "prefix", "contains", "pattern", "regex", "host", "cidr", "url", "subpath", "shlex")
"""Operators that take a text or a list of texts: one of them must fit."""
LISTS = ("not_in", "has_all", "subset")
"""Operators that take a list of scalars."""


def predicate(test: Test, *, safe: bool = True) -> Predicate:
    """The predicate of a validated test; `safe` is what it says when it cannot tell."""
    if isinstance(test, dict):
        ((operator, operand),) = test.items()
        return _OPERATIONS[operator](operand, safe=safe)
    if isinstance(test, list):
        return _any(test, safe=safe)
    return _equal(test)


def needs_presence(test: Test) -> bool:
    """True when the test can pass only on a value that is there."""
    if isinstance(test, dict):
        ((operator, operand),) = test.items()
        if operator in ("any", "all"):
            return (all if operator == "any" else any)(needs_presence(item) for item in operand)
        return operator not in ("not", "absent", "not_in") and (operator != "exact" or operand is not None)
    if isinstance(test, list):
        return all(needs_presence(item) for item in test)
    return test is not False


def _equal(wanted: object) -> Predicate:
    if wanted is True:
        return lambda value: value is not None and value is not False and value not in ("", ())
    if wanted is False:
        return lambda value: value is None or value is False or value in ("", ())
    if isinstance(wanted, str):
        return lambda value: value == wanted or (isinstance(value, tuple) and wanted in value)
    return lambda value: value == wanted and not isinstance(value, bool)


def _any(operand: object, *, safe: bool) -> Predicate:
    predicates = [predicate(item, safe=safe) for item in _listed(operand)]
    return lambda value: any(passes(value) for passes in predicates)


def _all(operand: object, *, safe: bool) -> Predicate:
    predicates = [predicate(item, safe=safe) for item in _listed(operand)]
    return lambda value: all(passes(value) for passes in predicates)


def _not(operand: object, *, safe: bool) -> Predicate:
    passes = predicate(operand, safe=not safe)
    return lambda value: not passes(value)


def _exact(operand: object, **_safe: bool) -> Predicate:
    return lambda value: value == operand and isinstance(value, bool) is isinstance(operand, bool)


def _absent(operand: object, **_safe: bool) -> Predicate:
    wanted = bool(operand)
    return lambda value: (value is None) is wanted


def _not_in(operand: object, *, safe: bool) -> Predicate:
    members = [predicate(item, safe=not safe) for item in _listed(operand)]
    return lambda value: safe if value is None else not any(passes(value) for passes in members)


def _has_all(operand: object, **_safe: bool) -> Predicate:
    wanted = _listed(operand)
    return lambda value: isinstance(value, (list, tuple)) and all(_member(item, value) for item in wanted)


def _subset(operand: object, **_safe: bool) -> Predicate:
    allowed = _listed(operand)
    return lambda value: isinstance(value, (list, tuple)) and all(_member(item, allowed) for item in value)


def _member(item: object, values: list[object] | tuple[object, ...]) -> bool:
    return any(item == one and isinstance(item, bool) is isinstance(one, bool) for one in values)


def texts(operand: object, passes: Callable[[str, str], bool]) -> Predicate:
    """The predicate that one of the texts of a value passes with one of the texts of the operand."""
    wanted = [str(item) for item in _listed(operand)]

    def test(value: object) -> bool:
        values = value if isinstance(value, tuple) else (value,)
        return any(isinstance(one, str) and any(passes(pattern, one) for pattern in wanted) for one in values)

    return test


def _number(operand: object, passes: Callable[[float, float], bool]) -> Predicate:
    limit = operand if isinstance(operand, (int, float)) else 0
    return lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and passes(value, limit)


def _range(operand: object, **_safe: bool) -> Predicate:
    """`min` and `max` belong to the range, `above` and `below` do not; not-a-number is in none."""
    limits = operand if isinstance(operand, dict) else {}
    least, most = limits.get("min"), limits.get("max")
    above, below = limits.get("above"), limits.get("below")

    def test(value: object) -> bool:
        if not isinstance(value, (int, float)) or isinstance(value, bool) or value != value:  # noqa: PLR0124 - NaN
            return False
        return (
            (least is None or value >= least)
            and (most is None or value <= most)
            and (above is None or value > above)
            and (below is None or value < below)
        )

    return test


def _listed(operand: object) -> list[object]:
    return operand if isinstance(operand, list) else [operand]


def _constraint(name: str) -> Callable[..., Predicate]:
    def build(operand: object, *, safe: bool) -> Predicate:
        from bailiwick.policy.constraints import CONSTRAINTS

        return CONSTRAINTS[name](operand, safe=safe)

    return build


_OPERATIONS: Mapping[str, Callable[..., Predicate]] = {
    "glob": lambda operand, **_safe: texts(operand, glob.matches),
    "prefix": lambda operand, **_safe: texts(operand, lambda pattern, text: text.startswith(pattern)),
    "contains": lambda operand, **_safe: texts(operand, lambda part, text: part in text),
    "over": lambda operand, **_safe: _number(operand, lambda value, limit: value > limit),
    "under": lambda operand, **_safe: _number(operand, lambda value, limit: value < limit),
    "range": _range,
    "not_in": _not_in,
    "has_all": _has_all,
    "subset": _subset,
    "not": _not,
    "all": _all,
    "any": _any,
    "exact": _exact,
    "absent": _absent,
    **{name: _constraint(name) for name in ("pattern", "regex", "host", "cidr", "url", "url_safe", "subpath", "shlex")},
}
