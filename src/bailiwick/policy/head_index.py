"""`HeadIndex`: rules by what stands before the first wildcard of their path patterns.

Where a pattern begins depends on the call: at the root, in the home directory (`~/`) or in the project (all others). So
heads are kept in three shelves, and a path is looked up in each as it is seen from there.
"""

from __future__ import annotations

from bailiwick.policy.glob import head

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.model.request import Place


class HeadIndex:
    """Rules by the heads of their patterns."""

    __slots__ = ("_in_home", "_in_project", "_rooted", "_rules")

    def __init__(self) -> None:
        self._rooted = _Heads()
        self._in_home = _Heads()
        self._in_project = _Heads()
        self._rules: list[str] = []

    def file(self, pattern: str, rule: str) -> None:
        """File a rule by one of its patterns."""
        self._rules.append(rule)
        if pattern.startswith("~/"):
            self._in_home.file(head(pattern[1:]), rule)
        elif pattern.startswith("/"):
            self._rooted.file(head(pattern), rule)
        else:
            self._in_project.file(head(pattern), rule)

    def above(self, path: str, place: Place) -> list[str]:
        """Ids of the rules that have a head with which `path` begins; one may come twice."""
        if _holds_wildcards(place):
            return list(self._rules)
        found: list[str] = []
        for heads, base in self._shelves(place):
            if path.startswith(base):
                heads.above(path[len(base) :], found)
        return found

    def around(self, start: str, place: Place) -> list[str]:
        """The same, and of those that have a head that begins with `start`."""
        if _holds_wildcards(place):
            return list(self._rules)
        found: list[str] = []
        for heads, base in self._shelves(place):
            if start.startswith(base):
                heads.above(start[len(base) :], found)
                heads.below(start[len(base) :], found)
            elif base.startswith(start):
                heads.below("", found)
        return found

    def _shelves(self, place: Place) -> Iterator[tuple[_Heads, str]]:
        """Each shelf that is not empty, and what stands before its heads."""
        for heads, base in (
            (self._rooted, ""),
            (self._in_home, place.home),
            (self._in_project, f"{place.project}/"),
        ):
            if heads.rules:
                yield heads, base


class _Heads:
    """Rules by texts, to be found by longer and by shorter ones."""

    __slots__ = ("_lengths", "_order", "rules")

    def __init__(self) -> None:
        self.rules: dict[str, list[str]] = {}
        self._lengths: set[int] = set()
        self._order: list[str] = []

    def file(self, text: str, rule: str) -> None:
        self.rules.setdefault(text, []).append(rule)
        self._lengths.add(len(text))

    def above(self, text: str, found: list[str]) -> None:
        """Add the rules of texts with which `text` begins."""
        for length in self._lengths:
            if length <= len(text):
                found += self.rules.get(text[:length], ())

    def below(self, text: str, found: list[str]) -> None:
        """Add the rules of longer texts that begin with `text`, and of `text` itself."""
        from bisect import bisect_left

        if len(self._order) != len(self.rules):
            self._order = sorted(self.rules)
        for place in range(bisect_left(self._order, text), len(self._order)):
            if not self._order[place].startswith(text):
                return
            found += self.rules[self._order[place]]


def _holds_wildcards(place: Place) -> bool:
    """True when home or project are themselves patterns to those that begin with them, which is rare."""
    return head(place.home) != place.home or head(place.project) != place.project
