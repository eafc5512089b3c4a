"""Words of the shell language: quoting and the beginnings of expansions (bash manual 3.1.2, 3.5).

`Reader` reads words and leaves commands to `parser.Parser`, its only subclass, because each
holds the other: a substitution holds commands, commands hold words.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from bailiwick.interpret.regex import regex
from bailiwick.interpret.shell.escapes import decode
from bailiwick.interpret.shell.syntax import (
    Arithmetic,
    Literal,
    Parameter,
    ProcessSubstitution,
    Script,
    Substitution,
    Word,
)
from bailiwick.model.errors import BoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from bailiwick.interpret.shell.syntax import Part

SYNTAX_DEPTH = 40
"""Deepest nesting of commands and expansions in one text; beyond it reading would exhaust the stack."""

HOLE_START, HOLE_END = "\ue000", "\ue001"
"""Brackets of a hole's number inside script text that is only partly known (`opaque.script_text`)."""

_PLAIN_WORD = regex(r"(?!~)[A-Za-z0-9_\-./:=,+@%^~]+(?=[ \t\n;|&)]|[<>](?!\()|\Z)")
_RUN = regex(r"[^ \t\n\\|&;<>()$`\"']+")
_SPECIAL = frozenset("*?[{~")
_NAME = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_PARAMETER = regex(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!\-]")
_SIMPLE_PARAMETER = regex(r"[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!\-]")
_LENGTH = regex(r"#(?=(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!\-])[}\[])")
_INDIRECT = regex(r"!(?=[A-Za-z0-9_@*#])")
_OPERATOR = regex(r":[-=?+]|[-=?+]|##?|%%?|/[/#%]?|\^\^?|,,?|~~?|@[A-Za-z](?=\})|:")
_DOUBLE_RUN = regex(r"[^\"\\$`]+")
_HERE_RUN = regex(r"[^\\$`]+")
_ARITHMETIC_STEP = regex(r"[^()'\"\\`]+")
_PATTERN_OPERATORS = frozenset(["#", "##", "%", "%%", "/", "//", "/#", "/%", "^", "^^", ",", ",,"])


class Unreadable(Exception):
    """The text is not shell from here on."""


class Pieces:
    """Parts of a word under construction; touching literals of the same quoting merge."""

    __slots__ = ("_buffer", "_parts", "_quoted")

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._buffer: list[str] = []
        self._quoted = False

    def __bool__(self) -> bool:
        return bool(self._parts or self._buffer)

    def add(self, text: str, *, quoted: bool) -> None:
        """Append characters; an empty quoted piece counts, because it makes a word."""
        if quoted is not self._quoted:
            self._flush()
            self._quoted = quoted
        if text or quoted:
            self._buffer.append(text)

    def expansion(self, part: Part) -> None:
        """Append an expansion."""
        self._flush()
        self._parts.append(part)

    def unquoted_end(self) -> str:
        """The last character if it is an unquoted literal one."""
        return self._buffer[-1][-1] if self._buffer and not self._quoted else ""

    def word(self) -> Word:
        """The finished word."""
        self._flush()
        parts = tuple(self._parts)
        plain: list[str] = []
        for part in parts:
            if not isinstance(part, Literal):
                return Word(parts)
            if HOLE_START in part.text or (not part.quoted and not _SPECIAL.isdisjoint(part.text)):
                return Word(parts, None, part.text if len(parts) == 1 and not part.quoted else "")
            plain.append(part.text)
        text = "".join(plain)
        return Word(parts, text, text if parts == (Literal(text),) else "")

    def _flush(self) -> None:
        if self._buffer:
            self._parts.append(Literal("".join(self._buffer), self._quoted))
            self._buffer.clear()


