"""What this installation knows of itself and its machine, and which dialects it speaks."""

from __future__ import annotations

import os
import sys

import bailiwick
from bailiwick.model.request import Governed
from bailiwick.pep.dialects import claude_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.adapters.home import Home
    from bailiwick.apps.gate import Dialect

DIALECTS: Mapping[str, Dialect] = {"claude-code": claude_code}
"""Dialects by the name that a hook command gives."""

_PLATFORMS = {"darwin": "darwin", "win32": "windows"}
_CASE_BLIND = ("darwin", "win32")


def governed(home: Home) -> Governed:
    """The part of every call's place that no event carries."""
    root = os.path.realpath(home.root)
    user, user_home = _user()
    return Governed(
        directories=(root, os.path.dirname(os.path.realpath(bailiwick.__file__))),
        keys=tuple(f"{root}/{name}" for name in ("keys", "log", "anchors", "run", "spool", "state")),
        user=user,
        home=user_home,
        platform=_PLATFORMS.get(sys.platform, "linux"),
        ignores_case=sys.platform in _CASE_BLIND,
    )


def _user() -> tuple[str, str]:
    """Name and real home directory of the user this process runs as; empty where the system does not know it."""
    import pwd

    try:
        known = pwd.getpwuid(os.geteuid())
    except KeyError:
        return "", ""
    return known.pw_name, os.path.realpath(known.pw_dir)
