"""Shell arithmetic (bash manual 6.5) on 64-bit integers; anything unknown makes the result unknown."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    class Variables(Protocol):
        """What an expression reads and changes."""

        def number(self, name: str, index: str | None) -> int | None:
            """The value of a variable, unset is 0; None when unknown."""
            ...

        def assign(self, name: str, index: str | None, value: int | None) -> None:
            """Set a variable; None makes it unknown."""
            ...


EXPRESSION_TOKENS = 2000
"""Longest expression, tokens; a longer one is unknown."""

EXPRESSION_DEPTH = 30
"""Deepest nesting of parentheses and operators that is evaluated."""

_TOKEN = re.compile(r"[ \t\n]*([0-9][0-9A-Za-z@_#]*|[A-Za-z_][A-Za-z0-9_]*|[-+*/%&|^<>=!~?:,()\[\]])")
_LONG = (
    *("<<=", ">>=", "**", "&&", "||", "<<", ">>", "<=", ">=", "==", "!=", "++", "--"),
    *(f"{operator}=" for operator in "-+*/%&|^"),
)
_BINARY: tuple[tuple[str, ...], ...] = (
    ("||",),
    ("&&",),
    ("|",),
    ("^",),
    ("&",),
    ("==", "!="),
    ("<=", ">=", "<", ">"),
    ("<<", ">>"),
    ("+", "-"),
    ("*", "/", "%"),
)
_ASSIGNMENTS = frozenset(["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="])


class Incalculable(Exception):
    """The expression is not one that can be evaluated."""


def evaluate(text: str, variables: Variables) -> int | None:
    """The value of an expression, or None when it is not known. Assignments are made."""
    try:
        return _Evaluation(text, variables).value()
    except (Incalculable, ValueError, OverflowError):
        return None


def wrap(value: int) -> int:
    """`value` as a 64-bit two's complement integer."""
    value &= (1 << 64) - 1
    return value - (1 << 64) if value >> 63 else value


class _Evaluation:
    def __init__(self, text: str, variables: Variables) -> None:
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0
        self.variables = variables

    def value(self) -> int | None:
        if not self.tokens:
            return 0
        value = self._comma()
        if self.at != len(self.tokens):
            raise Incalculable
        return value

    def _peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _take(self, *wanted: str) -> str:
        token = self._peek()
        if token and token in wanted:
            self.at += 1
            return token
        return ""

    def _comma(self) -> int | None:
        self.depth += 1
        if self.depth > EXPRESSION_DEPTH:
            raise Incalculable
        value = self._assignment()
        while self._take(","):
            value = self._assignment()
        self.depth -= 1
        return value

    def _assignment(self) -> int | None:
        start = self.at
        name = self._peek()
        if name.isidentifier():
            self.at += 1
            index = self._index()
            operator = self._take(*_ASSIGNMENTS)
            if operator:
                right = self._assignment()
                if operator != "=":
                    right = _apply(operator[:-1], self.variables.number(name, index), right)
                self.variables.assign(name, index, right)
                return right
        self.at = start
        return self._ternary()

    def _index(self) -> str | None:
        if not self._take("["):
            return None
        value = self._comma()
        if not self._take("]"):
            raise Incalculable
        return "" if value is None else str(value)

    def _ternary(self) -> int | None:
        condition = self._binary(0)
        if not self._take("?"):
            return condition
        yes = self._comma()
        if not self._take(":"):
            raise Incalculable
        no = self._assignment()
        return None if condition is None else yes if condition else no

    def _binary(self, level: int) -> int | None:
        if level == len(_BINARY):
            return self._power()
        left = self._binary(level + 1)
        while True:
            operator = self._take(*_BINARY[level])
            if not operator:
                return left
            left = _apply(operator, left, self._binary(level + 1))

    def _power(self) -> int | None:
        base = self._unary()
        if not self._take("**"):
            return base
        exponent = self._power()
        if base is None or exponent is None or exponent < 0:
            return None
        return wrap(pow(base, exponent, 1 << 64))

    def _unary(self) -> int | None:
        operator = self._take("+", "-", "!", "~", "++", "--")
        if operator in ("++", "--"):
            name, index = self._variable()
            return self._step(name, index, operator, before=True)
        if operator:
            value = self._unary()
            if value is None:
                return None
            return {"+": value, "-": wrap(-value), "!": int(not value), "~": ~value}[operator]
        return self._primary()

    def _variable(self) -> tuple[str, str | None]:
        name = self._peek()
        if not name.isidentifier():
            raise Incalculable
        self.at += 1
        return name, self._index()

    def _step(self, name: str, index: str | None, operator: str, *, before: bool) -> int | None:
        old = self.variables.number(name, index)
        new = None if old is None else wrap(old + (1 if operator == "++" else -1))
        self.variables.assign(name, index, new)
        return new if before else old

    def _primary(self) -> int | None:
        if self._take("("):
            value = self._comma()
            if not self._take(")"):
                raise Incalculable
            return value
        token = self._peek()
        if token.isidentifier():
            name, index = self._variable()
            operator = self._take("++", "--")
            return self._step(name, index, operator, before=False) if operator else self.variables.number(name, index)
        self.at += 1
        return _number(token)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or len(tokens) > EXPRESSION_TOKENS:
            raise Incalculable
        token = match.group(1)
        if not (token[0].isalnum() or token[0] == "_"):
            token = next((long for long in _LONG if text.startswith(long, match.start(1))), token)
        tokens.append(token)
        at = match.start(1) + len(token)
    return tokens


def _number(token: str) -> int:
    if "#" in token:
        base, _, digits = token.partition("#")
        if not 2 <= int(base) <= 36:
            raise Incalculable
        return wrap(int(digits, int(base)))
    if token[:2] in ("0x", "0X"):
        return wrap(int(token, 16))
    if not (token.isascii() and token.isdigit()):
        raise Incalculable
    return wrap(int(token, 8) if token.startswith("0") and len(token) > 1 else int(token))


def _apply(operator: str, left: int | None, right: int | None) -> int | None:
    if left is None or right is None:
        return None
    if operator in ("/", "%"):
        if right == 0:
            raise Incalculable
        quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
        return wrap(quotient if operator == "/" else left - quotient * right)
    return wrap(_OPERATIONS[operator](left, right))


_OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "||": lambda a, b: int(bool(a or b)),
    "&&": lambda a, b: int(bool(a and b)),
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "&": lambda a, b: a & b,
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
    "<=": lambda a, b: int(a <= b),
    ">=": lambda a, b: int(a >= b),
    "<": lambda a, b: int(a < b),
    ">": lambda a, b: int(a > b),
    "<<": lambda a, b: a << (b & 63),
    ">>": lambda a, b: a >> (b & 63),
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
}
