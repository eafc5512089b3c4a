"""The tree of a PowerShell text, as far as the subset goes; what cannot be read is an `Opaque` statement of its own."""

from __future__ import annotations

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

# Expressions


class String(Value):
    """Literal pieces and expanded expressions, in order; a number is a string of its digits."""

    parts: tuple[str | Expression, ...]
    bare: bool = False
    """Written without quotes: a parameter, a pattern or a path may be meant."""


class Variable(Value):
    """`$name`, `$env:name`, `${name}`; names are lower case."""

    name: str
    splat: bool = False


class Substitution(Value):
    """`( ... )`, `$( ... )` and `@( ... )`."""

    body: Script


class List(Value):
    """`a, b, c`."""

    items: tuple[Expression, ...]


class Table(Value):
    """`@{ key = value }`."""

    items: tuple[tuple[Expression, Node], ...]


class Block(Value):
    """`{ ... }`."""

    body: Script
    parameters: tuple[str, ...] = ()
    source: str = ""


class Static(Value):
    """`[type]::name` or `[type]::name(arguments)`."""

    type: str
    name: str
    arguments: tuple[Expression, ...] | None


class Member(Value):
    """`target.name` or `target.name(arguments)`."""

    target: Expression
    name: Expression
    arguments: tuple[Expression, ...] | None


class Index(Value):
    """`target[index]`."""

    target: Expression
    index: Expression


class Cast(Value):
    """`[type] value`."""

    type: str
    value: Expression


class Operation(Value):
    """`left operator right`; a prefix operator has no left side. Operators are lower case, without their dash."""

    operator: str
    left: Expression | None
    right: Expression


# Statements


class Redirect(Value):
    """`>`, `>>`, `2>`, `*>`; no target = into another stream."""

    append: bool
    target: Expression | None
    errors: bool = False


class Command(Value):
    """A cmdlet, function, script or program with its arguments."""

    name: Expression
    arguments: tuple[Expression, ...]
    redirects: tuple[Redirect, ...] = ()
    call: str = ""
    """`&` or `.` when the call operator stands before it."""


class Shown(Value):
    """An expression as a stage of a pipeline."""

    expression: Expression
    redirects: tuple[Redirect, ...] = ()


class Pipeline(Value):
    """Stages that hand values on."""

    stages: tuple[Command | Shown, ...]
    background: bool = False


class Chain(Value):
    """`first && second || third`."""

    first: Pipeline
    rest: tuple[tuple[str, Pipeline], ...]


class Assign(Value):
    """`$x = value`, `$x.y += value`."""

    target: Expression
    operator: str
    value: Node


class If(Value):
    """`if`, `elseif`, `else`; also `switch`, whose conditions are values."""

    clauses: tuple[tuple[Node | None, Script], ...]


class Loop(Value):
    """`foreach`, `for`, `while`, `do`."""

    before: tuple[Node, ...]
    """What runs besides the body: conditions, steps."""
    body: Script
    variable: str = ""
    """Of `foreach`: takes each of the values."""
    values: Node | None = None


class Try(Value):
    """`try`, `catch`, `finally`: every body may run."""

    bodies: tuple[Script, ...]


class Function(Value):
    """`function name { ... }`."""

    name: str
    block: Block


class Opaque(Value):
    """Text that is outside the subset."""

    source: str


class Script(Value):
    """Statements in order."""

    items: tuple[Node, ...]


if TYPE_CHECKING:
    Expression: TypeAlias = (
        String | Variable | Substitution | List | Table | Block | Static | Member | Index | Cast | Operation
    )
    Node: TypeAlias = Pipeline | Chain | Assign | If | Loop | Try | Function | Opaque
