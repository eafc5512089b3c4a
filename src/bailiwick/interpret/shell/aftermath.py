"""What a program leaves behind for the rest of the script: written files with their labels, and its output."""

from __future__ import annotations

import posixpath

from bailiwick.interpret.effects import NO_DATA, NO_LABELS, Data, Label, RunFile, join, literal
from bailiwick.interpret.shell.answers import answer
from bailiwick.interpret.shell.in_place import EDITORS, edited
from bailiwick.interpret.shell.overlay import FileImage
from bailiwick.interpret.shell.state import State
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Effects, Invocation
    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.model.operation import Operation

_COPIES = frozenset(("cp", "mv", "ln", "install", "gcp", "ginstall", "rsync", "ditto"))
_SINKS = frozenset(("tee", "sponge", "dd"))
_COMPILERS = frozenset(
    ("go", "gcc", "g++", "cc", "c++", "clang", "clang++", "rustc", "swiftc", "zig", "ghc", "gfortran")
)
_CARRIED = ((Label.SECRET, "secret"), (Label.ENVIRONMENT, "environment"), (Label.FILE, "file"))
"""What an upload of a file that the script wrote carries, the worst first."""
_FILLS = {
    "git": ("clone",), "hg": ("clone",), "svn": ("checkout", "co", "export"), "bzr": ("branch", "checkout", "export"),
    "darcs": ("clone", "get"), "degit": (), "tiged": (),
}  # fmt: skip
"""Programs and their subcommands that fill a directory with what another machine holds; without one, they always do."""
_SOURCES = (".c", ".cc", ".cpp", ".cxx", ".rs", ".go", ".swift", ".zig", ".hs", ".f90")
_FLOWS_ON = frozenset((Label.NETWORK, Label.SECRET, Label.DECODED))
"""Labels that what a program reads gives to what it writes."""


def follow(done: Effects, invocation: Invocation, machine: Machine, *, consumed: bool) -> Data:
    """Remember what the program wrote; returns its output with the labels of the script's own files.

    Unless the output is `consumed` by the script, it is not worked out.
    """
    name = (invocation.words[0].known or "").rpartition("/")[2]
    if name == "mktemp":
        return _temporary(invocation, machine)
    return _Aftermath(name, done, invocation, machine).output(consumed=consumed)


