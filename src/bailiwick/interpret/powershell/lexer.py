"""Reads the pieces of PowerShell text: blanks, names, strings with what is expanded in them.

PowerShell has two ways to read the same letters (arguments of commands, expressions), so pieces are taken on demand.
Source: about_Parsing, about_Quoting_Rules, about_Special_Characters.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from bailiwick.interpret.powershell.syntax import String, Substitution, Variable
from bailiwick.model.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.powershell.syntax import Expression, Script

_BLANK = re.compile(r"(?:[ \t\r\f\v\u00a0]|`\r?\n|<#(?:.|\n)*?#>|#[^\n]*)+")
_VARIABLE = re.compile(r"\$(?:\{([^}]*)\}|((?:[A-Za-z]+:)?[A-Za-z_]\w*|[?^$_]|\d+))")
_HERE = re.compile(r"@(['\"])[ \t]*\r?\n(?:((?:.|\n)*?)\r?\n)?\1@")
_ESCAPES = {"n": "\n", "t": "\t", "0": "", "r": "\r", "a": "", "b": "", "f": "", "v": "", "e": "\x1b", "\n": ""}
_BARE_END = frozenset(" \t\r\n\f|;(){},&<>")
_QUOTES = str.maketrans("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2013\u2014\u2015", "''''\"\"\"---")


class Unreadable(InputError):
    """Text that is outside the subset."""


class Lexer(ABC):
    """Reads from left to right; every method leaves `at` behind what it has read."""

    def __init__(self, text: str) -> None:
        self.text = text.translate(_QUOTES)
        self.at = 0

    @abstractmethod
    def script(self, end: str) -> Script:
        """The statements before `end`, which is read too; the parser knows them."""

    def peek(self, width: int = 1) -> str:
        """The next letters."""
        return self.text[self.at : self.at + width]

    def blank(self, more: str = "") -> None:
        """Skip blanks, comments and the letters of `more`."""
        while self.at < len(self.text):
            found = _BLANK.match(self.text, self.at)
            if found:
                self.at = found.end()
            elif self.text[self.at] in more:
                self.at += 1
            else:
                return

    def expect(self, text: str) -> None:
        """Read `text`."""
        if not self.text.startswith(text, self.at):
            raise Unreadable(f"expected `{text}`, got `{self.peek(20)}`")
        self.at += len(text)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what the pattern matches here, if it does."""
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    # Strings

    def variable(self) -> Variable | None:
        """`$name`, when one stands here."""
        found = self.take(_VARIABLE)
        if found is None:
            return None
        name = (found[1] if found[1] is not None else found[2]).lower()
        for scope in ("global:", "script:", "local:", "using:", "private:", "variable:"):
            name = name.removeprefix(scope)
        return Variable(name)

    def string(self) -> String | None:
        """A quoted string or a here-string, when one stands here."""
        here = self.take(_HERE)
        if here:
            body = here[2] or ""
            return String((body,)) if here[1] == "'" else self._again(body)
        if self.peek() == "'":
            return String((self._single(),))
        if self.peek() == '"':
            self.at += 1
            return self.double('"')
        return None

    def _single(self) -> str:
        out, start = "", self.at + 1
        while True:
            end = self.text.find("'", start)
            if end < 0:
                raise Unreadable("expected the end of a string, got none")
            out += self.text[start:end]
            if self.text[end + 1 : end + 2] != "'":
                self.at = end + 1
                return out
            out, start = out + "'", end + 2

    def _again(self, body: str) -> String:
        return type(self)(body).double("")

    def double(self, end: str) -> String:
        """The rest of a string up to `end`, or up to the end of the text, with what is expanded in it."""
        parts: list[str | Expression] = []
        while True:
            if self.at >= len(self.text):
                if end:
                    raise Unreadable("expected the end of a string, got none")
                break
            letter = self.text[self.at]
            if end and letter == end:
                self.at += 1
                if self.peek() != end:
                    break
                self.at += 1
                _add(parts, letter)
            else:
                self._piece(parts)
        return String(tuple(parts))

    def _piece(self, parts: list[str | Expression]) -> None:
        """One escape, one expansion or the next letter."""
        letter = self.text[self.at]
        if letter == "`" and self.at + 1 < len(self.text):
            following = self.text[self.at + 1]
            _add(parts, _ESCAPES.get(following, following))
            self.at += 2
        elif self.peek(2) == "$(":
            self.at += 2
            parts.append(Substitution(self.script(")")))
        else:
            found = self.variable() if letter == "$" else None
            if found is not None:
                parts.append(found)
            else:
                _add(parts, letter)
                self.at += 1

    def bare(self) -> String:
        """A word without quotes, as the argument of a command; quoted pieces in it belong to it."""
        parts: list[str | Expression] = []
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in _BARE_END:
            if self.peek() in ("'", '"'):
                quoted = self.string()
                for part in quoted.parts if quoted is not None else ():
                    parts.append(part) if not isinstance(part, str) else _add(parts, part)
            else:
                self._piece(parts)
        if self.at == start:
            raise Unreadable(f"expected a word, got `{self.peek(20)}`")
        return String(tuple(parts), bare=True)


def _add(parts: list[str | Expression], text: str) -> None:
    if not text:
        return
    if parts and isinstance(parts[-1], str):
        parts[-1] += text
    else:
        parts.append(text)
