"""`[[ ... ]]`: conditions (bash manual 3.2.5.2)."""

from __future__ import annotations

from bailiwick.interpret.regex import regex
from bailiwick.interpret.shell.grammar_simple import SimpleGrammar
from bailiwick.interpret.shell.lexer import Pieces, Unreadable
from bailiwick.interpret.shell.syntax import Both, Not, Test, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.shell.syntax import Condition

_UNARY = frozenset("-" + letter for letter in "abcdefghknoprstuvwxzGLNORS")
_BINARY = regex(r"(?:==|=~|!=|=|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))(?=[ \t\n\"'$\\])")
CONDITION_END = regex(r"\]\](?=[ \t\n;|&()<>]|\Z)")


class ConditionGrammar(SimpleGrammar):
    """Reads conditions."""

    def _condition_or(self) -> Condition:
        left = self._condition_and()
        while self._condition_operator("||"):
            left = Both(left, self._condition_and(), either=True)
        return left

    def _condition_and(self) -> Condition:
        left = self._condition_not()
        while self._condition_operator("&&"):
            left = Both(left, self._condition_not())
        return left

    def _condition_operator(self, operator: str) -> bool:
        self._newlines()
        if not self.text.startswith(operator, self.position):
            return False
        self.position += len(operator)
        self._newlines()
        return True

    def _condition_not(self) -> Condition:
        self._newlines()
        self.deeper()
        try:
            if (
                self.text.startswith("!", self.position)
                and self.text[self.position + 1 : self.position + 2] in " \t\n("
            ):
                self.position += 1
                return Not(self._condition_not())
            if self.text.startswith("(", self.position):
                self.position += 1
                condition = self._condition_or()
                if not self._condition_operator(")"):
                    raise Unreadable("`)` is missing in `[[`")
                return condition
            return self._test()
        finally:
            self.depth -= 1

    def _test(self) -> Condition:
        first = self._condition_word()
        self._blanks()
        if first.bare in _UNARY and not self._test_ends() and not _BINARY.match(self.text, self.position):
            return Test(first.bare, self._condition_word())
        match = _BINARY.match(self.text, self.position)
        if match is None:
            return Test("-n", first)
        self.position = match.end()
        self._newlines()
        operator = match.group()
        right = self._regular_expression() if operator == "=~" else self._condition_word()
        return Test(operator, right, first)

    def _test_ends(self) -> bool:
        text, at = self.text, self.position
        return bool(CONDITION_END.match(text, at)) or text.startswith(("&&", "||", ")"), at)

    def _condition_word(self) -> Word:
        if CONDITION_END.match(self.text, self.position):
            raise Unreadable("a word is missing in `[[`")
        word = self.word()
        if word is None:
            raise Unreadable("a word is missing in `[[`")
        return word

    def _regular_expression(self) -> Word:
        """The right side of `=~`: parentheses and bars belong to it."""
        pieces = Pieces()
        open_ones = 0
        while self.position < len(self.text):
            char = self.text[self.position]
            if (char in " \t\n" and not open_ones) or (char == ")" and not open_ones):
                break
            open_ones += (char == "(") - (char == ")")
            if char in "()|<>& \t\n;":
                pieces.add(char, quoted=False)
                self.position += 1
            else:
                self._piece(pieces)
        return pieces.word()
