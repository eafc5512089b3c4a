"""Expressions of PowerShell: values, members, operators by their precedence (about_Operator_Precedence)."""

from __future__ import annotations

import re
from abc import abstractmethod

from bailiwick.interpret.powershell.lexer import Lexer, Unreadable
from bailiwick.interpret.powershell.syntax import (
    Block,
    Cast,
    Index,
    List,
    Member,
    Operation,
    Static,
    String,
    Substitution,
    Table,
    Variable,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.powershell.syntax import Expression, Node

_TYPE = re.compile(r"\[\s*([A-Za-z_][\w.+`, \[\]]*?)\s*\](?!\])")
_NAME = re.compile(r"[A-Za-z_]\w*")
NUMBER = re.compile(r"(?:0x[0-9a-f]+|\d+(?:\.\d+)?)(?:[kmgtp]b|[dlu])?(?![\w./\\:-])", re.IGNORECASE)
_UNARY = re.compile(r"-(?:not|join|split|bnot|isplit|csplit)\b|!|\+\+|--|[-+]", re.IGNORECASE)
_WORDS = re.compile(r"-([a-z]+)\b", re.IGNORECASE)
_LEVELS = {"and": 1, "or": 1, "xor": 1, "band": 2, "bor": 2, "bxor": 2, "+": 4, "-": 4, "*": 5, "/": 5, "%": 5,
           "f": 6, "..": 7, ",": 8}  # fmt: skip
_COMPARING = 3
_COMPARISONS = frozenset(
    ("eq", "ne", "gt", "ge", "lt", "le", "like", "notlike", "match", "notmatch", "contains", "notcontains", "in",
     "notin", "replace", "split", "join", "is", "isnot", "as", "shl", "shr")
)  # fmt: skip
_PARAMETER = re.compile(r"\$\{?(\w+)\}?")


class Expressions(Lexer):
    """Adds expressions."""

    @abstractmethod
    def statement(self) -> Node:
        """One statement; the parser knows them."""

    def at_value(self) -> bool:
        """True when an expression starts here, and not a command."""
        head = self.peek()
        return bool(head) and (
            head in "'\"$([!"
            or self.peek(2) in ("@(", "@{", "@'", '@"', "++", "--")
            or NUMBER.match(self.text, self.at) is not None
            or (head in "-+" and _UNARY.match(self.text, self.at) is not None)
            or (head == "," and self.peek(2) != ",,")
        )

    def expression(self, level: int = 0) -> Expression:
        """The longest expression whose operators bind at least as strongly as `level`."""
        left = self._unary()
        while True:
            self.blank()
            found = self._operator()
            if found is None or found[1] < level:
                return left
            operator, strength, end = found
            self.at = end
            self.blank("\n")
            right = self.expression(strength + 1)
            if operator == ",":
                left = List((*left.items, right) if isinstance(left, List) else (left, right))
            else:
                left = Operation(operator, left, right)

    def _operator(self) -> tuple[str, int, int] | None:
        for sign in ("..", ",", "+", "*", "/", "%"):
            if self.text.startswith(sign, self.at):
                return sign, _LEVELS[sign], self.at + len(sign)
        word = _WORDS.match(self.text, self.at)
        if word is None:
            return ("-", _LEVELS["-"], self.at + 1) if self.peek() == "-" else None
        name = word[1].lower()
        if name[:1] in "ci" and name[1:] in _COMPARISONS and name not in _COMPARISONS:
            name = name[1:]
        if name in _COMPARISONS:
            return name, _COMPARING, word.end()
        return (name, _LEVELS[name], word.end()) if name in _LEVELS else ("-", _LEVELS["-"], self.at + 1)

    def _unary(self) -> Expression:
        self.blank()
        found = _UNARY.match(self.text, self.at)
        if found:
            self.at = found.end()
            self.blank("\n")
            return Operation(found[0].lstrip("-").lower() or "-", None, self._unary())
        if self.peek() == ",":
            self.at += 1
            return List((self._unary(),))
        return self.postfix(self.value())

    def postfix(self, value: Expression) -> Expression:
        """Members, calls and indexes that follow a value without a blank."""
        while True:
            if self.peek(2) in ("++", "--"):
                self.at += 2
            elif self.peek(2) == "::" or (self.peek() == "." and self.peek(2) != ".."):
                self.at += 2 if self.peek(2) == "::" else 1
                value = Member(value, self._member(), self._arguments())
            elif self.peek() == "?" and self.peek(2) == "?.":
                self.at += 2
                value = Member(value, self._member(), self._arguments())
            elif self.peek() == "[":
                self.at += 1
                self.blank("\n")
                index = self.expression()
                self.blank("\n")
                self.expect("]")
                value = Index(value, index)
            else:
                return value

    def _member(self) -> Expression:
        self.blank()
        name = self.take(_NAME)
        if name:
            return String((name[0],))
        found: Expression | None = self.string() or self.variable()
        if found is None and self.peek() == "(":
            self.at += 1
            found = Substitution(self.script(")"))
        if found is None:
            raise Unreadable(f"expected the name of a member, got `{self.peek(20)}`")
        return found

    def _arguments(self) -> tuple[Expression, ...] | None:
        if self.peek() == "{":
            return (self.block(),)
        if self.peek() != "(":
            return None
        self.at += 1
        found: list[Expression] = []
        while True:
            self.blank("\n,")
            if self.peek() == ")":
                self.at += 1
                return tuple(found)
            found.append(self.expression(_LEVELS[","] + 1) if not self._lambda() else self.block())
            self.blank("\n")
            while self.peek() not in (",", ")"):
                operator = self._operator()
                if operator is None:
                    raise Unreadable(f"expected `,` or `)`, got `{self.peek(20)}`")
                self.at = operator[2]
                self.blank("\n")
                found[-1] = Operation(operator[0], found[-1], self.expression(operator[1] + 1))
                self.blank("\n")

    def _lambda(self) -> bool:
        return self.peek() == "{"

    def value(self) -> Expression:
        """One value without operators and members."""
        head = self.peek()
        string = self.string()
        if string is not None:
            return string
        if head == "(" or self.peek(2) in ("$(", "@("):
            self.at += 1 if head == "(" else 2
            return Substitution(self.script(")"))
        if self.peek(2) == "@{":
            return self._table()
        if head == "{":
            return self.block()
        if head == "[":
            return self._typed()
        number = self.take(NUMBER)
        if number:
            return String((number[0],))
        found = self.variable()
        if found is None and head == "@":
            self.at += 1
            name = self.take(_NAME)
            found = Variable(name[0].lower(), splat=True) if name else None
        if found is None:
            raise Unreadable(f"expected a value, got `{self.peek(20)}`")
        return found

    def _typed(self) -> Expression:
        found = self.take(_TYPE)
        if found is None:
            raise Unreadable(f"expected a type, got `{self.peek(20)}`")
        kind = found[1].lower().removeprefix("system.")
        if self.peek(2) == "::":
            self.at += 2
            name = self._member()
            if not isinstance(name, String) or name.parts == () or not isinstance(name.parts[0], str):
                raise Unreadable("expected a plain name of a member")
            return Static(kind, name.parts[0].lower(), self._arguments())
        self.blank("\n")
        if not self.at_value():
            return Static(kind, "", None)
        return Cast(kind, self._unary())

    def _table(self) -> Table:
        self.expect("@{")
        items: list[tuple[Expression, Node]] = []
        while True:
            self.blank("\n;")
            if self.peek() == "}":
                self.at += 1
                return Table(tuple(items))
            name = re.compile(r"[\w.-]+").match(self.text, self.at)
            if name and self.peek() != "$":
                key: Expression = String((name[0],))
                self.at = name.end()
            else:
                key = self.postfix(self.value())
            self.blank("\n")
            self.expect("=")
            self.blank("\n")
            items.append((key, self.statement()))

    def block(self) -> Block:
        """`{ ... }`, with `param(...)` when it has one."""
        self.expect("{")
        start = self.at
        self.blank("\n")
        names: tuple[str, ...] = ()
        if re.compile(r"param\s*\(", re.IGNORECASE).match(self.text, self.at):
            self.at = self.text.index("(", self.at)
            names = self.parameters()
        body = self.script("}")
        return Block(body, names, self.text[start : self.at - 1])

    def parameters(self) -> tuple[str, ...]:
        """The names in `( [type] $name = default, ... )`."""
        start = self.at
        self.at += 1
        depth = 1
        while depth:
            if self.at >= len(self.text):
                raise Unreadable("expected `)`, got the end")
            if self.string() is not None:
                continue
            letter = self.peek()
            depth += (letter in "([{") - (letter in ")]}")
            self.at += 1
        text = self.text[start : self.at]
        return tuple(dict.fromkeys(name.lower() for name in re.findall(r"\$(\w+)(?=\s*[,)=])", text)))
