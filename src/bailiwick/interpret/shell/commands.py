"""Simple commands: from words to a function call, a builtin, or the start of a program."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_DATA, Data, Hole, Invocation, Label, Text, literal
from bailiwick.interpret.programs import effects
from bailiwick.interpret.programs.reading import builtin_reads_only
from bailiwick.interpret.shell import aftermath, opaque
from bailiwick.interpret.shell.alternatives import run_each
from bailiwick.interpret.shell.builtins import BUILTINS
from bailiwick.interpret.shell.expansion import emptied
from bailiwick.interpret.shell.grammar_simple import DECLARERS
from bailiwick.interpret.shell.parser import parse
from bailiwick.interpret.shell.showing import shows_credential, shows_environment
from bailiwick.interpret.shell.startup import startup_files
from bailiwick.interpret.shell.state import Variable, rejoined
from bailiwick.interpret.shell.syntax import AndOr, ArrayLiteral, Assignment, Item, Pipeline, Script, Simple, Word
from bailiwick.interpret.shell.world import Call
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.interpret.shell.state import State
    from bailiwick.interpret.shell.syntax import Command

_MARKS = ("=", "^", "e:")
"""Before the name of a program: zsh's `=rm` is its path, nushell's `^rm` and elvish's `e:rm` the program."""

RECURSION = 4
"""How often a function is followed into itself."""

_SYSTEM_DIRECTORIES = frozenset(
    [
        "bin",
        "boot",
        "dev",
        "etc",
        "home",
        "lib",
        "lib64",
        "opt",
        "proc",
        "root",
        "run",
        "sbin",
        "srv",
        "sys",
        "usr",
        "var",
        "Users",
        "System",
        "Library",
        "Applications",
    ]
)


