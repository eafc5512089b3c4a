"""The files that govern this user's agents, composed for the daemon and for the command line."""

from __future__ import annotations

import os

from bailiwick.adapters.integrity.files import Places
from bailiwick.adapters.integrity.guard import IntegrityGuard
from bailiwick.apps.setup import MANAGED_FOLDER
from bailiwick.pep.install import locations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.adapters.home import Home


def places(home: Home, environment: Mapping[str, str]) -> Places:
    """Where the files of this user are."""
    folder = os.path.dirname(locations.user_file(environment))
    beside = folder if environment.get("CLAUDE_CONFIG_DIR") else os.path.dirname(folder)
    return Places(claude=folder, state=f"{beside}/.claude.json", own=home.root, managed=MANAGED_FOLDER)


def guard(home: Home) -> IntegrityGuard:
    """The guard of this user's files."""
    return IntegrityGuard(home, places(home, os.environ))
