"""Statements of PowerShell. A statement that cannot be read is `Opaque`, and reading goes on behind it.

Source: about_Language_Keywords, about_Pipelines, about_Pipeline_Chain_Operators, about_Redirection.
"""

from __future__ import annotations

import re

from bailiwick.interpret.powershell.expressions import NUMBER, Expressions
from bailiwick.interpret.powershell.lexer import Unreadable
from bailiwick.interpret.powershell.syntax import (
    Assign,
    Block,
    Chain,
    Command,
    Function,
    If,
    Index,
    List,
    Loop,
    Member,
    Opaque,
    Pipeline,
    Redirect,
    Script,
    Shown,
    Static,
    String,
    Try,
    Variable,
)
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.interpret.powershell.syntax import Expression, Node

_KEYWORD = re.compile(
    r"(if|foreach|for|while|do|switch|try|function|filter|return|throw|exit|break|continue|trap|"
    r"begin|process|end|param|using|class|enum|workflow)(?=[\s({;}]|$)",
    re.IGNORECASE,
)
_ASSIGNMENT = re.compile(r"(?:[-+*/%]|\?\?)?=(?!=)")
_REDIRECT = re.compile(r"([1-6*]?)(>>?)(?:&[1-6])?")
_LABEL = re.compile(r":\w+\s+(?=for|while|do|switch)", re.IGNORECASE)
_NESTING = 60
"""Deepest nesting of statements; deeper ones are opaque."""


def parse(text: str) -> Script:
    """The statements of a text.

    Raises:
        BoundError: the text is longer than `bounds.SCRIPT_BYTES`.
    """
    if len(text) > bounds.SCRIPT_BYTES:
        raise BoundError(f"expected a script of at most {bounds.SCRIPT_BYTES} bytes, got a longer one")
    return _Parser(text).script("")


