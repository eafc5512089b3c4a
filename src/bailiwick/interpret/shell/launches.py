"""Follows what commands launch: further argvs, shell text, script files and code of other languages."""

from __future__ import annotations

import posixpath

from bailiwick.interpret.digits import whole_number
from bailiwick.interpret.effects import (
    NO_DATA,
    Data,
    Label,
    RunCode,
    RunFile,
    RunShell,
    RunWords,
    Text,
    unknown,
)
from bailiwick.interpret.paths import locate
from bailiwick.interpret.shell import opaque
from bailiwick.interpret.shell.flow import End, Stream
from bailiwick.interpret.shell.parser import parse
from bailiwick.interpret.shell.state import State, Variable, rejoined
from bailiwick.interpret.shell.world import Call, World
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.fact import FileType, PathQuery
from bailiwick.model.operation import Kind, Resource, ResourceClass, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Launch
    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.model.operation import Operation

_SHELL_LANGUAGES = frozenset(("bash", "sh", "dash", "zsh", "ksh", "ash"))
_WINDOWS_LANGUAGES = frozenset(("powershell", "cmd"))
_DESCRIPTORS = ("/dev/fd", "/proc/self/fd")


LOADED_DEPTH = 3
"""How deep files that tools load are followed into each other."""

_LOADED_KINDS = frozenset(
    (
        Kind.FILE_DELETE,
        Kind.FILE_READ,
        Kind.FILE_WRITE,
        Kind.NET_SEND,
        Kind.EXEC_RUN,
        Kind.DB_DESTROY,
        Kind.INFRA_DESTROY,
        Kind.VCS_DISCARD,
        Kind.CONTAINER_RUN,
    )
)