class Reader(ABC):
    """A text and a position in it."""

    def __init__(self, text: str, depth: int = 0) -> None:
        self.text = text
        self.position = 0
        self.depth = depth

    @abstractmethod
    def nested(self, text: str) -> Reader:
        """A reader of `text` one level deeper."""

    @abstractmethod
    def commands_until(self, closing: str) -> Script:
        """Commands up to and including `closing`."""

    @abstractmethod
    def script(self) -> Script:
        """All of the text as commands."""

    def deeper(self) -> None:
        """Enter one level of nesting; the caller leaves it by `self.depth -= 1`."""
        self.depth += 1
        if self.depth > SYNTAX_DEPTH:
            raise BoundError(f"expected at most {SYNTAX_DEPTH} levels of nesting in a shell text, got more")

    # Words

    def word(self) -> Word | None:
        """The word that starts here, or None when none does."""
        match = _PLAIN_WORD.match(self.text, self.position)
        if match is not None:
            self.position = match.end()
            text = match.group()
            return Word((Literal(text),), None if "~" in text else text, text)
        pieces = Pieces()
        while self.position < len(self.text) and self._piece(pieces):
            pass
        return pieces.word() if pieces else None

    def _piece(self, pieces: Pieces) -> bool:
        """Read one piece of an unquoted word; False at the word's end."""
        char = self.text[self.position]
        if char in " \t\n|&;)":
            return False
        if char in "<>":
            return self._process(pieces)
        if char == "(":
            return self._extended_pattern(pieces)
        if self._quoting(char, pieces):
            return True
        match = _RUN.match(self.text, self.position)
        assert match is not None  # noqa: S101 - every other first character is handled above
        pieces.add(match.group(), quoted=False)
        self.position = match.end()
        return True

    def _quoting(self, char: str, pieces: Pieces) -> bool:
        """Read a quotation, escape or expansion outside of double quotes; False when none starts here."""
        if char == "\\":
            self._escape(pieces)
        elif char == "'":
            self._single(pieces)
        elif char == '"':
            self.position += 1
            self._double(pieces)
        elif char == "$":
            self._dollar(pieces, quoted=False)
        elif char == "`":
            self._backticks(pieces, quoted=False)
        else:
            return False
        return True

    def _escape(self, pieces: Pieces) -> None:
        following = self.text[self.position + 1 : self.position + 2]
        self.position += 2
        if following != "\n":
            pieces.add(following or "\\", quoted=True)

    def _single(self, pieces: Pieces) -> None:
        end = self.text.find("'", self.position + 1)
        if end < 0:
            raise Unreadable("a single quote is not closed")
        pieces.add(self.text[self.position + 1 : end], quoted=True)
        self.position = end + 1

    def _double(self, pieces: Pieces) -> None:
        """Read from after `"` to after the closing one."""
        if self.text.startswith('"', self.position):
            pieces.add("", quoted=True)
        while self.position < len(self.text):
            if self.text[self.position] == '"':
                self.position += 1
                return
            self._quoted_piece(pieces, _DOUBLE_RUN, '$`"\\')
        raise Unreadable("a double quote is not closed")

    def _quoted_piece(self, pieces: Pieces, run: re.Pattern[str], escapable: str) -> None:
        match = run.match(self.text, self.position)
        if match is not None:
            pieces.add(match.group(), quoted=True)
            self.position = match.end()
            return
        char = self.text[self.position]
        if char == "$":
            self._dollar(pieces, quoted=True)
        elif char == "`":
            self._backticks(pieces, quoted=True)
        elif char == "\\":
            following = self.text[self.position + 1 : self.position + 2]
            self.position += 2
            if following in escapable and following:
                pieces.add(following, quoted=True)
            elif following != "\n":
                pieces.add("\\" + following, quoted=True)
        else:
            pieces.add(char, quoted=True)
            self.position += 1

    def here_text(self) -> Word:
        """All of the text as the body of an unquoted here-document."""
        pieces = Pieces()
        while self.position < len(self.text):
            self._quoted_piece(pieces, _HERE_RUN, "$`\\")
        return pieces.word()

    def _process(self, pieces: Pieces) -> bool:
        if not self.text.startswith("(", self.position + 1):
            return False
        writes = self.text[self.position] == ">"
        self.position += 2
        pieces.expansion(ProcessSubstitution(self.commands_until(")"), writes))
        return True

    def _extended_pattern(self, pieces: Pieces) -> bool:
        if pieces.unquoted_end() not in tuple("?*+@!"):
            return False
        self.position += 1
        pieces.add("(", quoted=False)
        self._span(pieces, ")", quoted=False)
        self.position += 1
        pieces.add(")", quoted=False)
        return True

    # Expansions

    def _dollar(self, pieces: Pieces, *, quoted: bool) -> None:
        text, start = self.text, self.position
        following = text[start + 1 : start + 2]
        if following == "(":
            self._parenthesis(pieces, quoted=quoted)
        elif following == "{":
            self._brace(pieces, quoted=quoted)
        elif following == "[":
            self.position += 2
            pieces.expansion(Arithmetic(self._span_word("]", quoted=True), quoted))
            self.position += 1
        elif following == "'" and not quoted:
            self._dollar_single(pieces)
        elif following == '"' and not quoted:
            self.position += 2
            self._double(pieces)
        else:
            match = _SIMPLE_PARAMETER.match(text, start + 1)
            if match is None:
                pieces.add("$", quoted=quoted or following in "'\"")
                self.position += 1
                return
            self.position = match.end()
            pieces.expansion(Parameter(match.group(), quoted=quoted))

    def _dollar_single(self, pieces: Pieces) -> None:
        end = self.position + 2
        while end < len(self.text) and self.text[end] != "'":
            end += 2 if self.text[end] == "\\" else 1
        if end >= len(self.text):
            raise Unreadable("a quote `$'` is not closed")
        pieces.add(decode(self.text[self.position + 2 : end]), quoted=True)
        self.position = end + 1

    def _parenthesis(self, pieces: Pieces, *, quoted: bool) -> None:
        if self.text.startswith("((", self.position + 1):
            end = self.arithmetic_end(self.position + 3)
            if end is not None:
                expression = self.quoted_word(self.text[self.position + 3 : end])
                pieces.expansion(Arithmetic(expression, quoted))
                self.position = end + 2
                return
        self.position += 2
        pieces.expansion(Substitution(self.commands_until(")"), quoted))

    def arithmetic_end(self, start: int) -> int | None:
        """Where the `))` that closes an arithmetic text is, or None when the parentheses hold commands."""
        text, position, open_ones = self.text, start, 0
        while position < len(text):
            match = _ARITHMETIC_STEP.match(text, position)
            if match is not None:
                position = match.end()
                continue
            char = text[position]
            if char == "(":
                open_ones += 1
            elif char == ")":
                if open_ones == 0:
                    return position if text.startswith("))", position) else None
                open_ones -= 1
            elif char == "\\":
                position += 1
            elif char in "'\"`":
                closing = text.find(char, position + 1)
                if closing < 0:
                    return None
                position = closing
            position += 1
        return None

    def quoted_word(self, text: str) -> Word:
        """`text` as between double quotes."""
        if "$" not in text and "`" not in text and "\\" not in text:
            return Word((Literal(text, quoted=True),), text)
        reader = self.nested(text)
        word = reader.here_text()
        self.depth -= 1
        return word

    def _backticks(self, pieces: Pieces, *, quoted: bool) -> None:
        text, position = self.text, self.position + 1
        inner: list[str] = []
        while position < len(text) and text[position] != "`":
            if text[position] == "\\" and position + 1 < len(text):
                position += 1
                escapable = '$`\\"' if quoted else "$`\\"
                inner.append(text[position] if text[position] in escapable else "\\" + text[position])
            else:
                inner.append(text[position])
            position += 1
        if position >= len(text):
            raise Unreadable("a backtick is not closed")
        self.position = position + 1
        reader = self.nested("".join(inner))
        pieces.expansion(Substitution(reader.script(), quoted))
        self.depth -= 1

    # ${...}

    def _brace(self, pieces: Pieces, *, quoted: bool) -> None:
        self.position += 2
        if self.text[self.position : self.position + 1] in (" ", "\t", "\n", "|"):
            self.position += 1
            pieces.expansion(Substitution(self.commands_until("}"), quoted))
            return
        self.deeper()
        length = self._skip(_LENGTH)
        indirect = not length and self._skip(_INDIRECT)
        name = _PARAMETER.match(self.text, self.position)
        if name is None:
            raise Unreadable("a parameter name is missing after `${`")
        self.position = name.end()
        index = None
        if self.text.startswith("[", self.position):
            self.position += 1
            index = self._span_word("]", quoted=True)
            self.position += 1
        operator, argument, second = self._operation(indirect=indirect, quoted=quoted)
        if not self.text.startswith("}", self.position):
            raise Unreadable("a closing brace of `${` is missing")
        self.position += 1
        self.depth -= 1
        pieces.expansion(
            Parameter(name.group(), operator, index, argument, second, indirect, length, quoted),
        )

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self.text, self.position)
        if match is None:
            return False
        self.position = match.end()
        return True

    def _operation(self, *, indirect: bool, quoted: bool) -> tuple[str, Word | None, Word | None]:
        if indirect and self.text[self.position : self.position + 2] in ("*}", "@}"):
            self.position += 1
            return "names", None, None
        match = _OPERATOR.match(self.text, self.position)
        if match is None:
            return "", None, None
        operator = match.group()
        self.position = match.end()
        if operator.startswith("@"):
            return operator, None, None
        if operator == ":":
            return operator, self._span_word(":}", quoted=True), self._second(":", quoted=True)
        if operator.startswith("/"):
            return operator, self._span_word("/}", quoted=False), self._second("/", quoted=False)
        return operator, self._span_word("}", quoted=quoted and operator not in _PATTERN_OPERATORS), None

    def _second(self, separator: str, *, quoted: bool) -> Word | None:
        if not self.text.startswith(separator, self.position):
            return None
        self.position += 1
        return self._span_word("}", quoted=quoted)

    def _span_word(self, stops: str, *, quoted: bool) -> Word:
        pieces = Pieces()
        self._span(pieces, stops, quoted=quoted)
        return pieces.word()

    def _span(self, pieces: Pieces, stops: str, *, quoted: bool) -> None:
        """Read up to (not including) one of `stops`; blanks and operators are ordinary characters here."""
        text, open_ones = self.text, 0
        while self.position < len(text):
            char = text[self.position]
            if char in stops and not (open_ones and char in ")]"):
                return
            if char in "([" and stops in (")", "]"):
                open_ones += 1
            elif char in ")]" and open_ones:
                open_ones -= 1
            self._span_piece(char, pieces, quoted=quoted)
        raise Unreadable(f"`{stops[-1]}` is missing")

    def _span_piece(self, char: str, pieces: Pieces, *, quoted: bool) -> None:
        if quoted:
            self._quoted_span_piece(char, pieces)
        elif char in "<>" and self._process(pieces):
            return
        elif not self._quoting(char, pieces):
            pieces.add(char, quoted=False)
            self.position += 1

    def _quoted_span_piece(self, char: str, pieces: Pieces) -> None:
        if char == "$":
            self._dollar(pieces, quoted=True)
        elif char == "`":
            self._backticks(pieces, quoted=True)
        elif char == '"':
            self.position += 1
            self._double(pieces)
        elif char == "\\" and self.text[self.position + 1 : self.position + 2] in tuple('$`"\\}\n'):
            self._escape(pieces)
        else:
            pieces.add(char, quoted=True)
            self.position += 1


def identifier_at(text: str, position: int) -> str:
    """The shell name that starts at `position`, or an empty text."""
    match = _NAME.match(text, position)
    return match.group() if match else ""
