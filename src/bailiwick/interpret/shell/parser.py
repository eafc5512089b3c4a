"""Commands of the shell language: POSIX 2.10 and what bash adds (manual chapters 3.2 and 3.6).

`parse` never fails: what cannot be read ends in `Script.problem`, and reading goes on at
the next line, so that what is clear is still seen.
"""

from __future__ import annotations

from functools import lru_cache

from bailiwick.interpret.regex import regex
from bailiwick.interpret.shell.grammar_conditions import CONDITION_END, ConditionGrammar
from bailiwick.interpret.shell.grammar_simple import BLANKS, PARENTHESES
from bailiwick.interpret.shell.lexer import Unreadable, identifier_at
from bailiwick.interpret.shell.syntax import (
    AndOr,
    Calculation,
    Case,
    CaseClause,
    Conditional,
    Coprocess,
    CountingFor,
    For,
    Function,
    Group,
    If,
    Item,
    Literal,
    Pipeline,
    Redirected,
    Script,
    Simple,
    Subshell,
    While,
    Word,
)
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.shell.syntax import Command

RESUMPTIONS = 64
"""Most places after an unreadable one where reading is tried again."""

_KEYWORD = regex(r"(?:if|while|until|for|case|select|function|time|coproc|\{|\[\[|!)(?=[ \t\n;|&()<>]|\\\n|\Z)")
_CLOSER = regex(r"(?:then|elif|else|fi|do|done|esac|\})(?=[ \t\n;|&()<>]|\Z)")
_CASE_END = regex(r";;&|;;|;&")
_TIME_OPTIONS = regex(r"(?:[ \t]+(?:-p|--)(?=[ \t\n]))+")


