"""Shell globs against the real file system, bounded in results and in names looked at."""

from __future__ import annotations

import os
from fnmatch import translate
from re import compile as compiled

from bailiwick.model import bounds
from bailiwick.model.fact import GlobFact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.model.fact import GlobQuery

_META = frozenset("*?[")


def expand(query: GlobQuery) -> GlobFact:
    """The existing paths that an absolute pattern matches, as bash would list them."""
    if not query.pattern.startswith("/") or "\0" in query.pattern:
        return GlobFact()
    walk = _Walk(deep=query.deep, dotglob=query.dotglob)
    parts = [part for part in query.pattern.split("/") if part]
    found = sorted(walk.matches("/", parts))
    return GlobFact(tuple(found), complete=not walk.cut)


class _Walk:
    def __init__(self, *, deep: bool, dotglob: bool) -> None:
        self._deep = deep
        self._dotglob = dotglob
        self._looked_at = 0
        self._found = 0
        self.cut = False

    def matches(self, start: str, parts: list[str]) -> Iterator[str]:
        waiting = [(start, 0)]
        seen: set[tuple[str, int]] = set()
        while waiting:
            directory, index = waiting.pop()
            if (directory, index) in seen:
                continue
            seen.add((directory, index))
            if index == len(parts):
                if os.path.lexists(directory) and not self._full():
                    yield directory
                continue
            part = parts[index]
            if part == "**" and self._deep:
                waiting.append((directory, index + 1))
                waiting += [(path, index) for path, folder in self._entries(directory, "*", links=False) if folder]
                if index + 1 == len(parts):
                    waiting += [(path, index + 1) for path, _folder in self._entries(directory, "*", links=True)]
            elif _META.isdisjoint(part):
                waiting.append((os.path.join(directory, part), index + 1))
            else:
                last = index + 1 == len(parts)
                waiting += [
                    (path, index + 1) for path, folder in self._entries(directory, part, links=True) if last or folder
                ]

    def _full(self) -> bool:
        self._found += 1
        if self._found > bounds.GLOB_MATCHES:
            self.cut = True
        return self.cut

    def _entries(self, directory: str, pattern: str, *, links: bool) -> list[tuple[str, bool]]:
        """Entries whose name matches, each with whether it is a directory (through links when `links`)."""
        if self.cut:
            return []
        fits = compiled(translate(pattern.replace("[^", "[!"))).match
        hidden = self._dotglob or pattern.startswith((".", "[.]"))
        found: list[tuple[str, bool]] = []
        try:
            with os.scandir(directory) as entries:
                for entry in entries:
                    self._looked_at += 1
                    if self._looked_at > bounds.GLOB_NAMES:
                        self.cut = True
                        break
                    if (hidden or not entry.name.startswith(".")) and fits(entry.name):
                        found.append((os.path.join(directory, entry.name), _is_directory(entry, links=links)))
        except OSError:
            return found
        return found


def _is_directory(entry: os.DirEntry[str], *, links: bool) -> bool:
    try:
        return entry.is_dir(follow_symlinks=links)
    except OSError:
        return False
