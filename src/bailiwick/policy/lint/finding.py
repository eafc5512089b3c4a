"""`Finding`: one thing in a policy that deserves its author's eye; `Subject`: one rule that is looked at."""

from __future__ import annotations

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

ERROR = "error"
"""A rule does not do what it says."""
WARNING = "warning"
"""It does, and probably should not."""
INFO = "info"
SEVERITIES = (ERROR, WARNING, INFO)


class Finding(Value):
    """One finding."""

    id: str
    """What sort, a stable word."""
    severity: str
    source: str
    line: int
    column: int
    rule: str
    """Qualified id; empty when it is about the file."""
    message: str
    advice: str

    def plain(self) -> dict[str, Any]:
        """JSON data."""
        return {field: getattr(self, field) for field in type(self)._fields}


class Subject(Value):
    """A rule with its place."""

    id: str
    """Qualified."""
    rule: Mapping[str, Any]
    """Plain, as it is in force (as it is written, when it is not)."""
    source: str
    line: int = 1
    column: int = 1

    def finding(self, name: str, severity: str, message: str, advice: str) -> Finding:
        """A finding about this rule."""
        return Finding(name, severity, self.source, self.line, self.column, self.id, message, advice)
