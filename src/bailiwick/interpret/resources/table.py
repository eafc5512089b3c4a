"""`PathTable`: many path patterns in one lookup structure, so that asking about a path costs a few dictionary reads.

A pattern is a run of path components, in lower case. It holds for the path it names and
for everything below that path.

    name/part       that run of components anywhere
    ~/name/part     below a home directory
    /name/part      from the root of the file system (or of the drive)
    pre*post        inside a component: one star, any text without a slash (not a bare `*` at the end)

A component `*` of a path (directories that are not known, as `find` walks them) may be any inner component of a
pattern; the first and the last one must be there.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Generic, TypeAlias, TypeVar

    Tag = TypeVar("Tag")
    Star: TypeAlias = tuple[str, str]
    Part: TypeAlias = str | Star
    Starred: TypeAlias = tuple[Star, Tag, int, tuple[Part, ...]]
else:

    class Generic:
        """Stands in for `typing.Generic`, which is too slow to import for the hot path."""

        def __class_getitem__(cls, _item):
            return cls

    Tag = None

_ANYWHERE, _HOME, _ROOT = range(3)
_KEY = 2
"""Letters by which patterns with a star at the end are found."""


class PathTable(Generic[Tag]):
    """Tags by path pattern. A pattern without a star is taken apart when its last name is first met: few ever are."""

    __slots__ = ("_by_end", "_by_name", "_by_start", "_unread")

    def __init__(self, patterns: Mapping[Tag, Iterable[str]]) -> None:
        self._by_name: dict[str, list[tuple[Tag, int, tuple[Part, ...]]]] = {}
        self._by_end: dict[str, list[Starred[Tag]]] = {}
        self._by_start: dict[str, list[Starred[Tag]]] = {}
        self._unread: dict[str, list[tuple[Tag, str]]] = {}
        for tag, group in patterns.items():
            for pattern in group:
                if "*" in pattern:
                    self._add(tag, pattern)
                else:
                    self._unread.setdefault(pattern[pattern.rfind("/") + 1 :], []).append((tag, pattern))

    def _add(self, tag: Tag, pattern: str) -> None:
        anchor = _ROOT if pattern[0] == "/" else _HOME if pattern.startswith("~/") else _ANYWHERE
        parts = [_part(part) for part in pattern.removeprefix("~").lstrip("/").split("/")]
        last, before = parts[-1], tuple(parts[:-1])
        if isinstance(last, str):
            self._by_name.setdefault(last, []).append((tag, anchor, before))
            return
        start, end = last
        if "." in end:
            self._by_end.setdefault(end[end.rindex(".") :], []).append((last, tag, anchor, before))
        elif len(start) >= _KEY:
            self._by_start.setdefault(start[:_KEY], []).append((last, tag, anchor, before))
        else:
            raise ValueError(f"expected a suffix or {_KEY} letters before the star in the last part of `{pattern}`")

    def tags(self, parts: Sequence[str], *, home: int = -1) -> set[Tag]:
        """The tags of all patterns that hold for a path.

        Args:
            parts: components of an absolute path from the root, lower case.
            home: how many leading components name a home directory, or -1 when none do.
        """
        found: set[Tag] = set()
        by_name, by_start, by_end = self._by_name, self._by_start, self._by_end
        for index, name in enumerate(parts):
            for unread in self._unread.pop(name, ()):
                self._add(*unread)
            if name in by_name:
                for tag, anchor, before in by_name[name]:
                    if _holds(parts, index, anchor, before, home):
                        found.add(tag)
            starred: Sequence[Starred[Tag]] = by_start.get(name[:_KEY], ())
            dot = name.rfind(".")
            if dot >= 0:
                starred = (*starred, *by_end.get(name[dot:], ()))
            for (start, end), tag, anchor, before in starred:
                if _fits(name, start, end) and _holds(parts, index, anchor, before, home):
                    found.add(tag)
        return found


def _part(text: str) -> Part:
    start, star, end = text.partition("*")
    if "*" in end:
        raise ValueError(f"expected at most one star in a part of a pattern, got `{text}`")
    return (start, end) if star else text


def _holds(parts: Sequence[str], index: int, anchor: int, before: tuple[Part, ...], home: int) -> bool:
    first = index - len(before)
    if first < 0 or (anchor == _ROOT and first != 0) or (anchor == _HOME and first != home):
        return False
    for offset, part in enumerate(before):
        name = parts[first + offset]
        if isinstance(part, str):
            if name != part and (name != "*" or not offset):
                return False
        elif not _fits(name, *part):
            return False
    return True


def _fits(name: str, start: str, end: str) -> bool:
    return name.startswith(start) and name.endswith(end) and len(name) >= len(start) + len(end)
