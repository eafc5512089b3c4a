"""Which files of this machine hold credentials, as a sandbox hides them: by place and name, not by content."""

from __future__ import annotations

import glob
import os

from bailiwick.interpret.resources import classify
from bailiwick.interpret.resources.secrets import PLACES
from bailiwick.model.operation import ResourceClass
from bailiwick.model.request import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LIVE = ("/proc/", "/dev/")
"""What is there for every process, and guarded by the kernel."""


def credential_paths(home: str) -> tuple[str, ...]:
    """The credential files and directories that exist in `home` and in the system, real.

    Not those of projects: a directory that may be written cannot hide what is in it.
    """
    found = [path for pattern in PLACES for path in glob.iglob(_absolute(pattern, home)) if not path.startswith(_LIVE)]
    found += (path for path in _entries(home) if ResourceClass.SECRET in classify(path, Place(project="", home=home)))
    return tuple(dict.fromkeys(os.path.realpath(path) for path in found))


def _absolute(pattern: str, home: str) -> str:
    if pattern.startswith("/"):
        return pattern
    return f"{glob.escape(home)}/{pattern.removeprefix('~/')}"


def _entries(home: str) -> Iterator[str]:
    try:
        with os.scandir(home) as entries:
            yield from (entry.path for entry in entries)
    except OSError:
        return
