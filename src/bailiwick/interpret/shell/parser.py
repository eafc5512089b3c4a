"""Commands of the shell language: POSIX 2.10 and what bash adds (manual chapters 3.2 and 3.6).

`parse` never fails: what cannot be read ends in `Script.problem`, and reading goes on at
the next line, so that what is clear is still seen.
"""

from __future__ import annotations

import re

from bailiwick.interpret.shell.lexer import Pieces, Reader, Unreadable, identifier_at
from bailiwick.interpret.shell.syntax import (
    AndOr,
    ArrayLiteral,
    Assignment,
    Both,
    Calculation,
    Case,
    CaseClause,
    Conditional,
    Coprocess,
    CountingFor,
    For,
    Function,
    Group,
    HereDocument,
    If,
    Item,
    Literal,
    Not,
    Pipeline,
    Redirect,
    Redirected,
    Script,
    Simple,
    Subshell,
    Test,
    While,
    Word,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.shell.syntax import Command, Condition

RESUMPTIONS = 64
"""Most places after an unreadable one where reading is tried again."""

_BLANKS = re.compile(r"(?:[ \t]|\\\n)*(?:#[^\n]*)?")
_KEYWORD = re.compile(r"(?:if|while|until|for|case|select|function|time|coproc|\{|\[\[|!)(?=[ \t\n;|&()<>]|\\\n|\Z)")
_CLOSER = re.compile(r"(?:then|elif|else|fi|do|done|esac|\})(?=[ \t\n;|&()<>]|\Z)")
_REDIRECT = re.compile(r"([0-9]+|\{[A-Za-z_][A-Za-z0-9_]*\})?(<<<|<<-|<<|<&|<>|<(?!\()|>>|>&|>\||>(?!\()|&>>|&>)")
_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\])?(\+?)=")
_PARENTHESES = re.compile(r"[ \t]*\([ \t]*\)")
_CASE_END = re.compile(r";;&|;;|;&")
_DECLARERS = frozenset(("declare", "typeset", "local", "export", "readonly", "alias"))
_UNARY = frozenset("-" + letter for letter in "abcdefghknoprstuvwxzGLNORS")
_BINARY = re.compile(r"(?:==|=~|!=|=|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))(?=[ \t\n\"'$\\])")
_CONDITION_END = re.compile(r"\]\](?=[ \t\n;|&()<>]|\Z)")
_TIME_OPTIONS = re.compile(r"(?:[ \t]+(?:-p|--)(?=[ \t\n]))+")
_NOTHING = Word((), "")


class Parser(Reader):
    """Reads commands by recursive descent."""

    def __init__(self, text: str, depth: int = 0) -> None:
        super().__init__(text, depth)
        self.here_documents: list[HereDocument] = []

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
            if (text.startswith(";", at) and not _CASE_END.match(text, at)) or background:
                self.position += 1
            elif not text.startswith("\n", at):
                return

    def _closed(self) -> bool:
        if self.position >= len(self.text) or self.text[self.position] in ");":
            return True
        return _CLOSER.match(self.text, self.position) is not None

    def _blanks(self) -> None:
        match = _BLANKS.match(self.text, self.position)
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
                if not _CONDITION_END.match(self.text, self.position):
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
        parentheses = _PARENTHESES.match(self.text, self.position)
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
        match = _BLANKS.match(self.text, after)
        following = match.end() if match and name else self.position
        compound = self.text.startswith("(", following) or _KEYWORD.match(self.text, following)
        if name and following > after and compound:
            self.position = following
            return Coprocess(name, self._command())
        return Coprocess("COPROC", self._command())

    # Simple commands

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
                declares = word.bare in _DECLARERS
                parentheses = _PARENTHESES.match(text, self.position) if word.bare else None
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
        match = _REDIRECT.match(self.text, self.position)
        if match is None:
            return None
        self.position = match.end()
        prefix, operator = match.groups()
        descriptor = int(prefix) if prefix and prefix.isdigit() else None
        variable = prefix[1:-1] if prefix and descriptor is None else ""
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

    # Conditions

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
        return bool(_CONDITION_END.match(text, at)) or text.startswith(("&&", "||", ")"), at)

    def _condition_word(self) -> Word:
        if _CONDITION_END.match(self.text, self.position):
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


def parse(text: str, *, depth: int = 0) -> Script:
    """The commands of a shell text.

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
