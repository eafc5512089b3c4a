"""`Opening`: a governor whose sessions are told one thing more when they start."""

from __future__ import annotations

from bailiwick.model.event import SessionStarted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.engine.ports import Engine
    from bailiwick.model.event import Answer, Event
    from bailiwick.model.verdict import FailMode


class Opening:
    """Implements `engine.ports.Engine` around another one."""

    def __init__(self, engine: Engine, news: Callable[[SessionStarted], str]) -> None:
        """`news` is what to tell, empty for nothing."""
        self._engine = engine
        self._news = news

    def handle(self, event: Event, *, fail_mode: FailMode) -> Answer:
        """Judge, record and answer one event; see `Governor.handle`."""
        answer = self._engine.handle(event, fail_mode=fail_mode)
        news = self._news(event) if isinstance(event, SessionStarted) else ""
        return answer.replace(context="\n".join(filter(None, (answer.context, news)))) if news else answer
