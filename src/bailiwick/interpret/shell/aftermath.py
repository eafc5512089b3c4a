"""What a program leaves behind for the rest of the script: written files with their labels, and its output."""

from __future__ import annotations

import posixpath

from bailiwick.interpret.effects import NO_DATA, NO_LABELS, Data, Label, join, literal
from bailiwick.interpret.shell.listings import listed
from bailiwick.interpret.shell.overlay import FileImage
from bailiwick.model import bounds
from bailiwick.model.fact import ProgramQuery, RepositoryQuery, TextQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.effects import Effects, Invocation, Text
    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.model.operation import Operation

_COPIES = frozenset(("cp", "mv", "ln", "install", "gcp", "ginstall", "rsync", "ditto"))
_PIPES = frozenset(("mkfifo", "mknod"))
_DIRECTORIES = frozenset(("mkdir",))
_SINKS = ("tee", "sponge", "dd")
_GIT_ANSWERS: Mapping[tuple[str | None, ...], str] = {
    ("rev-parse", "--show-toplevel"): "root",
    ("rev-parse", "--abbrev-ref", "HEAD"): "branch",
    ("symbolic-ref", "--short", "HEAD"): "branch",
    ("branch", "--show-current"): "branch",
}
"""Questions to git by their words, with the field of `RepositoryFact` that answers."""


def follow(done: Effects, invocation: Invocation, machine: Machine) -> Data:
    """Remember what the program wrote; returns its output with the labels of the script's own files."""
    program = (invocation.words[0].known or "").rpartition("/")[2]
    if program == "mktemp":
        return _temporary(invocation, machine)
    read = NO_LABELS
    sources: list[str] = []
    written: list[Operation] = []
    for operation in done.operations:
        if operation.resource is None:
            continue
        if operation.kind is Kind.FILE_READ:
            image = machine.world.overlay.get(operation.resource.value)
            sources.append(operation.resource.value)
            if image is not None:
                read |= image.data.labels
        elif operation.kind in (Kind.FILE_WRITE, Kind.FILE_LINK):
            written.append(operation)
        elif operation.kind is Kind.FILE_META and operation.attributes.get("executable"):
            _executable(operation.resource.value, machine)
        elif operation.kind is Kind.FILE_DELETE:
            machine.world.overlay.remove(operation.resource.value)
    for operation in written:
        _remember(operation, program, sources, invocation, machine)
    if read and Label.SECRET in read:
        _carried(done, machine)
    return _printed(done, invocation, read, sources, machine)


def _remember(operation: Operation, program: str, sources: list[str], invocation: Invocation, machine: Machine) -> None:
    assert operation.resource is not None  # noqa: S101 - the caller checked
    path = operation.resource.value
    overlay = machine.world.overlay
    if not path.startswith("/") or path.endswith("*"):
        return
    if program in _PIPES:
        overlay.put(path, FileImage(pipe=True))
    elif program in _DIRECTORIES:
        overlay.put(path, FileImage(directory=True))
    elif program in _COPIES and sources:
        overlay.put(path, _copied(sources[0], operation, machine))
    elif program in _SINKS:
        machine.redirector.stored(path, invocation.stdin, append=bool(operation.attributes.get("appends")))
    else:
        labels = NO_LABELS
        if operation.attributes.get("from_network") or operation.attributes.get("download"):
            labels |= {Label.NETWORK}
        if operation.attributes.get("derived_secret"):
            labels |= {Label.SECRET}
        machine.redirector.stored(path, Data(None, labels, path), append=False)


def _copied(source: str, operation: Operation, machine: Machine) -> FileImage:
    """The image of a copy: of the script's own file, or of one on disk."""
    image = machine.world.overlay.get(source)
    if image is not None:
        return image
    if operation.attributes.get("derived_secret"):
        return FileImage(Data(None, frozenset({Label.SECRET}), source))
    fact = machine.world.inquiry.ask(TextQuery(source, bounds.SCRIPT_BYTES))
    text = literal(fact.text) if fact is not None and fact.text is not None else None
    return FileImage(Data(text, frozenset({Label.FILE}), source))


def _executable(path: str, machine: Machine) -> None:
    image = machine.world.overlay.get(path)
    if image is not None and not image.executable:
        machine.world.overlay.put(path, image.replace(executable=True))


def _carried(done: Effects, machine: Machine) -> None:
    """A program that read a copy of a secret and sends something out sends the secret."""
    for operation in done.operations:
        if operation.kind is Kind.NET_SEND and operation.attributes.get("carries") != "secret":
            attributes = {**operation.attributes, "carries": "secret"}
            machine.world.add(operation.replace(attributes=attributes))


def _printed(
    done: Effects, invocation: Invocation, read: frozenset[Label], sources: list[str], machine: Machine
) -> Data:
    printed = done.stdout
    if printed is NO_DATA:
        return printed
    if read:
        printed = printed.replace(labels=printed.labels | read)
    if printed.text is None and printed.origin in sources:
        image = machine.world.overlay.get(printed.origin)
        if image is not None and image.pipe:
            return Data(None, printed.labels, printed.origin)
        if image is not None and image.data.text is not None:
            return printed.replace(text=image.data.text)
    if printed.text is None:
        answer = _answered(invocation, machine)
        if answer is not None:
            return Data(join(answer, literal("\n")), NO_LABELS)
    if printed.text is None and not printed.origin:
        shown = " ".join(word.shown() for word in invocation.words[:4])
        return printed.replace(origin=shown[:80])
    return printed


def _answered(invocation: Invocation, machine: Machine) -> Text | None:
    """What a program prints when the facts or its own words say so."""
    words = tuple(word.known for word in invocation.words)
    program = (words[0] or "").rpartition("/")[2]
    if program == "git" and words[1:] in _GIT_ANSWERS and invocation.cwd:
        fact = machine.world.inquiry.ask(RepositoryQuery(invocation.cwd))
        answer = getattr(fact, _GIT_ANSWERS[words[1:]]) if fact is not None else ""
        return literal(answer) if answer else None
    if program == "which" and len(words) == 2 and words[1] is not None:
        found = machine.world.inquiry.ask(ProgramQuery(words[1], machine.world.place.path))
        return literal(found.path if found is not None and found.path else words[1])
    return listed(invocation)


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
