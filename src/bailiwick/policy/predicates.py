"""Attribute tests of rules: plain data of a policy file to predicates.

A test is a scalar (equal), a list (any of), or a mapping with one of `glob`, `prefix`,
`over`, `under`, `not`, `absent`. An attribute with several values passes when one of them does.
An absent attribute counts as false: only `not`, `absent` and `false` can pass on it.
"""

from __future__ import annotations

from bailiwick.policy import glob

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from bailiwick.model.operation import AttributeValue

    Predicate: TypeAlias = Callable[[AttributeValue | None], bool]
    Test: TypeAlias = object

OPERATORS = ("glob", "prefix", "over", "under", "not", "absent")


def predicate(test: Test) -> Predicate:
    """The predicate of a validated test."""
    if isinstance(test, dict):
        ((operator, operand),) = test.items()
        return _OPERATIONS[operator](operand)
    if isinstance(test, list):
        return _any_of([predicate(item) for item in test])
    return _equal(test)


def needs_presence(test: Test) -> bool:
    """True when the test can pass only on an attribute that is there."""
    if isinstance(test, dict):
        return "not" not in test and "absent" not in test
    if isinstance(test, list):
        return all(needs_presence(item) for item in test)
    return test is not False


def _equal(wanted: object) -> Predicate:
    if wanted is True:
        return lambda value: value is not None and value is not False and value not in ("", ())
    if wanted is False:
        return lambda value: value is None or value is False or value in ("", ())
    return lambda value: value == wanted or (isinstance(value, tuple) and wanted in value)


def _any_of(predicates: list[Predicate]) -> Predicate:
    return lambda value: any(passes(value) for passes in predicates)


def _texts(operand: object, passes: Callable[[str, str], bool]) -> Predicate:
    wanted = [str(item) for item in operand] if isinstance(operand, list) else [str(operand)]

    def test(value: AttributeValue | None) -> bool:
        values = value if isinstance(value, tuple) else (value,)
        return any(isinstance(one, str) and any(passes(pattern, one) for pattern in wanted) for one in values)

    return test


def _number(operand: object, passes: Callable[[int, int], bool]) -> Predicate:
    limit = operand if isinstance(operand, int) else 0
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and passes(value, limit)


def _not(operand: object) -> Predicate:
    passes = predicate(operand)
    return lambda value: not passes(value)


def _absent(operand: object) -> Predicate:
    wanted = bool(operand)
    return lambda value: (value is None) is wanted


_OPERATIONS: Mapping[str, Callable[[object], Predicate]] = {
    "glob": lambda operand: _texts(operand, glob.matches),
    "prefix": lambda operand: _texts(operand, lambda pattern, text: text.startswith(pattern)),
    "over": lambda operand: _number(operand, lambda value, limit: value > limit),
    "under": lambda operand: _number(operand, lambda value, limit: value < limit),
    "not": _not,
    "absent": _absent,
}