class _Parser(Expressions):
    depth = 0

    def script(self, end: str) -> Script:
        """All statements before `end`, which is read too; the outermost one never fails."""
        items: list[Node] = []
        self.depth += 1
        if self.depth > _NESTING:
            raise Unreadable(f"expected at most {_NESTING} levels of nesting, got more")
        while True:
            self.blank("\n;")
            if self.at >= len(self.text):
                if end:
                    raise Unreadable(f"expected `{end}`, got the end")
                break
            if end and self.peek() == end:
                self.at += 1
                break
            start = self.at
            try:
                items.append(self.statement())
                self._ended(end)
            except (Unreadable, RecursionError):
                if end:
                    raise
                self.depth = 1
                items.append(self._skipped(start))
        self.depth -= 1
        return Script(tuple(items))

    def _ended(self, end: str) -> None:
        self.blank()
        if self.peek() == "&" and self.peek(2) != "&&":
            self.at += 1
            self.blank()
        if self.at < len(self.text) and self.peek() not in (end, ";", "\n") and self.text[self.at - 1] != "}":
            raise Unreadable(f"expected the end of a statement, got `{self.peek(20)}`")

    def _skipped(self, start: int) -> Opaque:
        line = self.text.find("\n", max(start, self.at))
        self.at = len(self.text) if line < 0 else line + 1
        return Opaque(self.text[start : self.at].strip())

    # Statements

    def statement(self) -> Node:
        """One statement."""
        self.take(_LABEL)
        keyword = self.take(_KEYWORD)
        if keyword:
            self.blank("\n")
            return self._control(keyword[1].lower())
        start = self.at
        assigned = self._assignment()
        if assigned is not None:
            return assigned
        self.at = start
        return self._chain()

    def _assignment(self) -> Node | None:
        if self.peek() not in ("$", "["):
            return None
        try:
            while self.peek() == "[":
                end = self.text.find("]", self.at)
                if end < 0:
                    return None
                if self.text.startswith("::", end + 1):
                    break
                self.at = end + 1
                self.blank()
            if self.peek() not in ("$", "["):
                return None
            target = self.postfix(self.value())
            while self.peek() == ",":
                self.at += 1
                self.blank()
                target = List((target, self.postfix(self.value())))
        except Unreadable:
            return None
        self.blank()
        operator = self.take(_ASSIGNMENT)
        if operator is None or not isinstance(target, Variable | Member | Index | List | Static):
            return None
        self.blank("\n")
        return Assign(target, operator[0], self.statement())

    def _control(self, keyword: str) -> Node:
        if keyword in ("return", "throw", "exit", "break", "continue"):
            if self.peek() in ("", ";", "\n", "}", ")"):
                return Pipeline((Shown(String(())),))
            return self.statement()
        if keyword in ("function", "filter", "workflow"):
            return self._function()
        controls: dict[str, Callable[[], Node]] = {
            "if": self._if, "foreach": self._foreach, "for": self._for, "while": self._while, "do": self._do,
            "switch": self._switch, "try": self._try,
        }  # fmt: skip
        simple = controls.get(keyword)
        if simple is not None:
            return simple()
        if keyword in ("begin", "process", "end", "trap"):
            return Try((self._body(),))
        if keyword == "param" and self.peek() == "(":
            names = self.parameters()
            return Assign(List(tuple(Variable(name) for name in names)), "param", Pipeline(()))
        raise Unreadable(f"expected a statement of the subset, got `{keyword}`")

    def _body(self) -> Script:
        self.blank("\n")
        return self.block().body

    def _parenthesised(self) -> Node:
        self.blank("\n")
        self.expect("(")
        return Try((self.script(")"),))

    def _function(self) -> Function:
        name = self.bare()
        self.blank("\n")
        outer = self.parameters() if self.peek() == "(" else ()
        self.blank("\n")
        block = self.block()
        if not name.parts or not isinstance(name.parts[0], str):
            raise Unreadable("expected a plain name of a function")
        plain = name.parts[0].lower().rpartition(":")[2]
        return Function(plain, block.replace(parameters=outer or block.parameters))

    def _if(self) -> If:
        clauses: list[tuple[Node | None, Script]] = [(self._parenthesised(), self._body())]
        while word := self._next_word("elseif", "else"):
            condition = self._parenthesised() if word == "elseif" else None
            clauses.append((condition, self._body()))
        return If(tuple(clauses))

    def _next_word(self, *wanted: str) -> str:
        start = self.at
        self.blank("\n")
        for word in wanted:
            end = self.at + len(word)
            if self.text[self.at : end].lower() == word and not self.text[end : end + 1].isalnum():
                self.at = end
                return word
        self.at = start
        return ""

    def _foreach(self) -> Loop:
        self.expect("(")
        self.blank("\n")
        variable = self.variable()
        if variable is None or not self._next_word("in"):
            raise Unreadable("expected a variable and `in`")
        values = Try((self.script(")"),))
        return Loop((), self._body(), variable.name, values)

    def _for(self) -> Loop:
        return Loop((self._parenthesised(),), self._body())

    def _while(self) -> Loop:
        return Loop((self._parenthesised(),), self._body())

    def _do(self) -> Loop:
        body = self._body()
        if not self._next_word("while", "until"):
            raise Unreadable("expected `while` or `until`")
        return Loop((self._parenthesised(),), body)

    def _switch(self) -> If:
        while self.peek() == "-":
            self.bare()
            self.blank("\n")
        clauses: list[tuple[Node | None, Script]] = [(self._parenthesised(), Script(()))]
        self.blank("\n")
        self.expect("{")
        while True:
            self.blank("\n;")
            if self.peek() == "}":
                self.at += 1
                return If(tuple(clauses))
            if self.peek() == "{" or self.at_value():
                self.value()
            else:
                self.bare()
            clauses.append((Pipeline(()), self._body()))

    def _try(self) -> Try:
        bodies = [self._body()]
        while self._next_word("catch", "finally"):
            self.blank("\n")
            while self.peek() == "[":
                self.at = self.text.index("]", self.at) + 1 if "]" in self.text[self.at :] else len(self.text)
                self.blank("\n,")
            bodies.append(self._body())
        return Try(tuple(bodies))

    # Pipelines

    def _chain(self) -> Node:
        first = self._pipeline()
        rest: list[tuple[str, Pipeline]] = []
        while True:
            self.blank()
            operator = self.peek(2)
            if operator not in ("&&", "||"):
                return Chain(first, tuple(rest)) if rest else first
            self.at += 2
            self.blank("\n")
            rest.append((operator, self._pipeline()))

    def _pipeline(self) -> Pipeline:
        if self.at_value():
            expression = self.expression()
            stages: list[Command | Shown] = [Shown(expression, self._redirects())]
        else:
            stages = [self._command()]
        while True:
            self.blank()
            if self.peek() == "\n" and re.compile(r"\s*\|(?!\|)").match(self.text, self.at):
                self.blank("\n")
            if self.peek() != "|" or self.peek(2) == "||":
                break
            self.at += 1
            self.blank("\n")
            stages.append(self._command())
        return Pipeline(tuple(stages), background=self.peek() == "&" and self.peek(2) != "&&")

    def _redirects(self) -> tuple[Redirect, ...]:
        found: list[Redirect] = []
        while True:
            self.blank()
            sign = self.take(_REDIRECT)
            if sign is None:
                return tuple(found)
            errors = sign[1] not in ("", "1", "*")
            if "&" in sign[0]:
                continue
            self.blank()
            found.append(Redirect(sign[2] == ">>", self._argument(), errors))

    def _command(self) -> Command:
        call = ""
        if self.peek() == "&" or (self.peek() == "." and self.text[self.at + 1 : self.at + 2] in tuple(" \t$'\"({")):
            call = self.peek()
            self.at += 1
            self.blank()
        if call and (self.at_value() or self.peek() == "{"):
            name: Expression = self.postfix(self.value())
        elif self.peek() == "{":
            name = self.block()
        else:
            name = self.bare()
        arguments: list[Expression] = []
        redirects: list[Redirect] = []
        while True:
            self.blank()
            redirects.extend(self._redirects())
            if not self.peek() or self.peek() in "|;\n)}" or self.peek() == "&":
                return Command(name, tuple(arguments), tuple(redirects), call)
            if self.text.startswith("--%", self.at):
                line = re.compile(r"--%([^\n|]*)").match(self.text, self.at)
                assert line is not None  # noqa: S101 - it starts so
                self.at = line.end()
                arguments.extend(String((word,), bare=True) for word in line[1].split())
                continue
            arguments.append(self._argument_list())

    def _argument_list(self) -> Expression:
        items = [self._argument()]
        while True:
            self.blank()
            if self.peek() != ",":
                return items[0] if len(items) == 1 else List(tuple(items))
            self.at += 1
            self.blank("\n")
            items.append(self._argument())

    def _argument(self) -> Expression:
        """One argument: a value, or a word without quotes."""
        if self.peek() == "{":
            return self.block()
        if self.peek() in ("'", '"', "(", "@") or self.peek(2) == "$(":
            value: Expression = self.value() if self.peek() != "@" or self._special() else self.bare()
            return value if isinstance(value, Block) else self._continued(value)
        if self.peek() == "$":
            start = self.at
            value = self.postfix(self.value()) if self.variable_here() else self.bare()
            if self._at_end():
                return value
            self.at = start
            return self.bare()
        number = NUMBER.match(self.text, self.at)
        if number:
            self.at = number.end()
            return String((number[0],))
        return self.bare()

    def variable_here(self) -> bool:
        """True when `$` starts a variable."""
        start = self.at
        found = self.variable() is not None
        self.at = start
        return found

    def _special(self) -> bool:
        return self.peek(2) in ("@(", "@{", "@'", '@"') or self.text[self.at + 1 : self.at + 2].isalpha()

    def _at_end(self) -> bool:
        return self.at >= len(self.text) or self.peek() in tuple(" \t\r\n|;(){},&<>")

    def _continued(self, value: Expression) -> Expression:
        """Members of a parenthesis; letters right behind a quoted string are an argument of their own."""
        return self.postfix(value) if self.peek() in (".", "[") else value
