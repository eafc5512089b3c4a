"""`Call`: one program start while it is interpreted.

It asks for facts, resolves paths and URLs, and collects operations, launches and the labels of what
was read. Roles, effect lines and semantics all speak through it, so attributes are
emitted in one place and the same way for every program.
"""

from __future__ import annotations

from bailiwick.interpret import pathnames
from bailiwick.interpret.effects import NO_DATA, NO_LABELS, Data, Effects, Label, Text, join, literal
from bailiwick.interpret.paths import locate
from bailiwick.interpret.programs import texts
from bailiwick.interpret.resources import DIRECTORIES, classify, holds_credentials
from bailiwick.interpret.scanning import secrets_in_query
from bailiwick.interpret.web import target
from bailiwick.model.fact import FileType, PathQuery, TreeQuery
from bailiwick.model.operation import EMPTY, Certainty, Kind, Operation, Resource, ResourceClass, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bailiwick.interpret.effects import Invocation, Launch
    from bailiwick.interpret.inquiry import Inquiry
    from bailiwick.model.operation import AttributeValue
    from bailiwick.model.request import Place

SOURCE_CHARACTERS = 200
"""Longest `Operation.source`, characters."""

_CARRIED = (
    (Label.SECRET, "secret"),
    (Label.ENVIRONMENT, "environment"),
    (Label.FILE, "file"),
    (Label.COMMAND, "unknown"),
)

_TAKING = frozenset({"archive", "copy"})
"""Ways of reading a tree that take everything along."""

_NEVER_IN_NAMES = frozenset(" \t\n:@?=")
"""Letters of text, addresses and queries that are not used in names of files."""

_ON_LINKS = frozenset({Kind.FILE_DELETE, Kind.FILE_LINK})
"""What acts on a link and not on what it points to."""


SECRET_WORDS = (
    "SECRET",
    "TOKEN",
    "PASSWORD",
    "PASSWD",
    "API_KEY",
    "APIKEY",
    "PRIVATE_KEY",
    "ACCESS_KEY",
    "CREDENTIAL",
    "DATABASE_URL",
    "CONNECTION_STRING",
)
"""Pieces of names of variables and settings that hold a credential."""


def names_secret(text: Text) -> bool:
    """True when a variable that is named like a credential is part of the text."""
    names = (part.why.upper() for part in text.parts if not isinstance(part, str))
    return any(name.lstrip("<").startswith("$") and any(word in name for word in SECRET_WORDS) for name in names)


