"""Redirections: which descriptor leads where, and the file and network operations that this means."""

from __future__ import annotations

import posixpath

from bailiwick.interpret import loosening
from bailiwick.interpret.digits import whole_number
from bailiwick.interpret.effects import NO_DATA, Data, Label, Text, join, literal, unknown
from bailiwick.interpret.paths import locate
from bailiwick.interpret.shell.flow import AGENT, End, Stream
from bailiwick.interpret.shell.overlay import FileImage
from bailiwick.interpret.shell.syntax import HereDocument, Word
from bailiwick.interpret.web import target
from bailiwick.model import bounds
from bailiwick.model.fact import FileType, PathQuery, TextQuery
from bailiwick.model.operation import EMPTY, Certainty, Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.interpret.shell.state import State
    from bailiwick.interpret.shell.syntax import Redirect
    from bailiwick.model.operation import AttributeValue, Resource

FIRST_FREE = 10
"""First descriptor that the shell picks for `{name}>file`."""

_CARRIES = (
    (Label.SECRET, "secret"),
    (Label.ENVIRONMENT, "environment"),
    (Label.FILE, "file"),
    (Label.COMMAND, "unknown"),
)


class Redirector:
    """Opens redirections in a state and closes them again."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._world = machine.world

    def open(self, redirects: Sequence[Redirect], state: State) -> list[Stream]:
        """Connect the descriptors; returns the files opened for writing, for `close`."""
        opened: list[Stream] = []
        for redirect in redirects:
            self._one(redirect, state, opened)
        return opened

    def close(self, opened: Sequence[Stream]) -> None:
        """Everything is written: emit what became of the files."""
        for stream in opened:
            self._written(stream)

    def _one(self, redirect: Redirect, state: State, opened: list[Stream]) -> None:
        operator, target_ = redirect.operator, redirect.target
        reads = operator in ("<", "<<", "<<<", "<>", "<&")
        descriptor = redirect.descriptor if redirect.descriptor is not None else 0 if reads else 1
        if redirect.variable:
            descriptor = max((FIRST_FREE - 1, *state.streams)) + 1
            self._machine.store.assign(redirect.variable, None, literal(str(descriptor)), state)
        if isinstance(target_, HereDocument):
            text = self._machine.expander.single(target_.body, state)
            state.streams[descriptor] = Stream(End.PIPE, data=Data(text, text.labels))
        elif operator == "<<<":
            text = join(self._machine.expander.single(target_, state), literal("\n"))
            state.streams[descriptor] = Stream(End.PIPE, data=Data(text, text.labels))
        elif operator in (">&", "<&"):
            self._duplicate(redirect, target_, descriptor, state, opened)
        else:
            stream = self.file(self._target(target_, state), operator, state)
            both = operator.startswith("&")
            state.streams[1 if both else descriptor] = stream
            if both:
                state.streams[2] = stream
            if stream.end is End.FILE and operator != "<":
                opened.append(stream)

    def _target(self, word: Word, state: State) -> Text:
        found = self._machine.expander.words((word,), state)
        return found[0] if len(found) == 1 else self._machine.expander.single(word, state)

    def _duplicate(self, redirect: Redirect, word: Word, descriptor: int, state: State, opened: list[Stream]) -> None:
        text = self._machine.expander.single(word, state)
        known = text.known
        source = known.removesuffix("-") if known is not None else None
        if known == "-":
            state.streams[descriptor] = Stream(End.NOTHING)
        elif (number := whole_number(source)) is not None:
            state.streams[descriptor] = state.streams.get(number, AGENT)
        elif source is None and not text.prefix:
            state.streams[descriptor] = Stream(End.PIPE, data=Data(unknown(text.shown(), text.labels), text.labels))
        elif redirect.operator == ">&":
            stream = self.file(text, "&>", state)
            state.streams[descriptor] = stream
            if redirect.descriptor is None:
                state.streams[2] = stream
            if stream.end is End.FILE:
                opened.append(stream)

    # Files

    def file(self, text: Text, operator: str, state: State) -> Stream:
        """Open the file, or the network's end, that a text names; one opened for writing is for `close`."""
        network = _network(text)
        if network is not None:
            return self._socket(*network)
        known = text.known
        if known == "/dev/null":
            return Stream(End.NOTHING)
        if known is not None and known in _DUPLICATES:
            return state.streams.get(_DUPLICATES[known], AGENT)
        resource = locate(text, cwd=state.cwd, place=self._world.place, inquiry=self._world.inquiry)
        path = self.absolute(text, state) if known is not None else resource.value
        image = self._world.overlay.get(path)
        if operator in ("<", "<>") or (image is not None and image.pipe):
            data = self.read(resource, path, wildcard=known is None)
            if operator == "<":
                return Stream(End.PIPE, data=data)
            return Stream(End.FILE, data=data, path=path, append=True, resource=resource)
        return Stream(End.FILE, path=path, append=operator.endswith(">>"), resource=resource)

    def absolute(self, text: Text, state: State) -> str:
        """The path of a wholly known text as the overlay names it; empty when the directory is unknown."""
        known = text.known or ""
        if known.startswith("/"):
            return posixpath.normpath(known)
        return posixpath.normpath(posixpath.join(state.cwd, known)) if state.cwd else ""

    def read(self, resource: Resource, path: str, *, wildcard: bool = False) -> Data:
        """The content of a file; emits the reading."""
        self._world.emit(
            Kind.FILE_READ,
            resource,
            source=f"< {resource.given or resource.value}",
            certainty=Certainty.LIKELY if wildcard else Certainty.CERTAIN,
            more={"wildcard": True} if wildcard else EMPTY,
        )
        return self.content(resource, path)

    def content(self, resource: Resource, path: str) -> Data:
        """What is known of the content of a file, with its labels."""
        for stream in self._world.lasting:
            if stream.path == path:
                self.stored(path, stream.collected(), append=stream.append)
        image = self._world.overlay.get(path)
        if image is not None and image.pipe and image.data is NO_DATA:
            return Data(None, frozenset(), path)
        if image is not None:
            return image.data.replace(origin=image.data.origin or path)
        if not resource.classes.isdisjoint((ResourceClass.SECRET, ResourceClass.GOVERNANCE_KEY)):
            return Data(None, frozenset({Label.SECRET}), path)
        if ResourceClass.SINK in resource.classes or not path:
            return NO_DATA if path == "/dev/null" else Data(None, frozenset(), path)
        fact = self._world.inquiry.ask(TextQuery(path, bounds.SCRIPT_BYTES))
        text = literal(fact.text) if fact is not None and fact.text is not None else None
        return Data(text, frozenset({Label.FILE}), path)

    def _written(self, stream: Stream) -> None:
        """Emit the writing of one file, and keep its new content."""
        assert stream.resource is not None  # noqa: S101 - files have one
        data = stream.collected()
        labels = data.labels | (data.text.labels if data.text is not None else frozenset())
        attributes: dict[str, AttributeValue] = {"appends" if stream.append else "truncates": True}
        fact = self._world.inquiry.ask(PathQuery(stream.path)) if stream.path.startswith("/") else None
        if fact is not None and fact.type is not FileType.MISSING:
            attributes["exists"] = True
        if Label.NETWORK in labels:
            attributes["from_network"] = True
        if Label.SECRET in labels:
            attributes["derived_secret"] = True
        kinds = _secret_kinds(data)
        if kinds:
            attributes["secret_content"] = kinds
        claims = _claims(stream.resource.value, data)
        if claims:
            attributes["unsourced"] = claims
        if stream.resource.value.endswith("*"):
            attributes["wildcard"] = True
        shown = f"{'>>' if stream.append else '>'} {stream.resource.given or stream.resource.value}"
        resource = stream.resource
        if data.text is not None and resource.value.lower().endswith(loosening.FILES):
            resource = loosening.judged(resource, data.text.shown())
        self._world.emit(Kind.FILE_WRITE, resource, source=shown, more=attributes)
        if stream.path:
            self.stored(stream.path, data, append=stream.append)

    def stored(self, path: str, data: Data, *, append: bool) -> None:
        """Keep what a file now holds; a shell that reads its commands from this pipe is then remote-controlled."""
        if append and self._world.overlay.get(path) is None:
            self._world.overlay.put(path, FileImage(self._on_disk(path)))
        self._world.overlay.write(path, data, append=append)
        reader = self._world.interpreters.get(path)
        if reader and Label.NETWORK in data.labels:
            self._world.emit(
                Kind.EXEC_RUN, source=f"{reader} < {path}", program=reader, reverse_shell=True, fetched=True
            )

    def _on_disk(self, path: str) -> Data:
        """What a file holds before the script adds to it."""
        fact = self._world.inquiry.ask(PathQuery(path))
        if fact is None or fact.type is FileType.MISSING:
            return NO_DATA
        resource = locate(path, cwd="/", place=self._world.place, inquiry=self._world.inquiry)
        return self.content(resource, path)

    # Sockets

    def _socket(self, host: str, port: str) -> Stream:
        resource, attributes = target(host)
        facts: dict[str, AttributeValue] = {**attributes, "channel": "socket"}
        number = whole_number(port)
        if number is not None:
            facts["port"] = number
        shown = f"/dev/tcp/{host}/{port}"
        self._world.emit(Kind.NET_FETCH, resource, source=shown, more=facts)
        stream = Stream(End.SOCKET, data=Data(None, frozenset({Label.NETWORK}), shown), resource=resource)
        stream.path = shown
        return stream

    def sent(self, stream: Stream, data: Data) -> None:
        """`data` leaves through a socket."""
        if stream.resource is None:
            return
        _, attributes = target(stream.path.split("/")[3])
        labels = data.labels | (data.text.labels if data.text is not None else frozenset())
        carries = next((word for label, word in _CARRIES if label in labels), "text" if data.text else "unknown")
        facts: dict[str, AttributeValue] = {**attributes, "channel": "socket", "carries": carries}
        self._world.emit(Kind.NET_SEND, stream.resource, source=stream.path, more=facts)