class Launcher:
    """Follows launches, to a bound."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._world = machine.world

    def whole(self, launch: RunShell, state: State) -> None:
        """Run the text of a whole call in `state`, and end the shell."""
        if launch.language in _SHELL_LANGUAGES and not launch.remote:
            self.run_text(launch.text, state, via="shell")
            self._machine.finish(state)
        else:
            self._shell(launch, state)

    def follow(self, launch: Launch, state: State) -> None:
        """Interpret what a program launches.

        Raises:
            BoundError: more than `bounds.SHELL_DEPTH` launches inside each other.
        """
        self._enter(launch.via)
        match launch:
            case RunWords():
                self._words(launch, state)
            case RunShell():
                self._shell(launch, state)
            case RunFile():
                self._file(launch, state)
            case RunCode():
                self._code(launch, state)
        self._leave()

    def _enter(self, via: str) -> None:
        world = self._world
        world.launches += 1
        if world.launches > bounds.SHELL_DEPTH:
            raise BoundError(f"expected at most {bounds.SHELL_DEPTH} shells and wrappers inside each other, got more")
        world.enter()
        world.reached = (*world.reached, via)

    def _leave(self) -> None:
        world = self._world
        world.reached = world.reached[:-1]
        world.depth -= 1
        world.launches -= 1

    # Argv

    def _words(self, launch: RunWords, state: State) -> None:
        if not launch.words:
            return
        inner = state.copy()
        _feed(inner, launch.stdin)
        if launch.cwd is not None:
            inner.cwd, inner.elsewhere = launch.cwd, ()
        for name, value in launch.environment.items():
            inner.variables[name] = Variable(value, exported=True)
        self._machine.commands.run(list(launch.words), inner, launch.environment)

    # Shell text

    def _shell(self, launch: RunShell, state: State) -> None:
        if launch.language not in _SHELL_LANGUAGES | _WINDOWS_LANGUAGES:
            resource = Resource(ResourceType.PROGRAM, launch.language)
            self._world.emit(Kind.EXEC_RUN, resource, source=launch.text.shown(), program=launch.language, opaque=True)
            return
        if launch.remote:
            self._elsewhere(launch)
            return
        if launch.same_shell:
            self.run_text(launch.text, state, via=launch.via)
            return
        name = launch.arguments[0].shown() if launch.arguments else "bash"
        cwd = state.cwd if launch.cwd is None else launch.cwd
        inner = state.child(name=name, arguments=launch.arguments[1:], cwd=cwd)
        _feed(inner, launch.stdin)
        if launch.language in _WINDOWS_LANGUAGES:
            self._windows(self._machine, launch, inner)
            return
        self.run_text(launch.text, inner, via=launch.via)
        self._machine.finish(inner)

    def _windows(self, machine: Machine, launch: RunShell, state: State) -> None:
        """PowerShell and cmd: interpreters of their own over the same machine."""
        opaque.hidden_text(launch.text, launch.via, machine.world)
        if len(launch.text.parts) == 1 and launch.text.known is None:
            return
        if launch.language == "cmd":
            from bailiwick.interpret.powershell.cmd import run_cmd  # rare

            run_cmd(launch.text, machine, state)
        else:
            from bailiwick.interpret.powershell.machine import run_text  # rare

            run_text(launch.text, machine, state, arguments=launch.arguments)

    def shell_text(self, text: Text, state: State, *, via: str) -> None:
        """Run shell text in the shell that holds it: `eval`, `trap` ..."""
        self._enter(via)
        self.run_text(text, state, via=via)
        self._leave()

    def run_text(self, text: Text, state: State, *, via: str) -> None:
        """Run shell text; its labels say when it is not what could be reviewed."""
        if not text.parts:
            return
        opaque.hidden_text(text, via, self._world)
        if len(text.parts) == 1 and text.known is None:
            state.status = None
            return
        if sum(len(part) for part in text.parts if isinstance(part, str)) > bounds.SCRIPT_BYTES:
            raise BoundError(f"expected a script of at most {bounds.SCRIPT_BYTES} bytes, got a longer one")
        self._machine.run(parse(opaque.script_text(text, self._world)), state)

    def _elsewhere(self, launch: RunShell) -> None:
        """Text that runs on another machine: nothing of it is local, but what it destroys counts."""
        from bailiwick.interpret.shell.remote import mounted, not_local

        outer = self._world
        world = World(outer.place, outer.host)
        world.reached, world.conditional = outer.reached, outer.conditional
        world.steps, world.depth, world.launches = outer.steps, outer.depth, outer.launches
        world.first = outer.first
        machine = type(self._machine)(world)
        text = launch.text
        state = State(launch.cwd or "", arguments=launch.arguments[1:])
        _feed(state, launch.stdin)
        opaque.hidden_text(text, launch.via, world)
        if launch.language in _WINDOWS_LANGUAGES:
            self._windows(machine, launch, state)
        elif len(text.parts) != 1 or text.known is not None:
            machine.run(parse(opaque.script_text(text, world)), state)
            machine.finish(state)
        outer.steps = world.steps
        for operation in world.operations.values():
            here = mounted(operation, launch.mounts)
            if here is not None:
                outer.add(operation.replace(resource=locate(here, cwd="/", place=outer.place, inquiry=outer.inquiry)))
                continue
            kept = not_local(operation)
            if kept is not None:
                outer.add(kept)

    # Files

    def source(self, text: Text, arguments: tuple[Text, ...], state: State) -> None:
        """`source file`."""
        path = self._machine.redirector.absolute(text, state) if text.known is not None else ""
        if not path:
            own = opaque.is_shell_setup(text)
            self._world.emit(Kind.EXEC_RUN, source=f"source {text.shown()}", program="source", opaque=not own)
            state.status = None
            return
        if path in ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"):
            stream = state.streams.get(0)
            data = stream.data if stream is not None else Data(Text())
            self.shell_text(_text_of(data), state, via="source")
            return
        self.follow(RunFile(path, "bash", "source", arguments=arguments, same_shell=True), state)

    def _file(self, launch: RunFile, state: State) -> None:
        from bailiwick.interpret.shell.scripts import language_of

        world = self._world
        if launch.loaded:
            self._loaded(launch, state)
            return
        resource = locate(launch.path, cwd=state.cwd, place=world.place, inquiry=world.inquiry)
        # Whatever reads the script, it is the script that runs: rules ask where it came from.
        world.emit(Kind.EXEC_RUN, resource, source=launch.path, program=posixpath.basename(launch.path))
        image = world.overlay.get(launch.path)
        if ResourceClass.SECRET in resource.classes and not launch.same_shell:
            world.emit(Kind.FILE_READ, resource, source=launch.path)
        if launch.same_shell and image is None and _descriptor(launch.path) not in state.streams:
            world.emit(Kind.FILE_READ, resource, source=f"source {launch.path}")
            if not _followed(resource):
                state.status = None
                return
        data = self._machine.redirector.content(resource, launch.path)
        stream = state.streams.get(_descriptor(launch.path)) if image is None else None
        if stream is not None and stream.end is End.PIPE:
            data = stream.data
        if image is None and data.text is None and not (stream and data.labels):
            self._unpacked(launch, resource)
            state.status = None
            return
        if image is not None and data.text is None and not (data.labels or launch.language):
            state.status = None
            return
        text = _text_of(data)
        self._downloaded(launch, data, resource)
        language = launch.language or language_of(launch.path, text)
        name = f"{launch.path}\n{text.shown()}"
        running = world.running(name)
        if running:
            if world.replicates(running[0]):
                program = posixpath.basename(launch.path)
                world.emit(Kind.EXEC_RUN, source=launch.path, program=program, fork_bomb=True)
            return
        world.calls.append(Call(name, world))
        self._script(launch, text, language, state)
        world.calls.pop()
        state.status = None

    def _loaded(self, launch: RunFile, state: State) -> None:
        """A file that a tool loads by itself: what is not certain in it is the project's own business."""
        world = self._world
        if not world.overlay:
            there = world.inquiry.ask(PathQuery(launch.path))
            if there is None or there.type is FileType.MISSING:
                return
        resource = locate(launch.path, cwd=state.cwd, place=world.place, inquiry=world.inquiry)
        text = self._machine.redirector.content(resource, launch.path).text
        if text is None or world.running(launch.path) or len(world.calls) > LOADED_DEPTH:
            return
        known = set(world.operations)
        reads_only = world.reads_only
        world.calls.append(Call(launch.path, world))
        self._script(launch, text, launch.language, state.copy())
        world.calls.pop()
        world.reads_only = reads_only
        for key in [key for key in world.operations if key not in known]:
            if not _counts_when_loaded(world.operations[key]):
                del world.operations[key]

    def _script(self, launch: RunFile, text: Text, language: str, state: State) -> None:
        if language in _SHELL_LANGUAGES:
            if launch.same_shell:
                self._sourced(launch, text, state)
                return
            arguments = launch.arguments
            inner = state.child(name=launch.path, arguments=arguments, cwd=state.cwd)
            _feed(inner, launch.stdin)
            self.run_text(text, inner, via=launch.via)
            self._machine.finish(inner)
        elif language in _WINDOWS_LANGUAGES:
            shell = RunShell(text, launch.via, launch.stdin, arguments=launch.arguments, language=language)
            self._windows(
                self._machine,
                shell,
                state
                if launch.same_shell
                else state.child(name=launch.path, arguments=launch.arguments, cwd=state.cwd),
            )
        elif language:
            self._code(RunCode(language, text, launch.via, launch.stdin, launch.arguments), state)

    def _sourced(self, launch: RunFile, text: Text, state: State) -> None:
        saved, others, name = state.arguments, state.other_arguments, state.name
        if launch.arguments:
            state.arguments, state.other_arguments = launch.arguments, ()
        self.run_text(text, state, via=launch.via)
        if launch.arguments:
            state.arguments, state.other_arguments = saved, others
        state.name = name
        state.take(rejoined(state, "return"))

    def _downloaded(self, launch: RunFile, data: Data, resource: Resource) -> None:
        labels = data.labels | (data.text.labels if data.text is not None else frozenset())
        if Label.NETWORK in labels and not resource.value.startswith("/dev/fd/"):
            program = posixpath.basename(launch.path)
            self._world.emit(
                Kind.EXEC_RUN, resource, source=launch.path, program=program, downloaded=True, fetched=True
            )

    def _unpacked(self, launch: RunFile, resource: Resource) -> None:
        """A file that is not there yet may come out of what the script unpacks or clones."""
        image = self._world.overlay.tree(launch.path)
        if image is None or Label.NETWORK not in image.data.labels:
            return
        program = posixpath.basename(launch.path)
        self._world.emit(Kind.EXEC_RUN, resource, source=launch.path, program=program, downloaded=True)

    # Other languages

    def _code(self, launch: RunCode, state: State) -> None:
        from bailiwick.interpret.code import effects_of_code

        if not launch.text.parts:
            return
        done = effects_of_code(launch, cwd=state.cwd, place=self._world.place, inquiry=self._world.inquiry)
        for operation in done.operations:
            self._world.add(operation.replace(path=operation.path or self._world.reached))
        for path, data in done.written.items():
            self._world.overlay.write(path, data, append=False)
        for further in done.launches:
            self.follow(further, state)
        if not done.launches or done.stdout.text is not None:
            self._machine.output(state, done.stdout)


