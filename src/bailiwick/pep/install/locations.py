"""Where Claude Code reads its settings. Earlier ones in `files_of` outrank later ones."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

MANAGED_FOLDERS: Mapping[str, str] = {
    "linux": "/etc/claude-code",
    "darwin": "/Library/Application Support/ClaudeCode",
    "windows": "C:\\Program Files\\ClaudeCode",
}
"""The administrator's folder, per platform."""

MANAGED_FILE = "managed-settings.json"
MANAGED_PARTS = "managed-settings.d"


def user_file(environment: Mapping[str, str]) -> str:
    """The user's settings, following `CLAUDE_CONFIG_DIR`."""
    folder = environment.get("CLAUDE_CONFIG_DIR") or os.path.join(os.path.expanduser("~"), ".claude")
    return os.path.join(os.path.abspath(folder), "settings.json")


def project_file(project: str) -> str:
    """The settings a project shares."""
    return os.path.join(project, ".claude", "settings.json")


def local_file(project: str) -> str:
    """The settings of one user in one project."""
    return os.path.join(project, ".claude", "settings.local.json")


def managed_files(folder: str) -> tuple[str, ...]:
    """The administrator's settings that exist: the main file, then the parts in order."""
    parts = os.path.join(folder, MANAGED_PARTS)
    try:
        names = sorted(name for name in os.listdir(parts) if name.endswith(".json") and not name.startswith("."))
    except OSError:
        names = []
    paths = (os.path.join(folder, MANAGED_FILE), *(os.path.join(parts, name) for name in names))
    return tuple(path for path in paths if os.path.exists(path))
