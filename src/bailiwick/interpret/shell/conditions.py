"""`[[ ... ]]` and `test`: true, false, or not known. Questions about files are not known: the answer may change."""

from __future__ import annotations

from bailiwick.interpret.effects import Text, literal
from bailiwick.interpret.shell.patterns import Pattern, escape, has_pattern
from bailiwick.interpret.shell.syntax import Both, Not, Test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bailiwick.interpret.shell.expansion import Expander
    from bailiwick.interpret.shell.state import State
    from bailiwick.interpret.shell.syntax import Condition

_NUMBERS: dict[str, Callable[[int, int], bool]] = {
    "-eq": int.__eq__,
    "-ne": int.__ne__,
    "-lt": int.__lt__,
    "-le": int.__le__,
    "-gt": int.__gt__,
    "-ge": int.__ge__,
}
_STRINGS: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "==": str.__eq__,
    "!=": str.__ne__,
    "<": str.__lt__,
    ">": str.__gt__,
}
_REGULAR = frozenset("\\^$.|?*+()[]{}")


def holds(condition: Condition, state: State, expander: Expander) -> bool | None:
    """Whether a `[[` condition is true."""
    if isinstance(condition, Not):
        inner = holds(condition.operand, state, expander)
        return None if inner is None else not inner
    if isinstance(condition, Both):
        left = holds(condition.left, state, expander)
        if left is condition.either:
            return left
        right = holds(condition.right, state, expander)
        return right if left is not None or right is condition.either else None
    return _primary(condition, state, expander)


def _primary(test: Test, state: State, expander: Expander) -> bool | None:
    if test.left is None:
        return unary(test.operator, expander.single(test.right, state), state, expander)
    left = expander.single(test.left, state)
    if test.operator in ("==", "=", "!="):
        pattern = expander.pattern(test.right, state)
        return _matches(left, pattern, wanted=test.operator != "!=")
    right = expander.single(test.right, state)
    if test.operator == "=~":
        expander.store.assign_array("BASH_REMATCH", [], state)
        return _regular(left, right)
    if test.operator in _NUMBERS:
        return _compare(test.operator, _number(left, state, expander), _number(right, state, expander))
    return binary(left, test.operator, right)


def _matches(left: Text, pattern: str | None, *, wanted: bool) -> bool | None:
    known = left.known
    if pattern is None or known is None:
        return None
    return Pattern(pattern).matches(known) is wanted


def _regular(left: Text, right: Text) -> bool | None:
    """Only texts without special characters are matched: a foreign regular expression is not run."""
    known, expression = left.known, right.known
    if known is None or expression is None:
        return None
    anchored_start, anchored_end = expression.startswith("^"), expression.endswith("$")
    plain = expression[anchored_start : len(expression) - anchored_end]
    if not _REGULAR.isdisjoint(plain):
        return None
    if anchored_start and anchored_end:
        return known == plain
    if anchored_start:
        return known.startswith(plain)
    return known.endswith(plain) if anchored_end else plain in known


def _number(text: Text, state: State, expander: Expander) -> int | None:
    from bailiwick.interpret.shell.numbers import calculate

    return calculate(text, expander.store, state)


def _compare(operator: str, left: int | None, right: int | None) -> bool | None:
    return None if left is None or right is None else _NUMBERS[operator](left, right)


def unary(operator: str, operand: Text, state: State, expander: Expander) -> bool | None:
    """`-n`, `-z`, `-v`; anything about files or options is not known."""
    if operator in ("-n", "-z"):
        if any(isinstance(part, str) for part in operand.parts):
            return operator == "-n"
        return None if operand.parts else operator == "-z"
    if operator == "-v" and operand.known is not None:
        if "[" in operand.known:
            expander.store.subscript(operand.known, state)
            return None
        variable = expander.store.find(operand.known, state)
        return None if variable is None else variable.text is not None or bool(variable.items)
    return None


def binary(left: Text, operator: str, right: Text) -> bool | None:
    """A comparison of `test`."""
    first, second = left.known, right.known
    if operator in _NUMBERS:
        return _compare(operator, _integer(first), _integer(second))
    if first is None or second is None or operator not in _STRINGS:
        return None
    return _STRINGS[operator](first, second)


def _integer(text: str | None) -> int | None:
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def test(words: Sequence[Text], state: State, expander: Expander) -> bool | None:
    """`test` and `[` by the number of their arguments (POSIX); longer forms are joined by `-a` and `-o`."""
    if not words:
        return False
    if len(words) == 1:
        return unary("-n", words[0], state, expander)
    first = words[0].known
    if len(words) == 3 and words[1].known in (*_NUMBERS, *_STRINGS):
        return binary(words[0], words[1].known or "", words[2])
    if first == "!":
        inner = test(words[1:], state, expander)
        return None if inner is None else not inner
    if len(words) == 2:
        return unary(first, words[1], state, expander) if first else None
    for operator in ("-o", "-a"):
        at = next((index for index, word in enumerate(words) if word.known == operator), 0)
        if at:
            left, right = test(words[:at], state, expander), test(words[at + 1 :], state, expander)
            if left is None or right is None:
                return None
            return left or right if operator == "-o" else left and right
    return None


def case_matches(subject: Text, pattern: str | None) -> bool | None:
    """Whether a `case` pattern matches."""
    if pattern == "*":
        return True
    known = subject.known
    if pattern is None:
        return None
    if known is not None:
        return Pattern(pattern).matches(known)
    if not has_pattern(pattern) and literal(pattern) != subject and not _may_be(subject, pattern):
        return False
    return None


def _may_be(subject: Text, pattern: str) -> bool:
    plain = pattern.replace("\\", "")
    return (
        escape(subject.prefix) == subject.prefix and plain.startswith(subject.prefix) and plain.endswith(subject.suffix)
    )
