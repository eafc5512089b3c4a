"""Reads the settings files of an agent and asks its rules about a call."""

from __future__ import annotations

import json
import os

from bailiwick.adapters.regular_files import open_regular
from bailiwick.model import bounds
from bailiwick.model.fact import ObjectionFact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import Any

    from bailiwick.model.fact import ObjectionQuery


class NativeSettings:
    """What an agent's own configuration says against approving a call.

    Args:
        files: (settings file, base directory of its relative patterns) of a query.
        rules: the objecting rules of one file's JSON, and whether each denies; raises `ValueError` for what it cannot
            read.
        matches: whether a rule may match the call of a query, seen from a base directory.
        ours: rules that Bailiwick itself put there: the policy says the same, more exactly.
    """

    def __init__(
        self,
        *,
        files: Callable[[ObjectionQuery], Sequence[tuple[str, str]]],
        rules: Callable[[Mapping[str, Any]], Mapping[str, bool]],
        matches: Callable[[str, ObjectionQuery, str], bool],
        ours: Collection[str] = (),
    ) -> None:
        self._files = files
        self._rules = rules
        self._matches = matches
        self._ours = frozenset(ours)
        self._known: dict[str, tuple[tuple[int, int, int], Mapping[str, bool]]] = {}

    def objection(self, query: ObjectionQuery) -> ObjectionFact:
        """The first rule that may match, one that denies before those that ask, or why the rules are not known."""
        found = ObjectionFact()
        for path, base in self._files(query):
            try:
                rules = self._rules_of(path)
            except (OSError, ValueError) as error:
                found = found if found.objection else ObjectionFact(f"`{path}` cannot be read: {error}")
                continue
            for rule, denies in rules.items():
                if (denies or not found.objection) and self._matches(rule, query, base):
                    found = ObjectionFact(f"`{rule}` in `{path}`", denies)
                    if denies:
                        return found
        return found

    def _rules_of(self, path: str) -> Mapping[str, bool]:
        try:
            status = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return {}
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        known = self._known.get(path)
        if known is None or known[0] != stamp:
            rules = self._rules(_read(path)).items()
            others = {rule: denies for rule, denies in rules if rule not in self._ours}
            known = self._known[path] = (stamp, others)
        return known[1]


def _read(path: str) -> Mapping[str, Any]:
    with open_regular(path) as file:
        data = file.read(bounds.POLICY_BYTES + 1)
    if len(data) > bounds.POLICY_BYTES:
        raise ValueError(f"it has more than {bounds.POLICY_BYTES} bytes")
    settings = json.loads(data)
    if not isinstance(settings, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004 - the content is wrong, not the type of an argument
    return settings
