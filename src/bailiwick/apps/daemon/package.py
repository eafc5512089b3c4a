"""Which build of Bailiwick runs, and whether another one lies on disk now.

A build is the version and the hash of the installed file list, so that a reinstallation of
the same version counts too. A daemon whose package was replaced makes room for its successor.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import pkgutil
import re
import sys

import bailiwick

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGE = os.path.dirname(os.path.abspath(bailiwick.__file__))
_VERSION_FILE = f"{_PACKAGE}/__init__.py"
_JUDGING = ("crypto", "interpret", "ledger", "policy", "session")
_IMPORTED_WHEN_NEEDED = (
    "bailiwick.adapters.git_facts",
    "bailiwick.adapters.host_globs",
    "bailiwick.adapters.regular_files",
    "bailiwick.apps.unchecked",
    "bailiwick.engine.accounting",
)
"""What the in-process evaluator, which shares code with the daemon, does not load for every call."""

_METADATA_NAME = re.compile(r"bailiwick-[0-9A-Za-z.+_!-]+\.dist-info\Z")


class PackageWatch:
    """Notices that the package on disk is no longer the one that runs; two `stat` calls per look."""

    def __init__(self, search: Sequence[str] | None = None) -> None:
        """Remember the build on disk as the one that runs; `search` defaults to `sys.path`."""
        self._search = list(sys.path if search is None else search)
        self._record = _record_file(self._search)
        self._seen = self._signature()
        self.build = self._build_on_disk()

    def replaced(self) -> bool:
        """True when another whole build is on disk now. An installation in progress is none yet."""
        signature = self._signature()
        if signature == self._seen:
            return False
        self._record = _record_file(self._search)
        build = self._build_on_disk()
        if not build:
            return False
        self._seen = self._signature()
        return build != self.build

    def _signature(self) -> tuple[tuple[int, int, int], ...]:
        return tuple(_identity(path) for path in (_VERSION_FILE, self._record))

    def _build_on_disk(self) -> str:
        try:
            with open(_VERSION_FILE, "rb") as file:
                source = file.read()
            with open(self._record or _VERSION_FILE, "rb") as file:
                record = file.read()
        except OSError:
            return ""
        version = re.search(rb'__version__ = "([^"]+)"', source)
        return f"{version[1].decode()}+{hashlib.sha256(record).hexdigest()[:12]}" if version else ""


def load_everything() -> None:
    """Import every module that judging may ever need.

    A module that is imported when first needed could come from a package that was upgraded meanwhile,
    and two versions must not meet in one process.
    """
    for name in _JUDGING:
        package = importlib.import_module(f"bailiwick.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for name in _IMPORTED_WHEN_NEEDED:
        importlib.import_module(name)


def is_newer(version: str, than: str) -> bool:
    """True when the release numbers of `version` are greater; anything unreadable is not newer."""
    return _release(version) > _release(than)


def _release(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version[:64])]


def _record_file(search: Sequence[str]) -> str:
    for folder in search:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if _METADATA_NAME.match(name):
                return os.path.join(folder, name, "RECORD")
    return ""


def _identity(path: str) -> tuple[int, int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return (0, 0, 0)
    return (status.st_ino, status.st_size, status.st_mtime_ns)