class _Aftermath:
    def __init__(self, program: str, done: Effects, invocation: Invocation, machine: Machine) -> None:
        self.program = program
        self.done = done
        self.invocation = invocation
        self.machine = machine
        self.world = machine.world
        self.overlay = machine.world.overlay
        self.labels: frozenset[Label] = NO_LABELS
        """Of the script's own files that were read."""
        self.sources: list[str] = []
        self.moved: FileImage | None = None
        """The image of a file that was moved away."""

    def output(self, *, consumed: bool) -> Data:
        written: list[tuple[str, Operation]] = []
        for operation in self.done.operations:
            if operation.resource is None:
                continue
            path = operation.resource.value
            if operation.kind is Kind.FILE_READ:
                self._read(path)
            elif operation.kind in (Kind.FILE_WRITE, Kind.FILE_LINK):
                written.append((path, operation))
            elif operation.kind is Kind.FILE_META and operation.attributes.get("executable"):
                self._executable(path)
            elif operation.kind is Kind.FILE_DELETE:
                self._deleted(path)
        for path, operation in written:
            if path.startswith("/") and not path.endswith("*"):
                self._written(path, operation)
        if self.program in _FILLS:
            self._version_control()
        for label, word in _CARRIED:
            if label in self.labels:
                self._carried(word)
                break
        return self._printed() if consumed else self.done.stdout

    def _read(self, path: str) -> None:
        self.sources.append(path)
        image = self.overlay.get(path)
        if image is not None:
            self.labels |= image.data.labels

    def _deleted(self, path: str) -> None:
        if self.program in _COPIES:
            self.sources.append(path)
            self.moved = self.overlay.get(path)
        self.overlay.remove(path)

    def _executable(self, path: str) -> None:
        image = self.overlay.get(path)
        if image is not None and not image.executable:
            self.overlay.put(path, image.replace(executable=True))

    def _version_control(self) -> None:
        """`git config key value` holds for later calls of git; `clone`, and `svn export`, fill a directory."""
        words = [word.known or "" for word in self.invocation.words[1:]]
        fills = _FILLS[self.program]
        operands = [word for word in words[bool(fills) :] if not word.startswith("-")]
        if self.program == "git" and words[:1] == ["config"] and len(operands) == 2:
            self.overlay.settings = (*self.overlay.settings, (operands[0].lower(), operands[1]))
        elif words and (not fills or words[0] in fills) and operands and self.invocation.cwd:
            at = next((at for at, word in enumerate(operands) if "/" in word or ":" in word), 0)
            origin, name = operands[at], operands[-1]
            if at == len(operands) - 1:
                name = origin.rstrip("/").removesuffix(".git").rpartition("/")[2]
            data = Data(None, frozenset({Label.NETWORK}), origin)
            self.overlay.put(posixpath.join(self.invocation.cwd, name), FileImage(data, directory=True))

    def _written(self, path: str, operation: Operation) -> None:
        attributes = operation.attributes
        target = attributes.get("target")
        if operation.kind is Kind.FILE_LINK and isinstance(target, str) and target:
            link = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            self.overlay.put(path, FileImage(link=link))
        elif self.program in ("mkfifo", "mknod"):
            self.overlay.put(path, FileImage(pipe=True))
        elif self.program == "mkdir":
            self.overlay.put(path, FileImage(directory=True))
        elif self.program in _COPIES and self.sources:
            self.overlay.put(path, self._copied(self.sources[0], secret=bool(attributes.get("derived_secret"))))
        elif self.program in _SINKS:
            self.machine.redirector.stored(path, self.invocation.stdin, append=bool(attributes.get("appends")))
        else:
            data = Data(None, self._labels_of(operation), path)
            if attributes.get("many"):
                self.overlay.put(path, FileImage(data, directory=True))
            elif self.program in _COMPILERS:
                self._own_sources()
                data = data.replace(labels=data.labels | self._compiled_labels())
                self.overlay.put(path, FileImage(data, executable=True, compiled=not data.labels))
            elif self.program in EDITORS and path in self.sources:
                self.machine.redirector.stored(path, self._edited(path, data), append=False)
            else:
                self.machine.redirector.stored(path, data, append=False)

    def _edited(self, path: str, data: Data) -> Data:
        """A file that was changed in place: what can be computed, else a text that nobody has seen."""
        before = self._copied(path, secret=False).data
        known = before.text.known if before.text is not None else None
        words = [word.shown() for word in self.invocation.words[1:]]
        text = edited(self.program, words, known) if known is not None else None
        labels = data.labels | before.labels | {Label.FILE}
        return data.replace(text=None if text is None else literal(text), labels=labels)

    def _labels_of(self, operation: Operation) -> frozenset[Label]:
        labels = self.labels & _FLOWS_ON
        if operation.attributes.get("from_network") or operation.attributes.get("download"):
            labels |= {Label.NETWORK}
        if operation.attributes.get("derived_secret"):
            labels |= {Label.SECRET}
        return labels

    def _own_sources(self) -> None:
        """Sources that are compiled: the program is what they say."""
        for word in self.invocation.words[1:]:
            path = posixpath.join(self.invocation.cwd, word.known) if word.known else ""
            image = self.overlay.get(path) if path else None
            own = image is not None and image.data.text is not None
            if own or path.endswith(_SOURCES):
                self.machine.launcher.follow(RunFile(path, "compiled", self.program, loaded=True), State(""))

    def _compiled_labels(self) -> frozenset[Label]:
        """What is compiled: standard input, and files of the script that the command line names."""
        labels = self.invocation.stdin.labels
        for word in self.invocation.words[1:]:
            image = self.overlay.get(posixpath.join(self.invocation.cwd, word.known)) if word.known else None
            labels |= image.data.labels if image is not None else NO_LABELS
        return labels & _FLOWS_ON

    def _copied(self, source: str, *, secret: bool) -> FileImage:
        """The image of a copy: of the script's own file, or of one on disk."""
        image = self.moved or self.overlay.get(source)
        if image is not None:
            return image
        if secret:
            return FileImage(Data(None, frozenset({Label.SECRET}), source))
        fact = self.world.inquiry.ask(TextQuery(source, bounds.SCRIPT_BYTES))
        text = literal(fact.text) if fact is not None and fact.text is not None else None
        return FileImage(Data(text, frozenset({Label.FILE}), source))

    def _carried(self, word: str) -> None:
        """A program that read a copy of something and sends it out sends what it is a copy of."""
        for operation in self.done.operations:
            if operation.kind is Kind.NET_SEND and operation.attributes.get("carries") not in ("secret", word):
                self.world.add(operation.replace(attributes={**operation.attributes, "carries": word}))

    def _printed(self) -> Data:
        printed = self.done.stdout
        if printed is NO_DATA:
            return printed
        if self.labels:
            printed = printed.replace(labels=printed.labels | self.labels)
        if printed.text is not None:
            return printed
        image = self.overlay.get(printed.origin) if printed.origin in self.sources else None
        if image is not None:
            return printed if image.pipe else printed.replace(text=image.data.text)
        text = answer(self.program, self.invocation, self.world)
        if text is not None:
            return Data(join(text, literal("\n")), text.labels)
        if not printed.origin:
            shown = " ".join(word.shown() for word in self.invocation.words[:4])
            return printed.replace(origin=shown[:80])
        return printed


def _temporary(invocation: Invocation, machine: Machine) -> Data:
    """`mktemp`: a name that nothing else has, so that later uses of it meet."""
    world = machine.world
    world.fresh += 1
    words = [word.known or "" for word in invocation.words[1:]]
    directory = any(word.startswith("-") and not word.startswith("--") and "d" in word for word in words)
    directory = directory or "--directory" in words
    templates = [word for word in words if "XXX" in word and not word.startswith("-")]
    base = world.place.temps[0] if world.place.temps else "/"
    template = templates[-1] if templates else posixpath.join(base, "tmp.XXXXXXXXXX")
    head, _, tail = template.rpartition("XXX")
    path = f"{head.rstrip('X')}{world.fresh:06d}{tail}"
    if not path.startswith("/"):
        path = f"{base if '-t' in words else invocation.cwd}/{path}"
    world.overlay.put(path, FileImage(directory=directory))
    return Data(literal(path + "\n"), NO_LABELS, path)