class Commands:
    """Runs simple commands."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._world = machine.world

    def simple(self, command: Simple, state: State) -> None:
        """Run a simple command, once for each possible value of what it uses."""
        alias = self._alias(command, state)
        if alias is not None:
            self._machine.run(alias[1], state)
            state.aliases[alias[0]] = alias[2]
        elif state.varied or state.elsewhere:
            moves = bool(command.words) and _is_one_of(command.words[0], ("cd", "pushd"))
            run_each(lambda reading: self._once(command, reading), command, state, self._world, moves=moves)
        else:
            self._once(command, state)

    def _alias(self, command: Simple, state: State) -> tuple[str, Script, Text] | None:
        """The script that an alias makes of the command; the alias is off while it runs."""
        if not state.aliases or not command.words:
            return None
        first = command.words[0]
        name = first.bare if isinstance(first, Word) else ""
        value = state.aliases.get(name)
        if value is None:
            return None
        script = parse(opaque.script_text(value, self._world))
        if not script.items:
            return None
        last = script.items[-1]
        whole = _with_words(last.command, command)
        del state.aliases[name]
        return name, Script((*script.items[:-1], Item(whole, last.background)), script.problem), value

    # One reading

    def _once(self, command: Simple, state: State) -> None:
        machine = self._machine
        state.status = 0
        words = machine.expander.words(command.words, state)
        if command.words and opaque.is_globbed(command.words[0]):
            self._world.emit(Kind.EXEC_RUN, source=words[0].shown(), program=words[0].shown(), decoded=True)
        streams = state.streams
        opened = []
        if command.redirects:
            state.streams = streams.copy()
            opened = machine.redirector.open(command.redirects, state)
        if not words:
            self.assign(command.assignments, state)
        else:
            self._with_environment(command, words, state)
            self._declare_arrays(command, words, state)
        stays = len(words) == 1 and words[0].known == "exec"
        machine.redirector.close(opened)
        if stays:
            self._world.lasting += opened
        if command.redirects and not stays:
            state.streams = streams

    def _declare_arrays(self, command: Simple, words: list[Text], state: State) -> None:
        """`declare name=(...)`: the builtin has set the attributes, now the elements follow."""
        if words[0].known in DECLARERS:
            for word in command.words:
                if isinstance(word, Assignment) and isinstance(word.value, ArrayLiteral):
                    self.assign_one(word, state)

    def assign(self, assignments: Sequence[Assignment], state: State) -> None:
        """Make assignments that stay."""
        for assignment in assignments:
            self.assign_one(assignment, state)

    def assign_one(self, assignment: Assignment, state: State) -> None:
        """Make one assignment."""
        machine = self._machine
        store, expander = machine.store, machine.expander
        name = assignment.name
        if isinstance(assignment.value, ArrayLiteral):
            associative = store.associative(name, state)
            items: list[tuple[str | None, Text]] = []
            for key, word in assignment.value.items:
                if key is None:
                    items.extend((None, text) for text in expander.words((word,), state))
                else:
                    items.append((self._key(key, state, associative=associative), expander.single(word, state)))
            store.assign_array(name, items, state, append=assignment.append)
            return
        value = expander.single(assignment.value, state, assignment=True)
        element = None
        if assignment.index is not None:
            associative = store.associative(name, state) or name in ("BASH_CMDS", "BASH_ALIASES")
            element = self._key(assignment.index, state, associative=associative) or "?"
        store.assign(name, element, value, state, append=assignment.append)
        if element is not None and name == "BASH_CMDS" and value.known:
            state.programs[element] = value.known
        elif element is not None and name == "BASH_ALIASES":
            state.aliases[element] = value
        self.noticed(name, value, state)

    def _key(self, word: Word, state: State, *, associative: bool) -> str | None:
        if associative:
            return self._machine.expander.single(word, state).known
        number = self._machine.expander.calculate(word, state)
        return None if number is None else str(number)

    def noticed(self, name: str, value: Text, state: State) -> None:
        """A variable got a value: some are commands that the shell runs by itself, some are governance's own."""
        if name.startswith("BAILIWICK_"):
            self._world.emit(Kind.EXEC_RUN, source=f"{name}=", program=name, unsets_guard=True)
        elif name in ("PROMPT_COMMAND", "BASH_COMMAND_HOOK"):
            self._world.conditional += 1
            self._machine.launcher.shell_text(value, state.copy(), via=name)
            self._world.conditional -= 1
        elif name in ("PS0", "PS1", "PS2", "PS4") and value.known and ("$(" in value.known or "`" in value.known):
            self._world.conditional += 1
            self._machine.expander.string_value(value.known, state.copy())
            self._world.conditional -= 1

    def _with_environment(self, command: Simple, words: list[Text], state: State) -> None:
        """Run words with the assignments in front of them, which hold only for this command."""
        if not command.assignments:
            self.words(words, state)
            return
        saved = {name: state.variables.get(name) for name in (item.name for item in command.assignments)}
        self.assign(command.assignments, state)
        environment: dict[str, Text] = {}
        for name in saved:
            value = self._machine.store.scalar(name, state)
            environment[name] = value if value is not None else literal("")
            state.variables[name] = Variable(environment[name], exported=True)
        self.words(words, state, environment)
        _restore(saved, state)

    # Words

    def words(self, words: list[Text], state: State, environment: Mapping[str, Text] | None = None) -> None:
        """Run expanded words: as they are, and as they would be with unset variables empty."""
        self.run(words, state, environment)
        reading = _empty_reading(words)
        if reading:
            self._world.conditional += 1
            self.run(reading, state.copy(), environment)
            self._world.conditional -= 1
        if words:
            state.last = words[-1]

    def run(
        self,
        words: list[Text],
        state: State,
        environment: Mapping[str, Text] | None = None,
        *,
        functions: bool = True,
    ) -> None:
        """Run one reading of the words: a function unless switched off, a builtin, or a program."""
        name = words[0].known
        if name is None:
            name = self._unresolved(words, state)
            if name is None:
                return
            words = [literal(name, words[0].labels), *words[1:]]
        if name.startswith(_MARKS):
            mark = next(mark for mark in _MARKS if name.startswith(mark))
            if name[len(mark) : len(mark) + 1].isalpha():
                name = name[len(mark) :]
                words = [literal(name, words[0].labels), *words[1:]]
        body = state.functions.get(name) if functions else None
        if body is not None:
            self.call(name, body, words[1:], state)
            return
        builtin = BUILTINS.get(name)
        if builtin is not None:
            self._hidden_name(words[0])
            self._world.reads_only &= builtin_reads_only(name, words)
            builtin(self._machine, words, state)
            return
        path = state.programs.get(name)
        if path is not None:
            words = [literal(path), *words[1:]]
        self.program(tuple(words), state, environment)

    def _hidden_name(self, word: Text) -> None:
        if Label.DECODED in word.labels:
            self._world.emit(Kind.EXEC_RUN, source=word.shown(), program=word.shown(), decoded=True)

    def _unresolved(self, words: list[Text], state: State) -> str | None:
        """A name for a program word that is not wholly known, or None after saying that it is opaque."""
        suffix = words[0].suffix
        base = suffix.rpartition("/")[2] if "/" in suffix else ""
        if base and words[0].labels.isdisjoint((Label.NETWORK, Label.DECODED)):
            return base
        opaque.unknown_program(words, self._world)
        machine = self._machine
        stdin = state.streams.get(0)
        labels = words[0].labels | (stdin.data.labels if stdin is not None else frozenset())
        machine.output(state, Data(None, labels | {Label.COMMAND}))
        state.status = None
        return None

    # Functions

    def call(self, name: str, body: Command, arguments: Sequence[Text], state: State) -> None:
        """Call a function."""
        world = self._world
        running = world.running(name, body)
        if running:
            if world.replicates(running[0]):
                source = f"{name}() calls itself in the background"
                world.emit(Kind.EXEC_RUN, source=source, program=name, fork_bomb=True)
                return
            if len(running) >= RECURSION:
                state.status = None
                return
        saved, others, scopes = state.arguments, state.other_arguments, state.scopes
        scope: dict[str, Variable | None] = {}
        state.arguments, state.other_arguments, state.scopes = tuple(arguments), (), (*scopes, scope)
        world.calls.append(Call(name, world, body))
        self._machine.execute(body, state)
        world.calls.pop()
        state.take(rejoined(state, "return"))
        state.arguments, state.other_arguments, state.scopes = saved, others, scopes
        _restore(scope, state)

    # Programs

    def program(
        self,
        words: tuple[Text, ...],
        state: State,
        environment: Mapping[str, Text] | None = None,
        *,
        stdin: Data | None = None,
    ) -> None:
        """Start a program and follow what it launches."""
        world, machine = self._world, self._machine
        world.starts.append((words, len(world.reached)))
        if not world.first:
            world.first = words[0].shown().rpartition("/")[2]
        stream = state.streams.get(0)
        if stdin is None:
            stdin = NO_DATA if stream is None else stream.data
        invocation = Invocation(
            words,
            state.cwd,
            stdin,
            self._environment(state, environment),
            world.reached,
            world.conditional > 0,
        )
        world.overlay.cwd = state.cwd
        world.waits += world.forks == 0
        done = effects(invocation, world.place, world.inquiry)
        world.reads_only &= bool(done.operations and done.operations[0].attributes.get("reads_only"))
        consumed = 1 in state.streams
        for operation in done.operations:
            if not (consumed and operation.attributes.get("unmasked")):  # a filter may leave names alone
                world.add(operation)
        opaque.connected_shell(words, state, world)
        opaque.run_in_fetched_tree(invocation, world)
        if not consumed and shows_credential(words, stdin, done.stdout):
            world.emit(Kind.INFRA_READ, source=words[0].shown(), system="environment", secret=True)
        elif not consumed and shows_environment(words, stdin):
            world.emit(Kind.INFRA_READ, source=words[0].shown(), system="environment", unmasked=True)
        printed = aftermath.follow(done, invocation, machine, consumed=consumed)
        for file in startup_files(invocation):
            machine.launcher.follow(file, state)
        for launch in done.launches:
            machine.launcher.follow(launch, state)
        # A filter whose script is code of its own (sed, awk) still prints what it read.
        told = done.stdout.text is not None or done.stdout.labels - {Label.COMMAND} or done.stdout.origin
        if told or not done.launches:
            machine.output(state, printed)
        state.status = None

    def _environment(self, state: State, extra: Mapping[str, Text] | None) -> Mapping[str, Text]:
        exported = {
            name: variable.text
            for name, variable in state.variables.items()
            if variable.exported and variable.text is not None
        }
        if extra:
            exported.update(extra)
        return exported


