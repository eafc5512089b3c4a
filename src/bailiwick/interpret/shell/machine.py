"""`Machine`: runs a parsed script abstractly, command by command.

A condition that is known is obeyed; one that is not has both outcomes interpreted, and the
states after them are merged. Loops run as often as is known, up to a bound, and then once
more with everything that changed taken as unknown.
"""

from __future__ import annotations

from bailiwick.interpret.effects import NO_DATA, Data, Hole, Text, literal
from bailiwick.interpret.shell.alternatives import run_each
from bailiwick.interpret.shell.commands import Commands
from bailiwick.interpret.shell.expansion import Expander
from bailiwick.interpret.shell.flow import End, Stream
from bailiwick.interpret.shell.launches import Launcher
from bailiwick.interpret.shell.overlay import FileImage
from bailiwick.interpret.shell.redirects import Redirector
from bailiwick.interpret.shell.state import merge
from bailiwick.interpret.shell.syntax import (
    AndOr,
    Calculation,
    Case,
    Conditional,
    Coprocess,
    CountingFor,
    For,
    Function,
    Group,
    If,
    Pipeline,
    Redirected,
    Simple,
    Subshell,
    While,
    Word,
)
from bailiwick.model.operation import Certainty, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeAlias

    from bailiwick.interpret.shell.loops import Loop
    from bailiwick.interpret.shell.state import State
    from bailiwick.interpret.shell.syntax import Command, ProcessSubstitution, Script
    from bailiwick.interpret.shell.world import World

    Handler: TypeAlias = Callable[[Any, State], None]


_CALLED_BY_THE_SHELL = frozenset(
    ("command_not_found_handle", "command_not_found_handler", "precmd", "preexec", "chpwd", "zshexit", "TRAPEXIT")
)
"""Functions that a shell calls by itself."""