def _followed(resource: Resource) -> bool:
    """Files of the project and temporary ones are followed; a person's own shell set-up is not the agent's doing."""
    return not resource.classes.isdisjoint((ResourceClass.PROJECT, ResourceClass.TEMP)) or not resource.classes


def _counts_when_loaded(operation: Operation) -> bool:
    resource = operation.resource
    vague = resource is not None and ("*" in resource.value or not resource.value)
    told = operation.attributes
    hidden = told.get("opaque") and not (told.get("fetched") or told.get("decoded") or told.get("reverse_shell"))
    return operation.kind in _LOADED_KINDS and not vague and not hidden


def _descriptor(path: str) -> int:
    """The number in `/dev/fd/3`; -1 for any other path."""
    folder, _, name = path.rpartition("/")
    if path == "/dev/stdin":
        return 0
    number = whole_number(name) if folder in _DESCRIPTORS else None
    return -1 if number is None else number


def _text_of(data: Data) -> Text:
    if data.text is None:
        return unknown(f"output of {data.origin}" if data.origin else "a stream", data.labels)
    return Text(data.text.parts, data.text.labels | data.labels)


def _feed(state: State, stdin: Data) -> None:
    """Give a started program its own standard input, unless it is the one that the shell has."""
    current = state.streams.get(0)
    if stdin is NO_DATA or (current is not None and current.data is stdin):
        return
    state.streams[0] = Stream(End.PIPE, data=stdin)