_DUPLICATES = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2, "/dev/fd/0": 0, "/dev/fd/1": 1, "/dev/fd/2": 2}


def _network(text: Text) -> tuple[str, str] | None:
    """Host and port of `/dev/tcp/host/port` and `/dev/udp/...`, which bash itself opens."""
    if not text.prefix.startswith(("/dev/tcp/", "/dev/udp/")):
        return None
    shown = "".join(part if isinstance(part, str) else "*" for part in text.parts)
    pieces = shown.split("/")
    return (pieces[3], pieces[4]) if len(pieces) >= 5 else (pieces[3] if len(pieces) > 3 else "*", "")


def _claims(path: str, data: Data) -> tuple[str, ...]:
    """Kinds of claims without evidence in a text that is written to the file `path`."""
    from bailiwick.interpret.scanning import unsourced_kinds

    return unsourced_kinds(path, (data.text.known or "") if data.text is not None else "")


def _secret_kinds(data: Data) -> tuple[str, ...]:
    """Kinds of live-looking credentials in a text that is written to a file."""
    if data.text is None:
        return ()
    written = "".join(part for part in data.text.parts if isinstance(part, str))
    if len(written) < 12:
        return ()
    from bailiwick.interpret.content.secrets import find_secrets

    return tuple(sorted({finding.kind for finding in find_secrets(written)}))
