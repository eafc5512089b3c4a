"""The shell's abstract syntax: what `parser.parse` makes of a script.

Nodes are frozen values without positions. A word keeps which of its pieces were quoted,
because brace, tilde, glob and field splitting look at unquoted text only.
"""

from __future__ import annotations

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias


class Literal(Value):
    """Characters that stand for themselves; unquoted ones may still be pattern, brace or tilde characters."""

    text: str
    quoted: bool = False


class Parameter(Value):
    """`$name` or `${...}`."""

    name: str
    operator: str = ""
    """`:-`, `##`, `//`, `^`, `:` (substring), `@Q`, `names` (`${!prefix*}`) ... or empty."""
    index: Word | None = None
    argument: Word | None = None
    second: Word | None = None
    """Replacement of `/`, length of `:`."""
    indirect: bool = False
    length: bool = False
    quoted: bool = False


class Substitution(Value):
    """`$(...)`, backticks, or `${ ...; }`."""

    script: Script
    quoted: bool = False


class Arithmetic(Value):
    """`$((...))` or `$[...]`."""

    expression: Word
    quoted: bool = False


class ProcessSubstitution(Value):
    """`<(...)`, or `>(...)` when `writes`."""

    script: Script
    writes: bool = False


if TYPE_CHECKING:
    Part: TypeAlias = Literal | Parameter | Substitution | Arithmetic | ProcessSubstitution


class Word(Value):
    """One word before expansion."""

    parts: tuple[Part, ...]
    plain: str | None = None
    """What the word expands to when that is certain from its text alone."""
    bare: str = ""
    """The text when nothing in the word is quoted or expanded: a keyword, alias or function name."""


class ArrayLiteral(Value):
    """`(a b [3]=c)` on the right of an assignment."""

    items: tuple[tuple[Word | None, Word], ...]


class Assignment(Value):
    """`name=value`, `name+=value`, `name[index]=value`, `name=(...)`."""

    name: str
    value: Word | ArrayLiteral
    index: Word | None = None
    append: bool = False


class HereDocument:
    """The body of a here-document: known only after the line that holds the redirection was read."""

    __slots__ = ("body", "delimiter", "quoted", "strip_tabs")

    def __init__(self, delimiter: str, *, quoted: bool, strip_tabs: bool) -> None:
        self.delimiter = delimiter
        self.quoted = quoted
        self.strip_tabs = strip_tabs
        self.body = Word(())


class Redirect(Value):
    """One redirection."""

    operator: str
    """`<` `>` `>>` `>|` `<>` `<&` `>&` `&>` `&>>` `<<` `<<<`"""
    target: Word | HereDocument
    descriptor: int | None = None
    variable: str = ""
    """`{name}>file`: the shell picks the descriptor and stores it."""


class Simple(Value):
    """A simple command; arguments of `declare` and its kin may be assignments."""

    assignments: tuple[Assignment, ...] = ()
    words: tuple[Word | Assignment, ...] = ()
    redirects: tuple[Redirect, ...] = ()


class Redirected(Value):
    """A compound command with redirections."""

    command: Command
    redirects: tuple[Redirect, ...]


class Pipeline(Value):
    """`a | b`, `! a`."""

    stages: tuple[Command, ...]
    negated: bool = False
    errors: tuple[bool, ...] = ()
    """Per stage: its standard error goes into the pipe too (`|&`)."""


class AndOr(Value):
    """`first && x || y`."""

    first: Command
    rest: tuple[tuple[str, Command], ...]


class Item(Value):
    """One command of a list."""

    command: Command
    background: bool = False


class Script(Value):
    """A list of commands."""

    items: tuple[Item, ...]
    problem: str = ""
    """Non-empty: a part of the text is not shell that we can read; `items` holds what could be."""


class Group(Value):
    """`{ ...; }`."""

    body: Script


class Subshell(Value):
    """`( ... )`."""

    body: Script


class If(Value):
    """`if`/`elif`/`else`."""

    clauses: tuple[tuple[Script, Script], ...]
    otherwise: Script | None = None


class While(Value):
    """`while`, or `until` when `until`."""

    condition: Script
    body: Script
    until: bool = False


class For(Value):
    """`for` and `select`; `words` None means the positional parameters."""

    name: str
    words: tuple[Word, ...] | None
    body: Script
    select: bool = False


class CountingFor(Value):
    """`for ((start; test; step))`."""

    start: Word
    test: Word
    step: Word
    body: Script


class CaseClause(Value):
    """One clause of `case`."""

    patterns: tuple[Word, ...]
    body: Script
    ending: str = ";;"
    """`;;`, `;&` (run the next body too) or `;;&` (try the next patterns too)."""


class Case(Value):
    """`case`."""

    subject: Word
    clauses: tuple[CaseClause, ...]


class Function(Value):
    """A function definition."""

    name: str
    body: Command


class Calculation(Value):
    """`(( ... ))`."""

    expression: Word


class Coprocess(Value):
    """`coproc`."""

    name: str
    command: Command


class Test(Value):
    """One `[[` primary: unary when `left` is None."""

    operator: str
    right: Word
    left: Word | None = None


class Not(Value):
    """`!` in `[[`."""

    operand: Condition


class Both(Value):
    """`&&` in `[[`, or `||` when `either`."""

    left: Condition
    right: Condition
    either: bool = False


class Conditional(Value):
    """`[[ ... ]]`."""

    condition: Condition


if TYPE_CHECKING:
    Condition: TypeAlias = Test | Not | Both
    Command: TypeAlias = (
        Simple
        | Redirected
        | Pipeline
        | AndOr
        | Group
        | Subshell
        | If
        | While
        | For
        | CountingFor
        | Case
        | Function
        | Calculation
        | Coprocess
        | Conditional
    )
