"""Shell patterns (bash manual 3.5.8.1) matched in time proportional to pattern times text.

A pattern is text in which a backslash takes the meaning from the next character; quoted
characters of a word arrive here escaped by `escape`. Extended patterns `@(a|b)` are read always,
as in `[[`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MATCH_CHARACTERS = 4096
"""Longest text in which a pattern is searched from every position; longer ones stay unknown."""

_SPECIAL = frozenset("*?[]\\()|!+@-^")
_GROUPS = {"*": "star", "+": "plus"}
_CLASSES: dict[str, Callable[[str], bool]] = {
    "alpha": str.isalpha,
    "digit": str.isdigit,
    "alnum": str.isalnum,
    "upper": str.isupper,
    "lower": str.islower,
    "space": str.isspace,
    "blank": lambda char: char in " \t",
    "punct": lambda char: char.isprintable() and not char.isalnum() and char != " ",
    "xdigit": lambda char: char in "0123456789abcdefABCDEF",
    "word": lambda char: char.isalnum() or char == "_",
    "print": str.isprintable,
    "graph": lambda char: char.isprintable() and char != " ",
    "cntrl": lambda char: ord(char) < 32 or ord(char) == 127,
}


class _Token:
    """One element: `*`, one character that passes `test`, or a group of alternatives."""

    __slots__ = ("alternatives", "kind", "test")

    def __init__(self, kind: str, test: Callable[[str], bool], alternatives: list[list[_Token]] | None = None) -> None:
        self.kind = kind
        self.test = test
        self.alternatives = alternatives or []


def escape(text: str) -> str:
    """`text` as a pattern that matches only itself."""
    if _SPECIAL.isdisjoint(text):
        return text
    return "".join("\\" + char if char in _SPECIAL else char for char in text)


def has_pattern(text: str) -> bool:
    """True when `text` holds an unescaped pattern character."""
    if "*" not in text and "?" not in text and "[" not in text:
        return False
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] in "*?" or (text[at] == "[" and "]" in text[at:]):
            return True
        at += 1
    return False


def unescaped(pattern: str) -> str:
    """The text that a pattern without special characters stands for."""
    if "\\" not in pattern:
        return pattern
    out: list[str] = []
    characters = iter(pattern)
    for char in characters:
        out.append(next(characters, "\\") if char == "\\" else char)
    return "".join(out)


class Pattern:
    """A compiled pattern."""

    __slots__ = ("_tokens",)

    def __init__(self, pattern: str) -> None:
        self._tokens = _Compiler(pattern).sequence("")

    def matches(self, text: str) -> bool:
        """True when the whole text matches."""
        return len(text) in _ends(self._tokens, text, {0})

    def prefixes(self, text: str) -> list[int]:
        """Lengths of the prefixes of `text` that match, ascending."""
        return sorted(_ends(self._tokens, text, {0}))

    def ends_from(self, text: str, start: int) -> set[int]:
        """Where matches that begin at `start` end."""
        return _ends(self._tokens, text, {start})

    def suffixes(self, text: str) -> list[int]:
        """Positions from which the rest of `text` matches, ascending."""
        length = len(text)
        return [start for start in range(length + 1) if length in _ends(self._tokens, text, {start})]


def _ends(tokens: list[_Token], text: str, positions: set[int]) -> set[int]:
    for token in tokens:
        if not positions:
            break
        if token.kind == "*":
            positions = set(range(min(positions), len(text) + 1))
        elif token.kind == "one":
            positions = {at + 1 for at in positions if at < len(text) and token.test(text[at])}
        else:
            positions = _group(token.kind, token.alternatives, text, positions)
    return positions


def _group(kind: str, alternatives: list[list[_Token]], text: str, positions: set[int]) -> set[int]:
    if kind == "!":
        return {
            end
            for start in positions
            for end in range(start, len(text) + 1)
            if end not in _either(alternatives, text, {start})
        }
    once = _either(alternatives, text, positions)
    if kind == "@":
        return once
    if kind == "?":
        return positions | once
    reached, new = set(once), once
    while new:
        new = _either(alternatives, text, new) - reached
        reached |= new
    return reached | positions if kind == "star" else reached


def _either(alternatives: list[list[_Token]], text: str, positions: set[int]) -> set[int]:
    found: set[int] = set()
    for alternative in alternatives:
        found |= _ends(alternative, text, positions)
    return found


class _Compiler:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def sequence(self, stops: str) -> list[_Token]:
        tokens: list[_Token] = []
        while self.at < len(self.pattern):
            char = self.pattern[self.at]
            if char in stops:
                break
            tokens.append(self._token(char))
        return tokens

    def _token(self, char: str) -> _Token:
        self.at += 1
        if char in "?*+@!" and self.pattern.startswith("(", self.at) and ")" in self.pattern[self.at :]:
            self.at += 1
            return _Token(_GROUPS.get(char, char), _anything, self._alternatives())
        if char == "*":
            return _Token("*", _anything)
        if char == "?":
            return _Token("one", _anything)
        if char == "[":
            return self._bracket()
        if char == "\\" and self.at < len(self.pattern):
            char = self.pattern[self.at]
            self.at += 1
        return _Token("one", char.__eq__)

    def _alternatives(self) -> list[list[_Token]]:
        alternatives = [self.sequence("|)")]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            alternatives.append(self.sequence("|)"))
        self.at += 1
        return alternatives

    def _bracket(self) -> _Token:
        start = self.at
        negated = self.pattern[self.at : self.at + 1] in ("!", "^")
        self.at += negated
        tests: list[Callable[[str], bool]] = []
        first = True
        while self.at < len(self.pattern) and (first or self.pattern[self.at] != "]"):
            first = False
            tests.append(self._member())
        if self.at >= len(self.pattern):
            self.at = start
            return _Token("one", "[".__eq__)
        self.at += 1
        return _Token("one", lambda char: any(test(char) for test in tests) is not negated)

    def _member(self) -> Callable[[str], bool]:
        if self.pattern.startswith("[:", self.at):
            end = self.pattern.find(":]", self.at)
            if end > 0 and self.pattern[self.at + 2 : end] in _CLASSES:
                test = _CLASSES[self.pattern[self.at + 2 : end]]
                self.at = end + 2
                return test
        low = self._character()
        if self.pattern.startswith("-", self.at) and self.pattern[self.at + 1 : self.at + 2] not in ("", "]"):
            self.at += 1
            high = self._character()
            return lambda char: low <= char <= high
        return low.__eq__

    def _character(self) -> str:
        if self.pattern[self.at] == "\\" and self.at + 1 < len(self.pattern):
            self.at += 1
        self.at += 1
        return self.pattern[self.at - 1]


def _anything(_char: str) -> bool:
    return True
