"""`Draft`: reads a foreign policy and collects the policy file that it becomes.

A draft is a `Reader` (unknown keys and wrong types of the foreign file are problems with their
positions) that also takes rules. Every rule gets an id of its own and an `origin`.
"""

from __future__ import annotations

import re

from bailiwick.model.errors import PolicyError
from bailiwick.model.value import Value
from bailiwick.policy.schema.reader import Reader
from bailiwick.policy.syntax import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from bailiwick.policy.syntax import Node

SEVERITIES = ("low", "medium", "high", "critical")
_HEAD = ("id", "guard", "reason", "remedy", "severity")
_NAME_CHARS = 60


class Imported(Value):
    """A policy in our language, and what a person should know about the change of language."""

    document: Mapping[str, Any]
    """Sections of a policy file, as plain data."""
    notes: tuple[Problem, ...] = ()
    """What means something else here, or deserves a decision."""


class Draft(Reader):
    """The policy that a foreign file becomes, while it is being read."""

    def __init__(self, *, risk_or_above: bool | None = None) -> None:
        super().__init__("")
        self.dialect = ""
        self.risk_or_above = risk_or_above
        """Whether a risk class stands for those above it; None: as the dialect has it."""
        self.sections: dict[str, Any] = {}
        self.rules: list[dict[str, Any]] = []
        self.remarks: list[Problem] = []
        self._ids: set[str] = set()
        self._files: dict[int, str] = {}

    def begin(self, source: str, dialect: str) -> None:
        """Go on with another file."""
        self.source, self.dialect = source, dialect

    def belongs(self, node: Node, source: str) -> None:
        """Say that `node` comes from another file than the one that is being read (an overlay)."""
        self._files[id(node)] = source

    def file_of(self, node: Node) -> str:
        """The file of a node."""
        return self._files.get(id(node), self.source)

    def rule(self, node: Node, name: str, guard: str, reason: str, **keys: Any) -> dict[str, Any]:
        """Add one rule.

        Args:
            node: what it comes from.
            name: its id in the original; ours is made from it.
            guard: what it says.
            reason: why, one sentence.
            keys: further keys of the rule, as in a policy file; those without content are left out.
        """
        made: dict[str, Any] = {"id": self.identity(name), "guard": guard, "reason": " ".join(reason.split()) or name}
        made.update((key, value) for key, value in keys.items() if value not in (None, (), [], {}, ""))
        made["origin"] = self.origin(node, name)
        self.rules.append({key: made[key] for key in (*_HEAD, *made) if key in made})
        return self.rules[-1]

    def each(self, node: Node, name: str, guard: str, reason: str, clauses: Iterable[Mapping[str, Any]]) -> None:
        """Add one rule for each of the clauses, any of which makes the original speak."""
        for clause in clauses:
            self.rule(node, name, guard, reason, **clause)

    def origin(self, node: Node, name: str) -> dict[str, Any]:
        """The `origin` of what was made from a node."""
        return {"file": self.file_of(node), "line": node.line, "id": name or "-", "dialect": self.dialect}

    def identity(self, name: str) -> str:
        """An id that no other rule of the draft has."""
        base = re.sub(r"[^a-z0-9._]+", "-", name.lower()).strip("-.")[:_NAME_CHARS].rstrip("-.") or "rule"
        made, number = base, 1
        while made in self._ids:
            number += 1
            made = f"{base}-{number}"
        self._ids.add(made)
        return made

    def problem(self, node: Node, message: str) -> None:
        """Something cannot be imported."""
        self.problems.append(Problem(self.file_of(node), node.line, node.column, message))

    def remark(self, node: Node, message: str) -> None:
        """Something has another meaning here, or deserves a decision; of equal remarks on a file the first is kept."""
        remark = Problem(self.file_of(node), node.line, node.column, message)
        if not any(one.message == message and one.source == remark.source for one in self.remarks):
            self.remarks.append(remark)

    def imported(self) -> Imported:
        """The finished policy.

        Raises:
            PolicyError: something could not be imported; nothing of the file is.
        """
        if self.problems:
            raise PolicyError("\n".join(map(str, self.problems)), remedy="nothing was imported; correct the file first")
        document = {"version": 1, **self.sections}
        if self.rules:
            document["rules"] = self.rules
        return Imported(document, tuple(self.remarks))
