"""Simple commands: assignments, words, redirections and here-documents (POSIX 2.9.1, 2.7)."""

from __future__ import annotations

from abc import abstractmethod

from bailiwick.interpret.digits import whole_number
from bailiwick.interpret.regex import regex
from bailiwick.interpret.shell.lexer import Reader, Unreadable
from bailiwick.interpret.shell.syntax import (
    ArrayLiteral,
    Assignment,
    HereDocument,
    Literal,
    Redirect,
    Simple,
    Word,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from bailiwick.interpret.shell.syntax import Command

BLANKS = regex(r"(?:[ \t]|\\\n)*(?:#[^\n]*)?")
_REDIRECT = regex(r"([0-9]+|\{[A-Za-z_][A-Za-z0-9_]*\})?(<<<|<<-|<<|<&|<>|<(?!\()|>>|>&|>\||>(?!\()|&>>|&>)")
_BLANK_STARTS = " \t\\#"
_REDIRECT_STARTS = "<>&{0123456789"
_ASSIGNMENT = regex(r"([A-Za-z_][A-Za-z0-9_]*)(\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\])?(\+?)=")
PARENTHESES = regex(r"[ \t]*\([ \t]*\)")
DECLARERS = frozenset(("declare", "typeset", "local", "export", "readonly"))
"""Builtins whose arguments may be array assignments."""

_NOTHING = Word((), "")


class SimpleGrammar(Reader):
    """Reads simple commands, and what separates commands."""

    def __init__(self, text: str, depth: int = 0) -> None:
        super().__init__(text, depth)
        self.here_documents: list[HereDocument] = []

    @abstractmethod
    def _function(self, name: str) -> Command:
        """The function whose `name ()` was just read."""

    def _blanks(self) -> None:
        if self.text[self.position : self.position + 1] not in _BLANK_STARTS:
            return
        match = BLANKS.match(self.text, self.position)
        assert match is not None  # noqa: S101 - the pattern matches the empty text
        self.position = match.end()

    def _newlines(self) -> None:
        """Skip blanks, comments and newlines; bodies of here-documents begin after a newline."""
        self._blanks()
        while self.text.startswith("\n", self.position):
            self.position += 1
            if self.here_documents:
                self._read_here_documents()
            self._blanks()

    def _read_here_documents(self) -> None:
        for document in self.here_documents:
            lines: list[str] = []
            while self.position < len(self.text):
                end = self.text.find("\n", self.position)
                end = len(self.text) if end < 0 else end
                line = self.text[self.position : end]
                self.position = min(end + 1, len(self.text))
                line = line.lstrip("\t") if document.strip_tabs else line
                if line == document.delimiter:
                    break
                lines.append(line + "\n")
            body = "".join(lines)
            if document.quoted:
                document.body = Word((Literal(body, quoted=True),), body)
            else:
                document.body = self._here_body(body)
        self.here_documents.clear()

    def _here_body(self, body: str) -> Word:
        """A body whose expansions cannot be read expands to nothing: bash reports an error instead of running them."""
        depth = self.depth
        try:
            return self.quoted_word(body)
        except Unreadable:
            self.depth = depth
            return Word((Literal(body, quoted=True),), body)

    def _simple(self) -> Command:
        assignments: list[Assignment] = []
        words: list[Word | Assignment] = []
        redirects: list[Redirect] = []
        declares = False
        text = self.text
        while True:
            self._blanks()
            redirect = self._redirect()
            if redirect is not None:
                redirects.append(redirect)
                continue
            match = _ASSIGNMENT.match(text, self.position) if declares or not words else None
            if match is not None:
                assignment = self._assignment(match)
                (words or assignments).append(assignment)
                continue
            word = self.word()
            if word is None:
                break
            if not words:
                declares = word.bare in DECLARERS
                parentheses = PARENTHESES.match(text, self.position) if word.bare else None
                if parentheses is not None and not assignments:
                    self.position = parentheses.end()
                    return self._function(word.bare)
            words.append(word)
        if text.startswith("(", self.position) or not (words or assignments or redirects):
            shown = text[self.position : self.position + 20]
            raise Unreadable(f"`{shown}` is not expected here")
        return Simple(tuple(assignments), tuple(words), tuple(redirects))

    def _assignment(self, match: re.Match[str]) -> Assignment:
        self.position = match.end()
        name, subscript, plus = match.groups()
        index = self.quoted_word(subscript[1:-1]) if subscript else None
        if self.text.startswith("(", self.position):
            self.position += 1
            return Assignment(name, self._array(), index, bool(plus))
        return Assignment(name, self.word() or _NOTHING, index, bool(plus))

    def _array(self) -> ArrayLiteral:
        items: list[tuple[Word | None, Word]] = []
        while True:
            self._newlines()
            if self.text.startswith(")", self.position):
                self.position += 1
                return ArrayLiteral(tuple(items))
            key = None
            if self.text.startswith("[", self.position):
                start = self.position
                self.position += 1
                key = self._span_word("]", quoted=True)
                self.position += 1
                if not self.text.startswith("=", self.position):
                    self.position, key = start, None
                else:
                    self.position += 1
            word = self.word() or (_NOTHING if key else None)
            if word is None:
                raise Unreadable("`)` is missing after an array")
            items.append((key, word))

    # Redirections

    def _redirects(self) -> tuple[Redirect, ...]:
        redirects: list[Redirect] = []
        while True:
            self._blanks()
            redirect = self._redirect()
            if redirect is None:
                return tuple(redirects)
            redirects.append(redirect)

    def _redirect(self) -> Redirect | None:
        if self.text[self.position : self.position + 1] not in _REDIRECT_STARTS:
            return None
        match = _REDIRECT.match(self.text, self.position)
        if match is None:
            return None
        self.position = match.end()
        prefix, operator = match.groups()
        descriptor = whole_number(prefix)
        variable = prefix[1:-1] if prefix and prefix[0] == "{" else ""
        self._blanks()
        if operator in ("<<", "<<-"):
            document = self._here_document(strip_tabs=operator == "<<-")
            self.here_documents.append(document)
            return Redirect("<<", document, descriptor, variable)
        word = self.word()
        if word is None:
            raise Unreadable(f"a word is missing after `{operator}`")
        return Redirect(operator, word, descriptor, variable)

    def _here_document(self, *, strip_tabs: bool) -> HereDocument:
        start = self.position
        word = self.word()
        if word is None:
            raise Unreadable("a word is missing after `<<`")
        raw = self.text[start : self.position]
        quoted = any(char in raw for char in "'\"\\")
        literals = [part.text for part in word.parts if isinstance(part, Literal)]
        delimiter = "".join(literals) if len(literals) == len(word.parts) else raw
        return HereDocument(delimiter, quoted=quoted, strip_tabs=strip_tabs)