class Parser(ConditionGrammar):
    """Reads commands by recursive descent."""

    def nested(self, text: str) -> Parser:
        """A parser of `text` one level deeper; the caller takes the level back."""
        self.deeper()
        return Parser(text, self.depth)

    def script(self) -> Script:
        """All of the text; raises nothing but `BoundError`."""
        items: list[Item] = []
        problem = ""
        depth = self.depth
        for _ in range(RESUMPTIONS):
            try:
                self._list(items)
                if self.position >= len(self.text):
                    return Script(tuple(items), problem)
                problem = problem or f"`{self.text[self.position : self.position + 20]}` is not expected here"
                self.position += 1
            except Unreadable as unreadable:
                problem = problem or str(unreadable)
                following = self.text.find("\n", self.position)
                if following < 0:
                    break
                self.position = following + 1
            self.depth = depth
            self.here_documents.clear()
        return Script(tuple(items), problem or "too many unreadable places")

    def commands_until(self, closing: str) -> Script:
        """Commands up to and including `closing`, which is `)` or `}`."""
        self.deeper()
        items: list[Item] = []
        self._list(items)
        if not self.text.startswith(closing, self.position):
            raise Unreadable(f"`{closing}` is missing")
        self.position += 1
        self.depth -= 1
        return Script(tuple(items))

    # Lists

    def _list(self, items: list[Item]) -> None:
        while True:
            self._newlines()
            if self._closed():
                return
            command = self._and_or()
            self._blanks()
            text, at = self.text, self.position
            background = text.startswith("&", at)
            items.append(Item(command, background))
            if len(items) > bounds.SHELL_STEPS:
                raise BoundError(f"expected at most {bounds.SHELL_STEPS} commands in one list, got more")
            if (text.startswith(";", at) and not _CASE_END.match(text, at)) or background:
                self.position += 1
            elif not text.startswith("\n", at):
                return

    def _closed(self) -> bool:
        if self.position >= len(self.text) or self.text[self.position] in ");":
            return True
        return _CLOSER.match(self.text, self.position) is not None

    def _keyword(self, word: str) -> None:
        self._newlines()
        if not self.text.startswith(word, self.position) or not _CLOSER.match(self.text, self.position):
            raise Unreadable(f"`{word}` is missing")
        self.position += len(word)

    def _body(self) -> Script:
        items: list[Item] = []
        self.deeper()
        self._list(items)
        self.depth -= 1
        return Script(tuple(items))

    def _and_or(self) -> Command:
        first = self._pipeline()
        rest: list[tuple[str, Command]] = []
        while True:
            self._blanks()
            operator = self.text[self.position : self.position + 2]
            if operator not in ("&&", "||"):
                return AndOr(first, tuple(rest)) if rest else first
            self.position += 2
            self._newlines()
            rest.append((operator, self._pipeline()))

    def _pipeline(self) -> Command:
        negated = False
        while True:
            match = _KEYWORD.match(self.text, self.position)
            if match is None or match.group() not in ("!", "time"):
                break
            self.position = match.end()
            negated ^= match.group() == "!"
            if match.group() == "time":
                options = _TIME_OPTIONS.match(self.text, self.position)
                self.position = options.end() if options else self.position
            self._blanks()
            if self.position >= len(self.text) or self.text[self.position] in "\n;":
                return Pipeline((Simple(),), negated)
        stages = [self._command()]
        errors = []
        while True:
            self._blanks()
            if not self.text.startswith("|", self.position) or self.text.startswith("||", self.position):
                break
            with_errors = self.text.startswith("|&", self.position)
            self.position += 2 if with_errors else 1
            errors.append(with_errors)
            self._newlines()
            stages.append(self._command())
        if len(stages) == 1 and not negated:
            return stages[0]
        return Pipeline(tuple(stages), negated, tuple(errors))

    # Commands

    def _command(self) -> Command:
        text, at = self.text, self.position
        if text.startswith("(", at):
            command = self._parenthesised()
        else:
            keyword = _KEYWORD.match(text, at)
            if keyword is None:
                return self._simple()
            self.position = keyword.end()
            command = self._compound(keyword.group())
            if isinstance(command, Function | Coprocess):
                return command
        redirects = self._redirects()
        return Redirected(command, redirects) if redirects else command

    def _compound(self, keyword: str) -> Command:
        match keyword:
            case "if":
                return self._if()
            case "while" | "until":
                return self._while(until=keyword == "until")
            case "for" | "select":
                return self._for(select=keyword == "select")
            case "case":
                return self._case()
            case "function":
                return self._function_keyword()
            case "{":
                body = self._body()
                self._keyword("}")
                return Group(body)
            case "[[":
                self._newlines()
                condition = self._condition_or()
                self._newlines()
                if not CONDITION_END.match(self.text, self.position):
                    raise Unreadable("`]]` is missing")
                self.position += 2
                return Conditional(condition)
            case "coproc":
                return self._coprocess()
        raise Unreadable(f"`{keyword}` is not expected here")

    def _parenthesised(self) -> Command:
        if self.text.startswith("((", self.position):
            end = self.arithmetic_end(self.position + 2)
            if end is not None:
                expression = self.quoted_word(self.text[self.position + 2 : end])
                self.position = end + 2
                return Calculation(expression)
        self.position += 1
        return Subshell(self.commands_until(")"))

    def _if(self) -> Command:
        clauses = []
        otherwise = None
        while True:
            condition = self._body()
            self._keyword("then")
            clauses.append((condition, self._body()))
            self._newlines()
            if not self.text.startswith("elif", self.position):
                break
            self._keyword("elif")
        if self.text.startswith("else", self.position):
            self._keyword("else")
            otherwise = self._body()
        self._keyword("fi")
        return If(tuple(clauses), otherwise)

    def _while(self, *, until: bool) -> Command:
        condition = self._body()
        return While(condition, self._do(), until)

    def _do(self) -> Script:
        self._newlines()
        if self.text.startswith(";", self.position):
            self.position += 1
            self._newlines()
        if self.text.startswith("{", self.position):
            self.position += 1
            body = self._body()
            self._keyword("}")
            return body
        self._keyword("do")
        body = self._body()
        self._keyword("done")
        return body

    def _for(self, *, select: bool) -> Command:
        self._blanks()
        if self.text.startswith("((", self.position):
            return self._counting_for()
        name = identifier_at(self.text, self.position)
        if not name:
            raise Unreadable("a name is missing after `for`")
        self.position += len(name)
        self._newlines()
        words: tuple[Word, ...] | None = None
        following = self.text[self.position : self.position + 3]
        if following[:2] == "in" and following[2:] in ("", " ", "\t", "\n", ";"):
            self.position += 2
            words = self._words()
        return For(name, words, self._do(), select)

    def _words(self) -> tuple[Word, ...]:
        words: list[Word] = []
        while True:
            self._blanks()
            word = self.word()
            if word is None:
                return tuple(words)
            words.append(word)

    def _counting_for(self) -> Command:
        end = self.arithmetic_end(self.position + 2)
        if end is None:
            raise Unreadable("`))` is missing")
        sections = self.text[self.position + 2 : end].split(";")
        if len(sections) != 3:
            raise Unreadable("`for ((` needs three expressions")
        self.position = end + 2
        start, test, step = (self.quoted_word(section) for section in sections)
        return CountingFor(start, test, step, self._do())

    def _case(self) -> Command:
        self._blanks()
        subject = self.word()
        self._newlines()
        if subject is None or not self.text.startswith("in", self.position):
            raise Unreadable("`in` is missing after `case`")
        self.position += 2
        clauses: list[CaseClause] = []
        while True:
            self._newlines()
            if self.text.startswith("esac", self.position) and _CLOSER.match(self.text, self.position):
                self.position += 4
                return Case(subject, tuple(clauses))
            clauses.append(self._case_clause())

    def _case_clause(self) -> CaseClause:
        if self.text.startswith("(", self.position):
            self.position += 1
        patterns = []
        while True:
            self._blanks()
            word = self.word()
            if word is None:
                raise Unreadable("a pattern is missing in `case`")
            patterns.append(word)
            self._blanks()
            if self.text.startswith("|", self.position):
                self.position += 1
                continue
            break
        if not self.text.startswith(")", self.position):
            raise Unreadable("`)` is missing after a pattern of `case`")
        self.position += 1
        body = self._body()
        ending = _CASE_END.match(self.text, self.position)
        if ending:
            self.position = ending.end()
        return CaseClause(tuple(patterns), body, ending.group() if ending else ";;")

    def _function_keyword(self) -> Command:
        self._blanks()
        name = self.word()
        if name is None or not name.bare:
            raise Unreadable("a name is missing after `function`")
        parentheses = PARENTHESES.match(self.text, self.position)
        if parentheses:
            self.position = parentheses.end()
        return self._function(name.bare)

    def _function(self, name: str) -> Command:
        self._newlines()
        self.deeper()
        body = self._command()
        self.depth -= 1
        return Function(name, body)

    def _coprocess(self) -> Command:
        self._blanks()
        name = identifier_at(self.text, self.position)
        after = self.position + len(name)
        match = BLANKS.match(self.text, after)
        following = match.end() if match and name else self.position
        compound = self.text.startswith("(", following) or _KEYWORD.match(self.text, following)
        if name and following > after and compound:
            self.position = following
            return Coprocess(name, self._command())
        return Coprocess("COPROC", self._command())


@lru_cache(maxsize=8)
def parse(text: str, *, depth: int = 0) -> Script:
    """The commands of a shell text. The latest are kept: most calls are interpreted again with the facts.

    Args:
        text: the script.
        depth: nesting that is already spent.

    Raises:
        BoundError: nested deeper than `lexer.SYNTAX_DEPTH`.
    """
    return Parser(text.replace("\0", ""), depth).script()


def parse_text(text: str) -> Word:
    """`text` read as between double quotes: expansions, no splitting.

    Raises:
        BoundError: nested deeper than `lexer.SYNTAX_DEPTH`.
    """
    try:
        return Parser(text.replace("\0", "")).quoted_word(text)
    except Unreadable:
        return Word((Literal(text, quoted=True),), text)
