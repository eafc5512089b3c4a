"""Which files govern an agent, for a user and for a project, and what of them counts.

A file is here when its text steers the agent or wires programs into it: settings, hooks, instructions, skills,
commands, agents, rules, MCP servers, our own policy. The client's state file changes all the time; of it only the
wiring counts.
"""

from __future__ import annotations

import json
import os
import stat

from bailiwick.adapters.regular_files import read_regular
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = 5000
"""Most files of one scope."""

FILE_BYTES = 4 * 1024 * 1024
"""Of a longer file only length and time count, so that checking stays fast."""

STATE_BYTES = 32 * 1024 * 1024
"""Longest state file of the client that is read for its wiring."""

DEPTH = 8
"""Deepest nesting of folders that is looked at."""

_CLAUDE_FILES = (
    *("settings.json", "settings.local.json", "CLAUDE.md", "CLAUDE.local.md", "AGENTS.md", "keybindings.json"),
    "plugins/installed_plugins.json",
)
_CLAUDE_FOLDERS = ("agents", "commands", "hooks", "output-styles", "rules", "skills", "workflows")
_PROJECT_FILES = (
    *("CLAUDE.md", "CLAUDE.local.md", "AGENTS.md", "GEMINI.md", ".mcp.json", ".cursorrules", "bailiwick.yaml"),
    *(".github/copilot-instructions.md", ".cursor/mcp.json", ".codex/config.toml"),
)
_PROJECT_FOLDERS = (".cursor/rules", ".github/instructions")
_OWN_FILES = ("bailiwick.yaml", "organisation.note", "trust.json", "config.json", "sinks.yaml")
_WIRING = ("mcpServers", "enabledMcpjsonServers", "disabledMcpjsonServers", "hooks", "allowedTools")


class Places(Value):
    """Where the files of a user are."""

    claude: str
    """The client's configuration folder."""
    state: str
    """The client's state file, which has the user's MCP servers."""
    own: str
    """The Bailiwick home."""
    managed: str
    """The administrator's folder."""

    def user_files(self) -> list[str]:
        """The user's and the administrator's files that exist."""
        own = (f"{self.own}/{name}" for name in _OWN_FILES)
        found = [self.state, *own, *_claude(self.claude), *_below(self.managed)]
        return _existing(found)

    def project_files(self, project: str) -> list[str]:
        """The files of a project that exist."""
        named = (f"{project}/{name}" for name in _PROJECT_FILES)
        folders = (path for name in _PROJECT_FOLDERS for path in _below(f"{project}/{name}"))
        return _existing([*named, *_claude(f"{project}/.claude"), *folders])

    def content(self, path: str) -> bytes:
        """What counts of a file.

        Raises:
            EnvironmentFault: it cannot be read.
        """
        if path == self.state:
            return _wiring(read_regular(path, STATE_BYTES))
        if os.path.isdir(path):
            return f"link to the folder {os.path.realpath(path)}\n".encode("utf-8", "surrogateescape")
        try:
            status = os.stat(path)
        except OSError as error:
            raise EnvironmentFault(f"`{path}` cannot be read: {error.strerror}") from error
        if status.st_size > FILE_BYTES:
            return f"{status.st_size} bytes, written at {status.st_mtime_ns}\n".encode()
        return read_regular(path, FILE_BYTES)


def stamp(path: str) -> tuple[int, int, int, int]:
    """A value that changes when the file does: nobody can set the time of the last change of its inode.

    Raises:
        OSError: it is gone.
    """
    status = os.stat(path)
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _claude(folder: str) -> Iterator[str]:
    yield from (f"{folder}/{name}" for name in _CLAUDE_FILES)
    for name in _CLAUDE_FOLDERS:
        yield from _below(f"{folder}/{name}")


def _below(folder: str, depth: int = 0) -> Iterator[str]:
    """All files below a folder; a link to a folder counts as a file that says where it leads."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if depth < DEPTH and entry.name not in (".git", "node_modules", "__pycache__"):
                yield from _below(entry.path, depth + 1)
        else:
            yield entry.path


def _existing(paths: list[str]) -> list[str]:
    found = []
    for path in dict.fromkeys(paths):
        try:
            mode = os.stat(path).st_mode
        except OSError:
            continue
        if stat.S_ISREG(mode) or (stat.S_ISDIR(mode) and os.path.islink(path)):
            found.append(path)
        if len(found) > FILES:
            raise EnvironmentFault(f"expected at most {FILES} files that govern agents, found more, `{path}` for one")
    return found


def _wiring(data: bytes) -> bytes:
    """The keys of the client's state file that wire programs, for the user and for each project."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return data
    if not isinstance(document, dict):
        return data
    projects = document.get("projects")
    wired = {
        name: {key: one[key] for key in _WIRING if one.get(key)}
        for name, one in (projects.items() if isinstance(projects, dict) else ())
        if isinstance(one, dict)
    }
    part = {key: document[key] for key in _WIRING if document.get(key)}
    part["projects"] = {name: one for name, one in wired.items() if one}
    return json.dumps(part, indent=1, sort_keys=True).encode() + b"\n"
