"""Runs PowerShell text abstractly: statements, pipelines of values, variables, functions.

Programs and cmdlets start through the shell's machine, whose state holds the directory, the environment, the streams.
Both branches of a condition run, loops run once or for every known item: what is not certain to run is likely.
"""

from __future__ import annotations

from bailiwick.interpret.digits import whole_number
from bailiwick.interpret.effects import Data, Hole, Label, RunShell, Text, join, literal, unknown
from bailiwick.interpret.powershell import actions, ambient, binding, cmdlets, members, running, values
from bailiwick.interpret.powershell.parser import parse
from bailiwick.interpret.powershell.syntax import (
    Assign,
    Block,
    Cast,
    Chain,
    Command,
    Function,
    If,
    Index,
    List,
    Loop,
    Member,
    Opaque,
    Operation,
    Pipeline,
    Script,
    Shown,
    Static,
    String,
    Substitution,
    Table,
    Try,
    Variable,
)
from bailiwick.interpret.powershell.values import NULL, Array, Closure, Hash, Object
from bailiwick.interpret.shell import opaque
from bailiwick.interpret.shell.flow import End, Stream
from bailiwick.interpret.shell.lexer import HOLE_END, HOLE_START
from bailiwick.model.operation import Certainty, Kind, Resource, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.interpret.powershell.syntax import Expression, Node, Redirect
    from bailiwick.interpret.powershell.values import Datum
    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.interpret.shell.state import State

RECURSION = 3
"""How often a function is followed into itself."""


def run_text(text: Text, machine: Machine, state: State, *, arguments: Sequence[Text] = ()) -> None:
    """Run PowerShell text, which may have unknown pieces, in `state`."""
    shell = PowerShell(machine, state)
    if arguments:
        shell.variables["args"] = Array(tuple(arguments))
    shell.run(parse(opaque.script_text(text, machine.world)))


