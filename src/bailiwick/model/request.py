"""`Request`: one tool call, free of any agent's format."""

from __future__ import annotations

from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Subject(Value):
    """Who acts."""

    user: str = ""
    agent: str = ""
    """Agent product, for example `claude-code`."""
    session: str = ""
    subagent: str = ""
    """Id of the subagent, empty in the main thread."""
    role: str = ""
    """The subagent's type."""


class Place(Value):
    """Where the call happens. All paths are absolute; `real` ones have no symbolic link in them."""

    project: str
    """The project root, real."""
    home: str
    """The user's home directory, real."""
    temps: tuple[str, ...] = ("/tmp", "/var/tmp")  # noqa: S108 - the vocabulary of temporary places
    """Temporary directories, real."""
    user: str = ""
    platform: str = "linux"
    """`linux`, `darwin` or `windows`."""
    path: tuple[str, ...] = ("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin")
    """The agent's program search path."""
    governed: tuple[str, ...] = ()
    """Bailiwick's own directories and programs (home, package, client)."""
    keys: tuple[str, ...] = ()
    """Bailiwick's key and log directories."""
    ignores_case: bool = False
    """True where file names differing only in case are one file."""


class Governed(Value):
    """What the installation knows of itself and its machine; the part of a `Place` that no event carries."""

    directories: tuple[str, ...] = ()
    """Bailiwick's own directories and programs, real (`Place.governed`)."""
    keys: tuple[str, ...] = ()
    """Bailiwick's key and log directories, real (`Place.keys`)."""
    user: str = ""
    home: str = ""
    """The home directory of `user`, real; used when the event's environment names none."""
    platform: str = "linux"
    ignores_case: bool = False


class Request(Value):
    """One tool call, agent-neutral. `input` is what the agent sent, parsed and bounded."""

    subject: Subject
    place: Place
    tool: str
    """Tool name in Bailiwick's vocabulary (`Bash`, `Read`, `mcp__server__tool` ...)."""
    input: Mapping[str, object] = EMPTY
    cwd: str = ""
    call: str = ""
    """The agent's id of the call, empty when it gives none."""
    answerable: bool = True
    """False when no person can answer an ask (headless, bypass)."""
    attended: bool = True
    """False when nothing says that a person sits at a terminal: then only `answerable` asks are put."""
    settings: str = ""
    """Directory of the agent's user-level configuration; empty when not known."""
    mcp_read_only: bool = False
    """The MCP server declares the tool read-only."""
