"""Check of what else may bring hooks along: plugins, and the front matter of skills, agents and commands."""

from __future__ import annotations

import glob
import os
from itertools import islice

from bailiwick.apps.doctor.check import warn
from bailiwick.model.errors import BailiwickError
from bailiwick.pep.install import claude_code, locations, settings_file, validity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bailiwick.apps.doctor.check import Check

FILES = 2000
"""Files of plugins, and as many of skills, that are looked at."""

_HEAD_LINES = 100
"""Lines of front matter that are read."""

_TEXTS = ("skills/*/SKILL.md", "agents/**/*.md", "commands/**/*.md")


def checks(project: str, environment: Mapping[str, str]) -> Iterator[Check]:
    """One warning that names every file with hooks that could rewrite a call; none when there is no such file."""
    user = os.path.dirname(locations.user_file(environment))
    plugins = _found(user, "plugins/**/hooks/hooks.json")
    texts = (path for folder in (user, f"{project}/.claude") for kind in _TEXTS for path in _found(folder, kind))
    found = [path for path in islice(plugins, FILES) if _rewrites(path)]
    found += [path for path in islice(texts, FILES) if _declares_hooks(path)]
    if found:
        yield warn(
            "hooks of plugins and skills",
            f"they can rewrite a call after it was judged: {', '.join(found[:5])}{' ...' if len(found) > 5 else ''}",
            "a rewritten call is reported after it ran; only managed settings with allowManagedHooksOnly prevent it",
        )


def _found(folder: str, pattern: str) -> Iterator[str]:
    return glob.iglob(f"{glob.escape(folder)}/{pattern}", recursive=True)


def _rewrites(path: str) -> bool:
    try:
        document = validity.read(settings_file.read_text(path) or "")
    except (BailiwickError, ValueError, RecursionError):
        return False  # the client cannot read it either
    return isinstance(document, dict) and bool(claude_code.foreign_hooks(document))


def _declares_hooks(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            head = [line.rstrip("\n") for line in islice(file, _HEAD_LINES)]
    except OSError:
        return False
    if not head or head[0].rstrip() != "---":
        return False
    matter = head[1 : head.index("---", 1)] if "---" in head[1:] else head[1:]
    return any(line.startswith("hooks:") for line in matter)
