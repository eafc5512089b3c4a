"""`PathIndex`: which rules about paths can match a path, by a name that must be in it or by how it must end."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.model.operation import Resource


class PathIndex:
    """Rules by what each of their patterns requires of a path."""

    __slots__ = ("_by_name", "_by_tail", "_rules")

    def __init__(self) -> None:
        self._by_name: dict[str, list[str]] = {}
        self._by_tail: dict[str, list[str]] = {}
        self._rules: list[str] = []

    def file(self, patterns: Sequence[str], rule: str) -> bool:
        """File a rule by its patterns, of which one must match; False when one of them requires nothing."""
        for shelf, wanted in ((self._by_name, list(map(_name, patterns))), (self._by_tail, list(map(_tail, patterns)))):
            if wanted and all(wanted):
                for one in wanted:
                    shelf.setdefault(one, []).append(rule)
                self._rules.append(rule)
                return True
        return False

    def all(self) -> list[str]:
        """Ids of all its rules: one path more than is named may match any of them."""
        return self._rules

    def candidates(self, resource: Resource) -> list[str]:
        """Ids of the rules that may match the path, as it is or as it was written; one may come twice."""
        found: list[str] = []
        for path in (resource.value, resource.written) if resource.written else (resource.value,):
            if self._by_name:
                for name in path.split("/"):
                    found += self._by_name.get(name, ())
            for tail, rules in self._by_tail.items():
                if path.endswith(tail):
                    found += rules
        return found


def _name(pattern: str) -> str:
    """The last name in a path pattern that has no wildcard, so that every path that matches has it; or empty."""
    names = (name for name in reversed(pattern.split("/")) if name not in ("", "~"))
    return next((name for name in names if "*" not in name and "?" not in name), "")


def _tail(pattern: str) -> str:
    """What stands behind the last wildcard of a path pattern; or empty."""
    return pattern[max(pattern.rfind("*"), pattern.rfind("?")) + 1 :]
