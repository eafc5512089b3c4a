"""`PathIndex`: which rules about paths can match what an operation covers, by what each of their patterns requires.

A pattern is filed by a name behind its first wildcard, which the path must have, else by how a path must begin or end.
What an operation covers besides the path that it names (all below a directory, all that begins alike) is compared with
the heads of patterns.
"""

from __future__ import annotations

from bailiwick.policy.glob import head
from bailiwick.policy.head_index import HeadIndex
from bailiwick.policy.paths import is_rooted, reach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Place


class PathIndex:
    """Rules by what their patterns require of a path."""

    __slots__ = ("_by_head", "_by_name", "_by_tail", "_tail_lengths", "_wide")

    def __init__(self) -> None:
        self._by_name: dict[str, list[str]] = {}
        self._by_head: HeadIndex | None = None
        self._by_tail: dict[str, list[str]] = {}
        self._tail_lengths: set[int] = set()
        self._wide = HeadIndex()
        """By every pattern that counts for what an operation covers besides the path it names."""

    def file(self, patterns: Sequence[str], rule: str) -> bool:
        """File a rule by its patterns, of which one must match; False when one of them requires nothing."""
        required = [(pattern, _name(pattern), _head(pattern), _tail(pattern)) for pattern in patterns]
        if not required or not all(name or start or end for _, name, start, end in required):
            return False
        for pattern, name, start, end in required:
            self._file(pattern, name, start, end, rule)
            if is_rooted(pattern):
                self._wide.file(pattern, rule)
        return True

    def _file(self, pattern: str, name: str, start: str, end: str, rule: str) -> None:
        if name:
            self._by_name.setdefault(name, []).append(rule)
        elif len(start) > len(end):
            self._by_head = self._by_head or HeadIndex()
            self._by_head.file(pattern, rule)
        else:
            self._by_tail.setdefault(end, []).append(rule)
            self._tail_lengths.add(len(end))

    def candidates(self, operation: Operation, place: Place) -> list[str]:
        """Ids of the rules that may match what the operation covers, each once."""
        resource = operation.resource
        if resource is None:
            return []
        start = reach(operation)
        found = self._wide.around(start, place) if start else []
        for path in (resource.value, resource.written) if resource.written else (resource.value,):
            if self._by_name:
                for name in path.split("/"):
                    found += self._by_name.get(name, ())
            for length in self._tail_lengths:
                found += self._by_tail.get(path[-length:], ())
            if self._by_head is not None:
                found += self._by_head.above(path, place)
        return list(dict.fromkeys(found)) if found else found


def _name(pattern: str) -> str:
    """The last name behind the first wildcard of a path pattern that has none itself; or empty."""
    behind = pattern[len(head(pattern)) :].split("/")[1:]
    return next((name for name in reversed(behind) if name and head(name) == name), "")


def _head(pattern: str) -> str:
    """What stands before the first wildcard of a path pattern, behind the `~` of the home directory; or empty."""
    return head(_below_home(pattern))


def _tail(pattern: str) -> str:
    """What stands behind the last wildcard of a path pattern; or empty."""
    below = _below_home(pattern)
    return below[max(below.rfind("*"), below.rfind("?")) + 1 :]


def _below_home(pattern: str) -> str:
    return pattern[1:] if pattern.startswith("~/") else pattern
