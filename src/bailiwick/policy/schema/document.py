"""`Document`: one validated policy file or pack as plain data."""

from __future__ import annotations

from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Document(Value):
    """A validated policy file or pack as plain data."""

    source: str
    name: str = ""
    """Pack name; empty for a policy file."""
    version: str = ""
    """Pack: its own version; empty for a policy file."""
    doc: str = ""
    """Pack: what it is for."""
    mode: str = ""
    fail_mode: str = ""
    durability: str = ""
    stop_after_denials: int = 0
    """From which denial of a task on a denial also ends the agent's turn; 0: never."""
    serial: int = 0
    """Of an organisation's policy: which of several is newer."""
    packs: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = EMPTY
    """Policy: chosen values. Pack: defaults."""
    overrides: Mapping[str, str] = EMPTY
    rules: tuple[Mapping[str, Any], ...] = ()
    agents: tuple[Mapping[str, Any], ...] = ()
    """Who is who, the first match first."""
    capabilities: Mapping[str, Any] = EMPTY
    """`otherwise`, `kinds` covered, `grants`; empty when the level has none."""
    checks: tuple[Mapping[str, Any], ...] = ()
    """External checks."""
    places: Mapping[str, str] = EMPTY
    """Line and column of what it names of packs: of `packs.NAME`, `parameters.NAME` and `overrides.RULE`."""
    notes: tuple[str, ...] = ()
    """What deserves a person's eye, with positions."""

    def where(self, name: str) -> str:
        """The file with line and column of `packs.NAME`, `parameters.NAME` or `overrides.RULE`, for messages."""
        place = self.places.get(name)
        return f"{self.source}:{place}" if place else self.source
