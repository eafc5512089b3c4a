"""`Operation`: one thing that a call would do. The closed vocabulary of kinds and resource classes.

Rules speak of kinds, classes and attributes, so one rule holds for every tool, program
and agent that does the thing. Attribute names are listed in `bailiwick.model.vocabulary`.
"""

from __future__ import annotations

from types import MappingProxyType

from bailiwick.model.value import Value
from bailiwick.model.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    AttributeValue: TypeAlias = str | bool | int | tuple[str, ...]

EMPTY: Mapping[str, Any] = MappingProxyType({})
"""The empty mapping, the default of mapping fields."""


class Kind(Words):
    """What is done. Closed vocabulary (design section 1)."""

    FILE_READ = "file.read"
    FILE_WRITE = "file.write"
    FILE_DELETE = "file.delete"
    FILE_LIST = "file.list"
    FILE_SEARCH = "file.search"
    FILE_META = "file.meta"
    FILE_LINK = "file.link"
    EXEC_RUN = "exec.run"
    NET_FETCH = "net.fetch"
    NET_SEND = "net.send"
    NET_LISTEN = "net.listen"
    NET_SEARCH = "net.search"
    VCS_READ = "vcs.read"
    VCS_COMMIT = "vcs.commit"
    VCS_PUSH = "vcs.push"
    VCS_DISCARD = "vcs.discard"
    VCS_REWRITE = "vcs.rewrite"
    VCS_CONFIG = "vcs.config"
    PKG_INSTALL = "pkg.install"
    PKG_PUBLISH = "pkg.publish"
    DB_READ = "db.read"
    DB_WRITE = "db.write"
    DB_DESTROY = "db.destroy"
    INFRA_READ = "infra.read"
    INFRA_APPLY = "infra.apply"
    INFRA_DESTROY = "infra.destroy"
    CONTAINER_RUN = "container.run"
    CONTAINER_MANAGE = "container.manage"
    CONTAINER_DESTROY = "container.destroy"
    PROC_KILL = "proc.kill"
    PRIV_ESCALATE = "priv.escalate"
    SYS_PERSIST = "sys.persist"
    SYS_CONFIG = "sys.config"
    AGENT_SPAWN = "agent.spawn"
    AGENT_MESSAGE = "agent.message"
    AGENT_SKILL = "agent.skill"
    SCHEDULE_CREATE = "schedule.create"
    SCHEDULE_DELETE = "schedule.delete"
    MCP_CALL = "mcp.call"
    MCP_READ = "mcp.read"
    MCP_LIST = "mcp.list"
    MODEL_CALL = "model.call"
    HUMAN_ASK = "human.ask"
    SESSION_READ = "session.read"
    SESSION_WRITE = "session.write"
    TOOL_UNKNOWN = "tool.unknown"


class ResourceClass(Words):
    """What a path, host or program is. A resource may carry several."""

    # places
    PROJECT = "project"
    """Inside the project root."""
    PROJECT_ROOT = "project-root"
    """The project root itself (or an ancestor of it: deleting `..` takes the root with it)."""
    OUTSIDE = "outside"
    """Outside the project and not temporary."""
    TEMP = "temp"
    HOME = "home"
    """Inside the user's home directory."""
    HOME_ROOT = "home-root"
    """The home directory itself, another user's home, or the directory of all homes."""
    ROOT = "root"
    """The file system root."""
    SYSTEM = "system"
    """A system directory or a file in one (`/etc`, `/usr`, `/System`, `C:\\Windows` ...)."""
    DEVICE = "device"
    """A device node that holds data (`/dev/sda`); not `/dev/null`, `/dev/tty` and the like."""
    SINK = "sink"
    """A harmless pseudo file: `/dev/null`, `/dev/stdout`, `/dev/tty`, `/dev/fd/N`, `/dev/zero` ..."""
    PROGRAM_DIR = "program-dir"
    """A directory of installed programs (`/usr/bin`, `/opt/homebrew/bin` ...)."""
    REPOSITORY = "repository"
    """Inside another git repository than the project's."""
    GIT_DIR = "git-dir"
    """`.git` itself or a file in it."""
    # meaning
    SECRET = "secret"  # noqa: S105 - a class name, not a credential
    """Credential material by name or place (`.env`, private keys, `~/.aws` ...), not templates or public keys."""
    GOVERNANCE = "governance"
    """Bailiwick's own files and the files that wire or configure an agent (settings, hooks, MCP wiring)."""
    GOVERNANCE_KEY = "governance-key"
    """Bailiwick's private keys and log."""
    PERSISTENCE = "persistence"
    """Runs later by itself: shell start files, cron, units, launch agents, git hooks, `authorized_keys` ..."""
    BUILD_ARTIFACT = "build-artifact"
    """A known product of builds or caches (`node_modules`, `dist`, `__pycache__` ...)."""
    BACKUP = "backup"
    """A backup or snapshot by name."""


class Certainty(Words):
    """How sure the interpreter is that the operation would happen as described."""

    CERTAIN = "certain"
    LIKELY = "likely"
    """On one branch, behind a condition, or with parts of the resource unknown."""
    UNKNOWN = "unknown"
    """The text could not be understood; the operation is what remains possible."""


class ResourceType(Words):
    """What sort of thing a resource's `value` names."""

    PATH = "path"
    URL = "url"
    HOST = "host"
    PROGRAM = "program"
    REPOSITORY = "repository"
    NAME = "name"


class Resource(Value):
    """The thing an operation acts on."""

    type: ResourceType
    value: str
    """Normalised: real absolute path, canonical URL, resolved program path. May end in `*` when a part is unknown."""
    given: str = ""
    """As written in the call, for people; empty when the same as `value`."""
    classes: frozenset[ResourceClass] = frozenset()
    written: str = ""
    """Absolute path as written, before links were followed; empty when the same as `value`."""


class Operation(Value):
    """One thing that the call would do."""

    kind: Kind
    resource: Resource | None = None
    attributes: Mapping[str, AttributeValue] = EMPTY
    """Facts that rules match on; absent means false or not known. Names: `bailiwick.model.vocabulary`."""
    certainty: Certainty = Certainty.CERTAIN
    source: str = ""
    """The words that lead to it (`rm -rf /`), at most 200 characters, for people."""
    path: tuple[str, ...] = ()
    """How it is reached, outermost first: `("bash -c", "xargs")`."""

    def has(self, *classes: ResourceClass) -> bool:
        """True when the resource carries any of `classes`."""
        return self.resource is not None and not self.resource.classes.isdisjoint(classes)
