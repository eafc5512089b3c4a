"""Check of owners and modes: nobody else may look into or write to anything below the Bailiwick home."""

from __future__ import annotations

import os
import shlex
import stat

from bailiwick.adapters.home import FOLDERS
from bailiwick.adapters.keys import public_key_path
from bailiwick.apps.doctor.check import bad, ok

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.adapters.home import Home
    from bailiwick.apps.doctor.check import Check

FILES = 20_000
"""Files and folders below a home that are looked at."""

_SHOWN = 5


def checks(home: Home) -> Iterator[Check]:
    """One check of the whole home, or one for each sort of fault in it."""
    faults = [*_missing(home), *_exposed(home)]
    yield from faults or [ok("home", f"{home.root}, private")]


def _missing(home: Home) -> Iterator[Check]:
    gone = [path for path in map(home.folder, FOLDERS) if not os.path.lexists(path)]
    other = [path for path in map(home.folder, FOLDERS) if os.path.lexists(path) and not _is_folder(path)]
    if other:
        yield bad(
            "home", f"expected folders, found something else: {_list(other)}", "move it away, then run `bailiwick init`"
        )
    if gone:
        yield bad("home", f"missing: {_list(gone)}", "restore it from a backup, or run `bailiwick init` for a new one")


def _exposed(home: Home) -> Iterator[Check]:
    folders, files, foreign = [], [], []
    public = {public_key_path(home): 0o044}
    not_folders = set(map(home.folder, FOLDERS))
    for path in _below(home.root):
        try:
            status = os.lstat(path)
        except OSError:
            continue  # the daemon removed it in the meantime
        mode = stat.S_IMODE(status.st_mode)
        if status.st_uid != os.geteuid():
            foreign.append(path)
        elif stat.S_ISDIR(status.st_mode) and mode & 0o077:
            folders.append(path)
        elif stat.S_ISREG(status.st_mode) and path not in not_folders and mode & 0o077 & ~public.get(path, 0):
            files.append(path)
    for paths, wanted in ((folders, "700"), (files, "600")):
        if paths:
            seen = f"others may look into or write to {_list(paths)}"
            yield bad("home", seen, f"chmod {wanted} {shlex.join(paths[:_SHOWN])}")
    if foreign:
        yield bad("home", f"of another owner: {_list(foreign)}", "find out who put it there, then remove it")


def _below(root: str) -> Iterator[str]:
    yield root
    seen = 0
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            seen += 1
            if seen > FILES:
                return
            yield os.path.join(folder, name)


def _is_folder(path: str) -> bool:
    return stat.S_ISDIR(os.lstat(path).st_mode)


def _list(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return f"{', '.join(paths[:_SHOWN])}{more}"
