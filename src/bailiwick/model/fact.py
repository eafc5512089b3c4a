"""Facts: what the host knows. The core asks with queries, the engine answers; the agent never does.

A query is a value and the key of its answer. An answer is never an exception: a thing that
cannot be read has an answer that says so.
"""

from __future__ import annotations

from types import MappingProxyType

from bailiwick.model.value import Value
from bailiwick.model.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias


class FileType(Words):
    """What a path names, after following links."""

    FILE = "file"
    DIRECTORY = "directory"
    DEVICE = "device"
    OTHER = "other"
    MISSING = "missing"


class PathQuery(Value):
    """What is at `path` (absolute, may contain `..` and links)?"""

    path: str


class PathFact(Value):
    """Answer to `PathQuery`."""

    real: str
    """The path with all links and `..` of its deepest existing parent resolved; the query itself if nothing exists."""
    type: FileType = FileType.MISSING
    link: bool = False
    """The last component is a symbolic link."""
    size: int = 0
    links: int = 1
    """Hard links to the file."""
    executable: bool = False
    compiled: bool = False
    """A compiler that the same call started writes it; no fact of the host."""


class TextQuery(Value):
    """What is the text of the file at `path`, up to `limit` bytes?"""

    path: str
    limit: int


class TextFact(Value):
    """Answer to `TextQuery`; `text` is None when missing, unreadable, binary or larger than the limit."""

    text: str | None
    problem: str = ""


class GlobQuery(Value):
    """Which existing paths does the absolute shell `pattern` match (`*`, `?`, `[...]`, `**` when `deep`)?"""

    pattern: str
    deep: bool = False
    dotglob: bool = False


class GlobFact(Value):
    """Answer to `GlobQuery`, sorted; `complete` is False when the bound cut it."""

    paths: tuple[str, ...] = ()
    complete: bool = True


class ProgramQuery(Value):
    """Which file does the program `name` run, looked up along `path` (directories)?"""

    name: str
    path: tuple[str, ...]


class ProgramFact(Value):
    """Answer to `ProgramQuery`; empty when there is none."""

    path: str = ""
    real: str = ""


class RepositoryQuery(Value):
    """Which git repository holds `path`?"""

    path: str


class RepositoryFact(Value):
    """Answer to `RepositoryQuery`; `root` is empty when there is none."""

    root: str = ""
    git_dir: str = ""
    branch: str = ""
    """Checked-out branch, empty when detached."""
    upstream: str = ""
    """`remote/branch` that the branch pushes to by default, empty when none."""
    remotes: tuple[tuple[str, str], ...] = ()
    """(name, push URL)"""
    config: tuple[tuple[str, str], ...] = ()
    """Effective configuration, keys lower case (`alias.x`, `core.hookspath`, `push.default` ...)."""
    pushed: bool = False
    """The last commit of the checked-out branch is the head of a remote branch."""

    def setting(self, key: str) -> str | None:
        """The last value of a configuration key, or None."""
        found = None
        for name, value in self.config:
            if name == key:
                found = value
        return found


class TrackedQuery(Value):
    """Does git track `path` (a file, or any file below a directory)?"""

    path: str


class TrackedFact(Value):
    """Answer to `TrackedQuery`."""

    tracked: bool = False
    """The file, or at least one file below the directory, is tracked."""
    modified: bool = False
    """It has uncommitted changes."""


class AddressQuery(Value):
    """Which addresses does the host name resolve to? Asked only when policy switches DNS on."""

    host: str


class AddressFact(Value):
    """Answer to `AddressQuery`."""

    addresses: tuple[str, ...] = ()


class TreeQuery(Value):
    """Are there credential files, by name, at or below the directory `path`?"""

    path: str


class TreeFact(Value):
    """Answer to `TreeQuery`; `complete` is False when the bound cut the walk or a directory could not be read."""

    secrets: tuple[str, ...] = ()
    """The first few that were found."""
    complete: bool = True


class ObjectionQuery(Value):
    """Does the agent's own configuration ask a person about this call, or deny it?"""

    agent: str
    tool: str
    text: str
    """The tool's input as JSON."""
    cwd: str
    project: str
    home: str
    settings: str = ""
    """Directory of the agent's user-level configuration."""
    reads: tuple[str, ...] = ()
    """Single files that the call reads, real."""
    trees: tuple[str, ...] = ()
    """Directories that it searches or lists."""


class ObjectionFact(Value):
    """Answer to `ObjectionQuery`: the agent's rule that may match, or why its rules are not known; empty for none."""

    objection: str = ""
    denies: bool = False
    """It is a rule that denies; otherwise one that asks, or not known."""


class CheckQuery(Value):
    """What does the external check say about a call?"""

    check: str
    """Qualified id."""
    run: tuple[str, ...]
    """Program and its arguments."""
    sha256: str
    """Of the program's content, hex."""
    milliseconds: int
    """Until the answer counts as none."""
    cwd: str
    """The directory that it runs in: that of the call."""
    text: str
    """What the check is told: one JSON object."""


class ConfinementQuery(Value):
    """Can this machine run a shell call in a sandbox with this network (`none`, `loopback`, `any`), and how?"""

    network: str


class ConfinementFact(Value):
    """Answer to `ConfinementQuery`: the words that start a confined command, or why there are none."""

    launcher: tuple[str, ...] = ()
    problem: str = ""


class CheckResult(Words):
    """How a check ended."""

    PASS = "pass"  # noqa: S105 - an answer, not a credential
    ASK = "ask"
    DENY = "deny"
    FAILED = "failed"
    """No answer: missing, changed, crashed, or too slow."""


class CheckFact(Value):
    """Answer to `CheckQuery`."""

    result: CheckResult
    reason: str = ""


if TYPE_CHECKING:
    FactQuery: TypeAlias = (
        PathQuery
        | TextQuery
        | GlobQuery
        | ProgramQuery
        | RepositoryQuery
        | TrackedQuery
        | AddressQuery
        | TreeQuery
        | ObjectionQuery
        | CheckQuery
        | ConfinementQuery
    )
    Fact: TypeAlias = (
        PathFact
        | TextFact
        | GlobFact
        | ProgramFact
        | RepositoryFact
        | TrackedFact
        | AddressFact
        | TreeFact
        | ObjectionFact
        | CheckFact
        | ConfinementFact
    )
    Facts: TypeAlias = Mapping[FactQuery, Fact]

NO_FACTS: Facts = MappingProxyType({})
