"""`Situation`: all that a rule may know besides the operation. One is made per decision."""

from __future__ import annotations

from bailiwick.model.agent import UNKNOWN_AGENT, AgentProfile
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Protocol

    from bailiwick.model.request import Request

    class History(Protocol):
        """What rules may know of the session."""

        @property
        def labels(self) -> Mapping[str, str]:
            """Labels of the session."""
            ...

        @property
        def counters(self) -> Mapping[str, int]:
            """Counters of the session."""
            ...

        @property
        def marks(self) -> Mapping[str, tuple[str, ...]]:
            """Marks of files, by path."""
            ...

        def depth(self, subagent: str) -> int | None:
            """How deep a subagent is below the main thread, the empty id; None: not known."""
            ...


class Situation(Value):
    """The call around an operation, its session, its agent and its time."""

    request: Request
    history: History
    now: datetime
    """When the call is judged, with zone."""
    agent: AgentProfile = UNKNOWN_AGENT
