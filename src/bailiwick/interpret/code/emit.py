"""How language interpreters report what code does: one recorder of operations and launches."""

from __future__ import annotations

import posixpath

from bailiwick.interpret.effects import Data, Effects, Label, RunFile, Text, literal
from bailiwick.interpret.paths import locate
from bailiwick.interpret.resources import DIRECTORIES
from bailiwick.interpret.scanning import secrets_in_query
from bailiwick.interpret.web import target
from bailiwick.model.fact import FileType, PathQuery
from bailiwick.model.operation import Certainty, Kind, Operation, Resource, ResourceClass, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Launch
    from bailiwick.interpret.inquiry import Inquiry
    from bailiwick.model.operation import AttributeValue
    from bailiwick.model.request import Place

_STRENGTH = (Label.SECRET, Label.ENVIRONMENT, Label.FILE, Label.COMMAND)
_CARRIES = {
    Label.SECRET: "secret",
    Label.ENVIRONMENT: "environment",
    Label.FILE: "file",
    Label.COMMAND: "unknown",
}


class Emitter:
    """Collects the operations, launches and output of one piece of code."""

    __slots__ = (
        "_cwd",
        "_inquiry",
        "_language",
        "_launches",
        "_operations",
        "_output",
        "_place",
        "_written",
        "certainty",
    )

    def __init__(self, language: str, *, cwd: str, place: Place, inquiry: Inquiry) -> None:
        self._language = language
        self._cwd = cwd
        self._place = place
        self._inquiry = inquiry
        self._operations: list[Operation] = []
        self._launches: list[Launch] = []
        self._output: frozenset[Label] = frozenset()
        self._written: dict[str, Data] = {}
        self.certainty = Certainty.CERTAIN

    @property
    def language(self) -> str:
        """The language of the code."""
        return self._language

    def is_directory(self, path: Text) -> bool:
        """True when the path is known to be a directory."""
        resource = self.locate(path)
        value = resource.value
        if path.known is not None and not resource.classes.isdisjoint(DIRECTORIES):
            return True
        fact = self._inquiry.ask(PathQuery(value)) if path.known is not None and value.startswith("/") else None
        return fact is not None and fact.type is FileType.DIRECTORY

    def effects(self) -> Effects:
        """What was collected."""
        return Effects(tuple(self._operations), tuple(self._launches), Data(None, self._output), dict(self._written))

    def chdir(self, path: Text) -> None:
        """The code goes to another directory."""
        known = path.known
        self._cwd = "" if known is None else posixpath.normpath(posixpath.join(self._cwd, known))

    def prints(self, labels: frozenset[Label]) -> None:
        """The code prints something made from these sources."""
        self._output |= labels

    def launch(self, launch: Launch) -> None:
        """The code runs other code."""
        self._launches.append(launch)

    def run_file(self, path: Text) -> None:
        """The code runs another file of its own language, when there is one."""
        value = locate(path, cwd=self._cwd, place=self._place, inquiry=self._inquiry).value
        fact = self._inquiry.ask(PathQuery(value)) if path.known is not None and value.startswith("/") else None
        if value in self._written or (fact is not None and fact.type is FileType.FILE):
            self.launch(RunFile(value, self._language, via=self._language))

    def load_file(self, path: str, via: str) -> None:
        """The code loads another file of its own language, if there is one."""
        value = self.locate(literal(path)).value
        if value.startswith("/"):
            self.launch(RunFile(value, self._language, via=via, loaded=True))

    def run_module(self, name: str) -> None:
        """The code imports a module that may lie beside it."""
        if name.isidentifier():
            self.run_file(literal(f"{name}.py"))

    def locate(self, path: Text) -> Resource:
        """The resource that a path names."""
        return locate(path, cwd=self._cwd, place=self._place, inquiry=self._inquiry)

    def file(self, kind: Kind, path: Text, source: str, **attributes: AttributeValue) -> Resource:
        """An operation on a path."""
        resource = self.locate(path)
        if kind is Kind.FILE_WRITE and path.known is not None and resource.value.startswith("/"):
            fact = self._inquiry.ask(PathQuery(resource.value))
            attributes.setdefault("exists", fact is not None and fact.type is not FileType.MISSING)
        self._add(kind, resource, source, attributes)
        return resource

    def read(self, path: Text, source: str) -> frozenset[Label]:
        """A read; returns the labels of what was read."""
        resource = self.file(Kind.FILE_READ, path, source)
        return frozenset({Label.SECRET if ResourceClass.SECRET in resource.classes else Label.FILE})

    def write(
        self, path: Text, source: str, content: frozenset[Label], text: Text | None = None, **attributes: AttributeValue
    ) -> None:
        """A write of something made from `content`; `text` is what is written, when that is known."""
        if Label.NETWORK in content:
            attributes["from_network"] = True
        if Label.SECRET in content:
            attributes["derived_secret"] = True
        resource = self.file(Kind.FILE_WRITE, path, source, **attributes)
        if path.known is not None and (content or text is not None):
            self._written[resource.value] = Data(text, content, resource.value)

    def fetch(self, url: Text, source: str, **attributes: AttributeValue) -> None:
        """A request that brings something from another machine."""
        resource, network = target(url)
        if network.get("address") == "public" and secrets_in_query(url.prefix):
            self.send(url, source, frozenset((Label.SECRET,)), **attributes)
            return
        self._add(Kind.NET_FETCH, resource, source, {**network, **attributes})

    def send(self, url: Text, source: str, sent: frozenset[Label], **attributes: AttributeValue) -> None:
        """A request that takes something made from `sent` to another machine."""
        resource, network = target(url)
        carries = next((_CARRIES[label] for label in _STRENGTH if label in sent), "text")
        self._add(Kind.NET_SEND, resource, source, {**network, "carries": carries, **attributes})

    def run(self, source: str, **attributes: AttributeValue) -> None:
        """Code runs that is described by attributes only (hidden, fetched, a reverse shell)."""
        resource = Resource(ResourceType.PROGRAM, self._language)
        self._add(Kind.EXEC_RUN, resource, source, {"program": self._language, "known": True, **attributes})

    def other(self, kind: Kind, name: str, source: str, **attributes: AttributeValue) -> None:
        """An operation on something that is neither path nor URL."""
        self._add(kind, Resource(ResourceType.NAME, name), source, attributes)

    def _add(self, kind: Kind, resource: Resource, source: str, attributes: dict[str, AttributeValue]) -> None:
        present = {name: value for name, value in attributes.items() if value is not False}
        self._operations.append(Operation(kind, resource, present, self.certainty, source[:200]))