class PowerShell:
    """One session of PowerShell: its variables, functions and other names."""

    def __init__(self, machine: Machine, state: State) -> None:
        self.machine = machine
        self.world = machine.world
        self.state = state
        self.variables: dict[str, Datum] = {}
        self.functions: dict[str, Block] = {}
        self.aliases: dict[str, str] = {}
        self._running: list[str] = []

    # Statements

    def run(self, script: Script) -> None:
        """Run statements; what they yield is printed."""
        for node in script.items:
            self._print(self.execute(node, capture=False))

    def capture(self, script: Script) -> Datum:
        """What the statements yield together."""
        found: list[Datum] = []
        for node in script.items:
            found.extend(self.execute(node, capture=True))
        return found[0] if len(found) == 1 else Array(tuple(found)) if found else NULL

    def execute(self, node: Node, *, capture: bool) -> tuple[Datum, ...]:
        """Run one statement; returns what it yields and has not printed."""
        self.world.step()
        self.world.enter()
        found: tuple[Datum, ...] = getattr(self, _STATEMENTS[type(node)])(node, capture=capture)
        self.world.depth -= 1
        return found

    def maybe(self, script: Script, *, capture: bool) -> tuple[Datum, ...]:
        """Run statements that may not run; variables have either value afterwards."""
        before = dict(self.variables)
        self.world.conditional += 1
        found = self._body(script, capture=capture)
        self.world.conditional -= 1
        for name, value in self.variables.items():
            if value is not before.get(name):
                self.variables[name] = values.either(before.get(name), value, name)
        return found

    def _body(self, script: Script, *, capture: bool) -> tuple[Datum, ...]:
        found: list[Datum] = []
        for node in script.items:
            found.extend(self.execute(node, capture=capture))
        return tuple(found)

    def _print(self, found: Sequence[Datum]) -> None:
        if found:
            self.start([literal("echo"), data_of(found).text or NULL], capture=False)

    def _chain(self, node: Chain, *, capture: bool) -> tuple[Datum, ...]:
        found = [*self._pipeline(node.first, capture=capture)]
        for _operator, pipeline in node.rest:
            self.world.conditional += 1
            found.extend(self._pipeline(pipeline, capture=capture))
            self.world.conditional -= 1
        return tuple(found)

    def _if(self, node: If, *, capture: bool) -> tuple[Datum, ...]:
        found: list[Datum] = []
        for condition, body in node.clauses:
            if condition is not None:
                self.execute(condition, capture=True)
            found.extend(self.maybe(body, capture=capture))
        return tuple(found)

    def _try(self, node: Try, *, capture: bool) -> tuple[Datum, ...]:
        found = [*self._body(node.bodies[0], capture=capture)]
        for body in node.bodies[1:]:
            found.extend(self.maybe(body, capture=capture))
        return tuple(found)

    def _loop(self, node: Loop, *, capture: bool) -> tuple[Datum, ...]:
        for before in node.before:
            self.execute(before, capture=True)
        if node.values is None:
            first = self.maybe(node.body, capture=capture)
            return (*first, *self.maybe(node.body, capture=capture))
        items = self.execute(node.values, capture=True)
        flat = [item for value in items for item in values.items_of(value)]
        found: list[Datum] = []
        for item in flat[: self.world.room]:
            self.variables[node.variable] = item
            found.extend(self._body(node.body, capture=capture))
        if len(flat) > self.world.room:
            self.variables[node.variable] = unknown("item", values.labels_of(*flat))
            found.extend(self._body(node.body, capture=capture))
        return tuple(found)

    def _function(self, node: Function, *, capture: bool) -> tuple[Datum, ...]:  # noqa: ARG002 - one signature for all
        self.functions[node.name] = node.block
        return ()

    def _opaque(self, node: Opaque, *, capture: bool) -> tuple[Datum, ...]:  # noqa: ARG002 - one signature for all
        self.hide(node.source)
        return ()

    def _assign(self, node: Assign, *, capture: bool) -> tuple[Datum, ...]:  # noqa: ARG002 - one signature for all
        if node.operator == "param":
            self._take_arguments(node.target)
            return ()
        found = self.execute(node.value, capture=True)
        value = found[0] if len(found) == 1 else Array(found) if found else NULL
        target = node.target
        if node.operator != "=" and isinstance(target, Variable):
            value = values.operate(node.operator[:-1], self.evaluate(target), value)
        if isinstance(target, List):
            for item, one in zip(target.items, (*values.items_of(value), *[NULL] * len(target.items)), strict=False):
                self._assign_to(item, one)
        else:
            self._assign_to(target, value)
        return ()

    def _take_arguments(self, target: Expression) -> None:
        given = list(values.items_of(self.variables.get("args", NULL)))
        for item in target.items if isinstance(target, List) else ():
            if isinstance(item, Variable) and item.name not in self.variables:
                self.variables[item.name] = given.pop(0) if given else unknown(f"${item.name}")

    def _assign_to(self, target: Expression, value: Datum) -> None:
        if isinstance(target, Variable):
            ambient.assign(self, target.name, value)
        elif isinstance(target, Member | Index):
            owner = self.evaluate(target.target)
            key = self.evaluate(target.name if isinstance(target, Member) else target.index)
            known = values.text_of(key).known
            if isinstance(target.target, Variable) and isinstance(owner, Hash) and known is not None:
                self.variables[target.target.name] = Hash({**owner.items, known.lower(): value})
            elif isinstance(owner, Object) and isinstance(target.target, Variable):
                self.variables[target.target.name] = owner.replace(arguments=(*owner.arguments, value))

    # Pipelines

    def _pipeline(self, node: Pipeline, *, capture: bool) -> tuple[Datum, ...]:
        fed: tuple[Datum, ...] | None = None
        last = len(node.stages) - 1
        for index, stage in enumerate(node.stages):
            kept = capture or index < last
            if isinstance(stage, Shown):
                fed = values.items_of(self.evaluate(stage.expression))
            else:
                wanted = kept or any(not redirect.errors for redirect in stage.redirects)
                fed = self._command(stage, fed, capture=wanted)
            for redirect in stage.redirects:
                fed = self._redirected(redirect, fed)
        return fed or ()

    def _redirected(self, redirect: Redirect, found: tuple[Datum, ...]) -> tuple[Datum, ...]:
        target = self.evaluate(redirect.target) if redirect.target is not None else NULL
        if target is not NULL:
            for path in self.paths(target, literally=True):
                self.write(path, Data(Text()) if redirect.errors else data_of(found), append=redirect.append)
        return found if redirect.errors else ()

    def _command(self, command: Command, fed: tuple[Datum, ...] | None, *, capture: bool) -> tuple[Datum, ...]:
        self.world.step()
        head = self.evaluate(command.name)
        if isinstance(head, Closure):
            return self.call(head, self._values(command.arguments), fed, capture=capture)
        if isinstance(head, Object):
            return self.interpret(values.text_of(head), via="scriptblock", capture=capture)
        name = values.text_of(head)
        known = name.known
        if known is None:
            return self._unknown(name, command, fed, capture=capture)
        for _ in range(4):
            known = self.aliases.get(known.lower(), known)
        if Label.DECODED in name.labels:
            self.world.emit(Kind.EXEC_RUN, source=known, program=known, decoded=True)
        block = self.functions.get(known.lower())
        if block is not None and self._running.count(known.lower()) < RECURSION:
            self._running.append(known.lower())
            found = self.call(Closure(block), self._values(command.arguments), fed, capture=capture)
            self._running.pop()
            return found
        cmdlet = cmdlets.find(known)
        if cmdlet is not None and block is None:
            bound = binding.bound(self, known, cmdlet[1], command.arguments)
            if bound is not None:
                self.world.first = self.world.first or cmdlet[0]
                return actions.perform(self, cmdlet[0], cmdlet[1], bound, fed, capture=capture)
        if cmdlet is None and cmdlets.is_cmdlet_name(known):
            self._values(command.arguments)
            self.hide(known)
            return (unknown(f"output of {known}"),)
        return self._program(known, command, fed, capture=capture)

    def _unknown(
        self, name: Text, command: Command, fed: tuple[Datum, ...] | None, *, capture: bool
    ) -> tuple[Datum, ...]:
        words = [name, *self._words(command.arguments)]
        return self.start(words, fed, capture=capture)

    def _program(
        self, name: str, command: Command, fed: tuple[Datum, ...] | None, *, capture: bool
    ) -> tuple[Datum, ...]:
        words = self._words(command.arguments)
        path = ambient.program(name)
        if path.lower().endswith((".ps1", ".psm1")):
            return running.script(self, literal(path), words, fed)
        if path.lower().endswith((".bat", ".cmd")):
            return running.script(self, literal(path), words, fed, language="cmd")
        if path.lower() in ("robocopy", "xcopy"):
            line = join(literal(path), *(join(literal(' "'), word, literal('"')) for word in words))
            self.machine.launcher.follow(RunShell(line, path, language="cmd"), self.state)
            return ()
        if " " in path and "/" not in path and "\\" not in path:
            self.hide(path, suspicious=True)
            return ()
        return self.start([literal(path), *words], fed, capture=capture)

    def start(self, words: Sequence[Text], fed: Sequence[Datum] | None = None, *, capture: bool) -> tuple[Datum, ...]:
        """Start a program; with `capture` its output is returned."""
        state = self.state
        saved, pipe = state.streams, Stream(End.PIPE)
        state.streams = saved.copy()
        if fed is not None:
            state.streams[0] = Stream(End.PIPE, data=data_of(fed))
        if capture:
            state.streams[1] = pipe
        self.machine.commands.run(list(words), state, functions=False)
        state.streams = saved
        if not capture:
            return ()
        data = pipe.collected()
        if data.text is None:
            return (unknown(f"output of {data.origin or words[0].shown()}", data.labels),)
        return (Text(data.text.parts, data.text.labels | data.labels),) if data.text.parts else ()

    def call(
        self, closure: Closure, arguments: Sequence[Datum], fed: Sequence[Datum] | None = None, *, capture: bool
    ) -> tuple[Datum, ...]:
        """Run a script block with arguments; `$_` and `$input` are what came through the pipe."""
        self.world.enter()
        saved = self.variables
        self.variables = dict(saved)
        names = list(closure.block.parameters)
        waiting = list(arguments)
        while waiting and names:
            value = waiting.pop(0)
            known = value.known if isinstance(value, Text) else None
            wanted = (known or "")[1:].lower()
            name = next(
                (name for name in names if wanted and known and known[0] == "-" and name.startswith(wanted)), ""
            )
            if name:
                names.remove(name)
                self.variables[name] = waiting.pop(0) if waiting else literal("True")
            else:
                self.variables[names.pop(0)] = value
        for name in names:
            self.variables[name] = unknown(f"${name}")
        self.variables["args"] = Array(tuple(waiting))
        if fed is not None:
            self.variables["input"] = self.variables["_"] = fed[0] if len(fed) == 1 else Array(tuple(fed))
        found = self._body(closure.block.body, capture=capture)
        self.variables = saved
        self.world.depth -= 1
        return found

    def interpret(self, text: Text, *, via: str, capture: bool) -> tuple[Datum, ...]:
        """Run text that is only known now (`Invoke-Expression`)."""
        if not text.parts:
            return ()
        opaque.hidden_text(text, via, self.world)
        if len(text.parts) == 1 and text.known is None:
            return (unknown(f"output of {via}", text.labels),)
        self.world.enter()
        script = parse(opaque.script_text(text, self.world))
        found = self._body(script, capture=capture)
        self.world.depth -= 1
        return found

    # Files, and what is not understood

    def write(self, path: Text, data: Data, *, append: bool) -> None:
        """Write a file."""
        stream = self.machine.redirector.file(path, ">>" if append else ">", self.state)
        stream.write(data)
        if stream.end is End.FILE:
            self.machine.redirector.close([stream])

    def hide(self, source: str, **attributes: bool) -> None:
        """Something runs that is not understood."""
        self.world.emit(
            Kind.EXEC_RUN,
            Resource(ResourceType.PROGRAM, "powershell"),
            source=source,
            certainty=Certainty.UNKNOWN,
            more={"program": "powershell", "opaque": True, **attributes},
        )

    def paths(self, value: Datum, *, literally: bool = False) -> list[Text]:
        """The paths that a value names; wildcards are expanded unless taken literally."""
        found: list[Text] = []
        for item in values.items_of(value):
            if isinstance(item, Array):
                found.extend(self.paths(item, literally=literally))
            else:
                found.extend(ambient.paths(self, values.text_of(item), literally=literally))
        return found

    # Arguments

    def _values(self, arguments: Sequence[Expression]) -> list[Datum]:
        return [self.evaluate(argument) for argument in arguments]

    def _words(self, arguments: Sequence[Expression]) -> list[Text]:
        """The words that a program gets."""
        words: list[Text] = []
        for argument in arguments:
            value = self.evaluate(argument)
            bare = isinstance(argument, String) and argument.bare
            for item in values.items_of(value) if not isinstance(value, Text) else (value,):
                text = values.text_of(item)
                words.extend(ambient.word(self, text, bare=bare))
        return words

    # Expressions

    def evaluate(self, expression: Expression) -> Datum:
        """The value of an expression, as far as it is known."""
        self.world.step()
        made: Datum = getattr(self, _EXPRESSIONS[type(expression)])(expression)
        return made

    def _string(self, expression: String) -> Datum:
        pieces: list[Text] = []
        for part in expression.parts:
            if not isinstance(part, str):
                pieces.append(values.text_of(self.evaluate(part)))
            elif HOLE_START in part:
                pieces.append(self.marked(part))
            else:
                pieces.append(literal(part))
        made = join(*pieces)
        return made if made.parts else Text((), made.labels) if not expression.parts else made

    def marked(self, text: str) -> Text:
        """Literal text in which marks stand for holes of a text that was put together before."""
        pieces: list[str | Hole] = []
        for index, piece in enumerate(text.split(HOLE_START)):
            number, end, rest = piece.partition(HOLE_END) if index else ("", "", piece)
            place = whole_number(number) if end else None
            hole = None if place is None else self.world.hole(place)
            pieces.extend(part for part in ((hole, rest) if hole is not None else (rest,)) if part)
        return Text(tuple(pieces))

    def _variable(self, expression: Variable) -> Datum:
        found = self.variables.get(expression.name)
        return found if found is not None else ambient.variable(self, expression.name)

    def _substitution(self, expression: Substitution) -> Datum:
        return self.capture(expression.body)

    def _list(self, expression: List) -> Datum:
        return Array(tuple(self.evaluate(item) for item in expression.items))

    def _table(self, expression: Table) -> Datum:
        items: dict[str, Datum] = {}
        for key, node in expression.items:
            found = self.execute(node, capture=True)
            name = values.text_of(self.evaluate(key)).shown().lower()
            items[name] = found[0] if len(found) == 1 else Array(found)
        return Hash(items)

    def _static(self, expression: Static) -> Datum:
        arguments = None if expression.arguments is None else self._values(expression.arguments)
        return members.static(self, expression.type, expression.name, arguments)

    def _member(self, expression: Member) -> Datum:
        name = values.text_of(self.evaluate(expression.name)).shown().lower()
        arguments = None if expression.arguments is None else self._values(expression.arguments)
        return members.member(self, self.evaluate(expression.target), name, arguments)

    def _index(self, expression: Index) -> Datum:
        return values.indexed(self.evaluate(expression.target), self.evaluate(expression.index))

    def _cast(self, expression: Cast) -> Datum:
        value = self.evaluate(expression.value)
        kind = expression.type.replace(" ", "")
        if kind in ("char", "char[]"):
            return values.character(value)
        if kind in ("scriptblock", "management.automation.scriptblock"):
            return Object("scriptblock", (value,))
        return value

    def _operation(self, expression: Operation) -> Datum:
        left = None if expression.left is None else self.evaluate(expression.left)
        return values.operate(expression.operator, left, self.evaluate(expression.right))

    def _closure(self, expression: Block) -> Datum:
        return Closure(expression)


def data_of(found: Sequence[Datum]) -> Data:
    """Values as a stream of text."""
    text = values.joined(found, "\n")
    return Data(text, text.labels | values.labels_of(*found))


_STATEMENTS: Mapping[type, str] = {
    Pipeline: "_pipeline", Chain: "_chain", Assign: "_assign", If: "_if", Loop: "_loop", Try: "_try",
    Function: "_function", Opaque: "_opaque",
}  # fmt: skip
_EXPRESSIONS: Mapping[type, str] = {
    String: "_string", Variable: "_variable", Substitution: "_substitution", List: "_list", Table: "_table",
    Block: "_closure", Static: "_static", Member: "_member", Index: "_index", Cast: "_cast", Operation: "_operation",
}  # fmt: skip