class Call:
    """One program start: its surroundings and what it was found to do."""

    __slots__ = (
        "_elsewhere",
        "_launches",
        "_operations",
        "_source",
        "command",
        "inquiry",
        "invocation",
        "labels",
        "origin",
        "place",
        "program",
        "settings",
        "stdout",
        "verb",
    )

    def __init__(self, invocation: Invocation, place: Place, inquiry: Inquiry, program: str) -> None:
        self.invocation = invocation
        self.place = place
        self.inquiry = inquiry
        self.program = program
        """Base name that the program was recognised by."""
        self.labels: frozenset[Label] = NO_LABELS
        """Labels of everything it read from files and operands."""
        self.command: tuple[str, ...] = ()
        """Names of the subcommand, outermost first."""
        self.origin = ""
        """The file that was read, when it was one."""
        self.stdout: Data | None = None
        """Set by semantics that know the output; otherwise `Program.stdout` says."""
        self._elsewhere = False
        self.verb = ""
        """The subcommand of a program whose subcommands share semantics (git)."""
        self.settings: dict[str, Text] = {}
        """Configuration that the call itself gives (`git -c key=value`), keys lower case."""
        self._source: str | None = None
        self._operations: list[Operation] = []
        self._launches: list[Launch] = []

    @property
    def stdin(self) -> Data:
        """What the program may read from its standard input."""
        return self.invocation.stdin

    @property
    def words(self) -> tuple[Text, ...]:
        """The argv after the program's name."""
        return self.invocation.words[1:]

    @property
    def cwd(self) -> str:
        """The working directory; empty when unknown."""
        return self.invocation.cwd

    def source(self) -> str:
        """The call as a person would write it, cut to the bound."""
        if self._source is None:
            self._source = " ".join(word.shown() for word in self.invocation.words)[:SOURCE_CHARACTERS]
        return self._source

    def moved(self, cwd: str) -> Call:
        """The same call in another working directory; it collects into this one."""
        other = Call(self.invocation.replace(cwd=cwd), self.place, self.inquiry, self.program)
        other._operations, other._launches = self._operations, self._launches
        other._elsewhere = cwd != self.cwd
        other.settings, other.verb = self.settings, self.verb
        return other

    # -- collecting ---------------------------------------------------------------

    def emit(
        self,
        kind: Kind,
        resource: Resource | None = None,
        *,
        certainty: Certainty = Certainty.CERTAIN,
        more: Mapping[str, AttributeValue] = EMPTY,
        **attributes: AttributeValue,
    ) -> None:
        """One operation; attributes that are false or empty are left out. `more` are attributes too."""
        attributes = {**attributes, **more}
        self._operations.append(
            Operation(
                kind,
                resource,
                {name: value for name, value in attributes.items() if value or (value == 0 and value is not False)},
                certainty,
                self.source(),
                self.invocation.reached,
            )
        )

    def launch(self, launch: Launch) -> None:
        """Further code that the program runs, in the directory of this call."""
        if self._elsewhere and getattr(launch, "cwd", "") is None:
            launch = launch.replace(cwd=self.cwd)
        self._launches.append(launch)

    def merge(self, effects: Effects) -> None:
        """What another program start inside this one does."""
        self._operations.extend(effects.operations)
        self._launches.extend(effects.launches)

    def effects(self, stdout: Data) -> Effects:
        """Everything collected."""
        return Effects(tuple(self._operations), tuple(self._launches), self.stdout or stdout)

    # -- files --------------------------------------------------------------------

    def path(self, text: Text, *, cwd: str | None = None, follow: bool = True) -> Resource:
        """The resource that a path names; `follow` is False for what acts on a link itself."""
        return locate(text, cwd=self.cwd if cwd is None else cwd, place=self.place, inquiry=self.inquiry, follow=follow)

    def directory(self, resource: Resource) -> bool:
        """True when the path is known to be a directory, as the project and a home are, seen or not."""
        if not resource.classes.isdisjoint(DIRECTORIES):
            return True
        fact = self.inquiry.ask(PathQuery(resource.value)) if resource.value.startswith("/") else None
        return fact is not None and fact.type is FileType.DIRECTORY

    def file(
        self,
        kind: Kind,
        text: Text,
        *,
        cwd: str | None = None,
        more: Mapping[str, AttributeValue] = EMPTY,
        **attributes: AttributeValue,
    ) -> Resource:
        """One file operation on the path in `text`."""
        resource = self.path(text, cwd=cwd, follow=kind not in _ON_LINKS)
        unsure = text.known is None or (kind is Kind.FILE_DELETE and self._is_somewhere(resource, text.known))
        if kind is Kind.FILE_WRITE and not unsure:
            attributes.setdefault("exists", self._exists(resource))
        attributes = {**attributes, **more}
        if kind is Kind.FILE_DELETE and attributes.get("recursive") and not unsure and self._is_no_tree(resource):
            attributes["recursive"] = False
        self.emit(
            kind,
            resource,
            certainty=Certainty.LIKELY if unsure else Certainty.CERTAIN,
            wildcard=unsure,
            more=attributes,
        )
        return resource

    def is_file(self, text: Text) -> bool:
        """True when the text names an existing file."""
        fact = self.inquiry.ask(PathQuery(self.path(text).value)) if text.known else None
        return fact is not None and fact.type is FileType.FILE

    def may_be_file(self, text: Text) -> bool:
        """True when the text names an existing file, or a missing one that it names as one names a file.

        What is not there when the call is judged may be there when it runs.
        """
        if not text.known or "://" in text.known:
            return False
        resource = self.path(text)
        fact = self.inquiry.ask(PathQuery(resource.value))
        if fact is None or fact.type is not FileType.MISSING:
            return fact is not None and fact.type is FileType.FILE
        stem, dot, suffix = text.known.rpartition("/")[2].rpartition(".")
        named = (
            bool(stem and dot) and suffix.isalnum() and not suffix.isdigit() and _NEVER_IN_NAMES.isdisjoint(text.known)
        )
        return ResourceClass.SECRET in resource.classes or named

    def _is_no_tree(self, resource: Resource) -> bool:
        """True for a single file, a link, or a missing path whose suffix says that it would be a file."""
        fact = self.inquiry.ask(PathQuery(resource.value)) if resource.value.startswith("/") else None
        if fact is None:
            return False
        if fact.type is FileType.MISSING:
            return "." in resource.value.rpartition("/")[2][1:]
        return fact.link or fact.type is FileType.FILE

    def _is_somewhere(self, resource: Resource, name: str) -> bool:
        """True below a directory that is not known, but for what would be a build product in a project."""
        if not resource.value.startswith("*"):
            return False
        path = pathnames.normal(f"{self.place.project}/{name}")
        return ResourceClass.BUILD_ARTIFACT not in classify(path, self.place)

    def _exists(self, resource: Resource) -> bool:
        fact = self.inquiry.ask(PathQuery(resource.value)) if resource.value.startswith("/") else None
        return fact is not None and fact.type is not FileType.MISSING

    def read(self, text: Text, *, cwd: str | None = None, **attributes: AttributeValue) -> Resource:
        """The content of a path is read; its labels flow into what the program prints."""
        if text.known == "-":
            self.labels |= self.stdin.labels
            return Resource(ResourceType.PATH, "/dev/stdin", "-", frozenset({ResourceClass.SINK}))
        resource = self.path(text, cwd=cwd)
        whole_home = bool(attributes.get("recursive")) and (
            not resource.classes.isdisjoint({ResourceClass.HOME_ROOT, ResourceClass.ROOT})
            or holds_credentials(resource.value, self.place)
        )
        unsure = text.known is None
        self.emit(
            Kind.FILE_READ,
            resource,
            certainty=Certainty.LIKELY if unsure else Certainty.CERTAIN,
            wildcard=unsure,
            whole_home=whole_home,
            holds_secret=attributes.get("through") in _TAKING and self._holds_secret(resource),
            more=attributes,
        )
        self.labels |= label_of(resource)
        self.origin = resource.value
        if attributes.get("recursive") and ResourceClass.GOVERNANCE in resource.classes:
            self._read_keys(text, cwd)
        return resource

    def _holds_secret(self, resource: Resource) -> bool:
        """True for the project as a whole when credential files are in it, unless the words leave such files out."""
        if ResourceClass.PROJECT_ROOT not in resource.classes or any(
            "exclude" in word.shown() or ".env" in word.shown() or word.known == "-x" for word in self.words
        ):
            return False
        tree = self.inquiry.ask(TreeQuery(resource.value))
        return tree is not None and bool(tree.secrets)

    def _read_keys(self, text: Text, cwd: str | None) -> None:
        """Reading Bailiwick's directory with all below it reads its keys."""
        keys = self.path(join(text, literal("/keys")), cwd=cwd)
        if ResourceClass.GOVERNANCE_KEY in keys.classes:
            self.emit(Kind.FILE_READ, keys, recursive=True)

    def write(
        self, text: Text, *, data: Data | None = None, cwd: str | None = None, **attributes: AttributeValue
    ) -> Resource:
        """A path gets new content; `data` is that content as far as known."""
        labels = data.labels if data is not None else NO_LABELS
        return self.file(
            Kind.FILE_WRITE,
            text,
            cwd=cwd,
            from_network=Label.NETWORK in labels,
            derived_secret=Label.SECRET in labels,
            more=attributes,
        )

    # -- network ------------------------------------------------------------------

    def network(
        self,
        kind: Kind,
        url: Text,
        *,
        data: Data | None = None,
        certainty: Certainty = Certainty.CERTAIN,
        **attributes: AttributeValue,
    ) -> Resource:
        """A request to `url`, or to a bare host. `data` is what leaves, `url`'s own labels included."""
        if url.prefix.lower().startswith("file://"):
            return self.read(texts.drop(url, len("file://localhost" if "//localhost/" in url.prefix else "file://")))
        resource, facts = target(url)
        if names_secret(url) or (facts.get("address") == "public" and secrets_in_query(url.prefix)):
            data = (data or Data()).replace(labels=(data.labels if data is not None else NO_LABELS) | {Label.SECRET})
        labels = url.labels | (data.labels if data is not None else NO_LABELS)
        leaving = carried(labels, data)
        if leaving == "file" and _is_hole(url) and carried(data.labels if data else NO_LABELS, data) != "file":
            # A list of addresses in a file; whether data was put into them is not known.
            kind, leaving = Kind.NET_SEND, "unknown"
        if kind is Kind.NET_FETCH and leaving in ("secret", "environment"):
            kind = Kind.NET_SEND
        if kind is Kind.NET_SEND or leaving in ("secret", "environment", "file"):
            facts = {**facts, "carries": leaving}
        unsure = url.known is None
        self.emit(
            kind,
            resource,
            certainty=Certainty.LIKELY if unsure else certainty,
            more={"wildcard": unsure, **facts, **attributes},
        )
        return resource

    def name(self, text: Text | str) -> Resource:
        """A resource that is only a name."""
        shown = text if isinstance(text, str) else texts.pattern(text)
        return Resource(ResourceType.NAME, shown)


def label_of(resource: Resource) -> frozenset[Label]:
    """The label that the content of a file carries."""
    if ResourceClass.SECRET in resource.classes or ResourceClass.GOVERNANCE_KEY in resource.classes:
        return frozenset({Label.SECRET})
    if ResourceClass.SINK in resource.classes:
        return NO_LABELS
    return frozenset({Label.FILE})


def _is_hole(text: Text) -> bool:
    """True when nothing of the text is known: it does not add data to something else."""
    return len(text.parts) == 1 and text.known is None


def carried(labels: Iterable[Label], data: Data | None) -> str:
    """The `carries` attribute for a stream with these labels."""
    present = frozenset(labels)
    for label, word in _CARRIED:
        if label in present:
            return word
    if data is not None and data.text is None and data is not NO_DATA:
        return "unknown"
    return "text"