def _with_words(command: Command, rest: Simple) -> Command:
    """The last command of an alias's text, with the words that follow the alias."""
    if isinstance(command, Simple):
        return Simple(
            (*rest.assignments, *command.assignments),
            (*command.words, *rest.words[1:]),
            (*command.redirects, *rest.redirects),
        )
    if isinstance(command, Pipeline):
        return command.replace(stages=(*command.stages[:-1], _with_words(command.stages[-1], rest)))
    if isinstance(command, AndOr):
        operator, last = command.rest[-1]
        return command.replace(rest=(*command.rest[:-1], (operator, _with_words(last, rest))))
    return command


def _is_one_of(word: object, names: Sequence[str]) -> bool:
    return isinstance(word, Word) and word.plain in names


def _empty_reading(words: list[Text]) -> list[Text] | None:
    """The words with unset variables empty, when that could be another command or reach further."""
    if None not in [word.known for word in words]:
        return None
    reading: list[Text] = []
    matters = False
    for index, word in enumerate(words):
        without = emptied(word) if word.parts and word.known is None else None
        if without is None:
            reading.append(word)
        elif without.parts:
            reading.append(without)
            matters = matters or index == 0 or _reaches_further(word, without)
        else:
            matters = matters or index == 0
    starts = reading[0].prefix if reading else "-"
    return reading if matters and not starts.startswith("-") else None


def _reaches_further(word: Text, without: Text) -> bool:
    """True when leaving out the unknown part gives a path that a script could hurt by accident or on purpose."""
    if not isinstance(word.parts[0], Hole) or not without.prefix.startswith("/"):
        return True
    top = without.prefix.lstrip("/").partition("/")
    return not top[0].strip("*.") or top[0] in _SYSTEM_DIRECTORIES


def _restore(saved: Mapping[str, Variable | None], state: State) -> None:
    for name, variable in saved.items():
        if variable is None:
            state.variables.pop(name, None)
        else:
            state.variables[name] = variable