class Machine:
    """One interpretation; `state` arguments are changed in place. After a `BoundError` it is of no further use."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.expander = Expander(world, self.capture, self.process)
        self.store = self.expander.store
        self.redirector = Redirector(self)
        self.commands = Commands(self)
        self.launcher = Launcher(self)
        self._outgoing: list[tuple[str, Script, State]] = []

    # Scripts

    def run(self, script: Script, state: State) -> None:
        """Run the commands of a script in `state`."""
        if script.problem:
            self.world.emit(
                Kind.EXEC_RUN, source=script.problem, certainty=Certainty.UNKNOWN, program="shell", opaque=True
            )
        for item in script.items:
            if state.flow:
                return
            if item.background:
                self._background(item.command, state)
            else:
                self.execute(item.command, state)

    def execute(self, command: Command, state: State) -> None:
        """Run one command."""
        self.world.step()
        self.world.enter()
        if type(command) is Simple:
            self.commands.simple(command, state)
        else:
            getattr(self, _HANDLERS[type(command)])(command, state)
        self.world.depth -= 1
        if self._outgoing:
            self._feed_processes()

    def conditionally(self, script: Script, state: State, *, sure: bool = False) -> None:
        """Run a script that, unless `sure`, may not run at all."""
        self.world.conditional += not sure
        self.run(script, state)
        self.world.conditional -= not sure

    def finish(self, state: State) -> None:
        """A shell ends: traps for signals may have run, the one for its end does. A trap set by that one does not."""
        if not state.traps:
            return
        self.world.conditional += 1
        for signal, text in [item for item in state.traps.items() if item[0] not in ("EXIT", "0")]:
            state.traps.pop(signal, None)
            state.flow = ""
            self.launcher.shell_text(text, state, via="trap")
        self.world.conditional -= 1
        traps, state.traps = state.traps, {}
        for text in traps.values():
            state.flow = ""
            self.launcher.shell_text(text, state, via="trap")

    # Subshells

    def isolated(self, script: Script, state: State, *, streams: dict[int, Stream] | None = None) -> None:
        """Run a script in a copy of the shell."""
        inner = state.copy()
        inner.traps = {}
        if streams:
            inner.streams.update(streams)
        self.world.forks += 1
        self.run(script, inner)
        self.finish(inner)
        self.world.forks -= 1
        state.status = inner.status

    def capture(self, script: Script, state: State) -> Data:
        """What a command substitution prints."""
        only = script.items[0].command if len(script.items) == 1 else None
        if (
            isinstance(only, Simple)
            and not only.words
            and len(only.redirects) == 1
            and only.redirects[0].operator == "<"
        ):
            inner = state.copy()
            self.redirector.open(only.redirects, inner)
            return inner.streams[0].data
        pipe = Stream(End.PIPE)
        self.world.enter()
        self.isolated(script, state, streams={1: pipe})
        self.world.depth -= 1
        return pipe.collected()

    def process(self, part: ProcessSubstitution, state: State) -> str:
        """Run `<(...)`, or keep `>(...)` until its input is known; returns the path that stands for it."""
        self.world.fresh += 1
        path = f"/dev/fd/{62 + self.world.fresh}"
        if part.writes:
            self.world.overlay.put(path, FileImage())
            self._outgoing.append((path, part.script, state.copy()))
        else:
            self.world.overlay.put(path, FileImage(self.capture(part.script, state)))
        return path

    def _feed_processes(self) -> None:
        waiting, self._outgoing = self._outgoing, []
        for path, script, state in waiting:
            image = self.world.overlay.get(path)
            data = image.data if image is not None else NO_DATA
            self.isolated(script, state, streams={0: Stream(End.PIPE, data=data)})

    def output(self, state: State, data: Data, descriptor: int = 1) -> None:
        """A program prints `data`."""
        stream = state.streams.get(descriptor)
        if stream is None or data is NO_DATA:
            return
        stream.write(data)
        if stream.end is End.SOCKET:
            self.redirector.sent(stream, data)

    # Compound commands

    def _each(self, handler: Handler, mentions: object, command: Any, state: State) -> None:
        """Run a handler once for each possible value of what is mentioned."""
        if state.varied:
            run_each(lambda reading: handler(command, reading), mentions, state, self.world, moves=True)
        else:
            handler(command, state)

    def _group(self, command: Group, state: State) -> None:
        self.run(command.body, state)

    def _subshell(self, command: Subshell, state: State) -> None:
        self.isolated(command.body, state)

    def _background(self, command: Command, state: State) -> None:
        inner = state.copy()
        inner.traps = {}
        self.world.backgrounds += 1
        self.world.forks += 1
        self.execute(command, inner)
        self.finish(inner)
        self.world.forks -= 1
        state.status = 0

    def _redirected(self, command: Any, state: State) -> None:
        streams = state.streams
        state.streams = streams.copy()
        opened = self.redirector.open(command.redirects, state)
        self.execute(command.command, state)
        self.redirector.close(opened)
        state.streams = streams

    def _pipeline(self, command: Pipeline, state: State) -> None:
        if len(command.stages) == 1:
            self.execute(command.stages[0], state)
        else:
            self._stages(command, state)
        if command.negated and state.status is not None:
            state.status = int(not state.status)

    def _stages(self, command: Pipeline, state: State) -> None:
        data: Data | None = None
        last = len(command.stages) - 1
        self.world.forks += 1
        for index, stage in enumerate(command.stages):
            inner = state.copy()
            inner.traps = {}
            pipe = Stream(End.PIPE)
            if data is not None:
                inner.streams[0] = Stream(End.PIPE, data=data)
            if index < last:
                inner.streams[1] = pipe
                if command.errors[index]:
                    inner.streams[2] = pipe
            self.execute(stage, inner)
            self.finish(inner)
            data = pipe.collected()
            state.status = inner.status
        self.world.forks -= 1
        if "pipefail" in state.options:
            state.status = None

    def _and_or(self, command: AndOr, state: State) -> None:
        """Follows the state after success and the state after failure separately along the chain."""
        self.execute(command.first, state)
        good, bad = _outcomes(state, command.first)
        for operator, following in command.rest:
            taken, other = (good, bad) if operator == "&&" else (bad, good)
            if taken is None or taken.flow:
                continue
            branch = taken.copy() if taken is other else taken
            self.world.conditional += other is not None
            self.execute(following, branch)
            self.world.conditional -= other is not None
            succeeded, failed = _outcomes(branch, following)
            if operator == "&&":
                good, bad = succeeded, _joined(other, failed)
            else:
                good, bad = _joined(other, succeeded), failed
        result = _joined(good, bad)
        if result is not None and result is not state:
            state.take(result)

    def _if(self, command: If, state: State) -> None:
        outcomes: list[State] = []
        doubts = 0
        rest: State | None = state.copy()
        for condition, body in command.clauses:
            assert rest is not None  # noqa: S101 - the loop ends when it becomes None
            self.run(condition, rest)
            if rest.flow:
                break
            status = rest.status
            if status is not None and status != 0:
                continue
            branch = rest if status == 0 else rest.copy()
            if status is None:
                self.world.conditional += 1
                doubts += 1
            self.run(body, branch)
            outcomes.append(branch)
            if status == 0:
                rest = None
                break
        if rest is not None:
            if command.otherwise is not None and not rest.flow:
                self.run(command.otherwise, rest)
            outcomes.append(rest)
        self.world.conditional -= doubts
        self._take_merged(outcomes, state)

    def _case(self, command: Case, state: State) -> None:
        self._each(self._case_once, command.subject, command, state)

    def _case_once(self, command: Case, state: State) -> None:
        subject = self.expander.single(command.subject, state)
        outcomes: list[State] = []
        rest: State | None = state.copy()
        doubts = 0
        runs_on = False
        for clause in command.clauses:
            if rest is None:
                break
            found = self._clause_matches(subject, clause.patterns, rest) if not runs_on else True
            if found is False:
                continue
            branch = rest if found else rest.copy()
            if found is None:
                self.world.conditional += 1
                doubts += 1
            self.run(clause.body, branch)
            runs_on = clause.ending == ";&" and bool(found)
            if not runs_on and clause.ending != ";;&":
                outcomes.append(branch)
                rest = None if found else rest
        self.world.conditional -= doubts
        if rest is not None:
            outcomes.append(rest)
        self._take_merged(outcomes, state)

    def _clause_matches(self, subject: Text, patterns: tuple[Word, ...], state: State) -> bool | None:
        from bailiwick.interpret.shell.conditions import case_matches

        found: bool | None = False
        for word in patterns:
            one = case_matches(subject, self.expander.pattern(word, state))
            if one:
                return True
            found = None if one is None else found
        return found

    def _take_merged(self, outcomes: list[State], state: State) -> None:
        merged = outcomes[0]
        for outcome in outcomes[1:]:
            merged = merge(merged, outcome)
        state.take(merged)

    # Small commands

    def _for(self, command: For, state: State) -> None:
        self._each(self._loop, command.words, command, state)

    def _loop(self, command: Loop, state: State) -> None:
        from bailiwick.interpret.shell.loops import run_loop

        run_loop(command, state, self)

    def _define(self, command: Function, state: State) -> None:
        state.functions[command.name] = command.body
        if command.name in _CALLED_BY_THE_SHELL:
            self.world.conditional += 1
            self.commands.call(command.name, command.body, (), state.copy())
            self.world.conditional -= 1
        state.status = 0

    def _calculate(self, command: Calculation, state: State) -> None:
        self._each(self._calculate_once, command, command, state)

    def _calculate_once(self, command: Calculation, state: State) -> None:
        value = self.expander.calculate(command.expression, state)
        state.status = None if value is None else int(value == 0)

    def _condition(self, command: Conditional, state: State) -> None:
        self._each(self._condition_once, command, command, state)

    def _condition_once(self, command: Conditional, state: State) -> None:
        from bailiwick.interpret.shell.conditions import holds

        found = holds(command.condition, state, self.expander)
        state.status = None if found is None else int(not found)

    def _coprocess(self, command: Coprocess, state: State) -> None:
        inner = state.copy()
        pipe = Stream(End.PIPE)
        inner.streams[0] = Stream(End.PIPE, data=Data(Text((Hole("input of coproc"),))))
        inner.streams[1] = pipe
        inner.traps = {}
        self.world.forks += 1
        self.execute(command.command, inner)
        self.finish(inner)
        self.world.forks -= 1
        state.streams[63] = Stream(End.PIPE, data=pipe.collected())
        state.streams[60] = Stream(End.PIPE)
        self.store.assign_array(command.name, [("0", literal("63")), ("1", literal("60"))], state)
        state.status = 0


_HANDLERS: Mapping[type, str] = {
    Redirected: "_redirected",
    Pipeline: "_pipeline",
    AndOr: "_and_or",
    Group: "_group",
    Subshell: "_subshell",
    If: "_if",
    While: "_loop",
    For: "_for",
    CountingFor: "_loop",
    Case: "_case",
    Function: "_define",
    Calculation: "_calculate",
    Conditional: "_condition",
    Coprocess: "_coprocess",
}


def _outcomes(state: State, command: Command) -> tuple[State | None, State | None]:
    """The states after success and after failure; None for one that is known not to happen."""
    if state.status is not None:
        return (state, None) if state.status == 0 else (None, state)
    if state.elsewhere and isinstance(command, Simple) and command.words:
        first = command.words[0]
        if isinstance(first, Word) and first.plain in ("cd", "pushd"):
            good, bad = state.copy(), state
            good.elsewhere = ()
            bad.cwd, bad.elsewhere = state.elsewhere[0], state.elsewhere[1:]
            return good, bad
    return state, state


def _joined(one: State | None, two: State | None) -> State | None:
    if one is None or one is two:
        return two
    return one if two is None else merge(one, two)
