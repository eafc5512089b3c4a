"""`Keeping`: a governor that first hands full inputs and results to a store, under the hashes that entries hold.

What is to be kept and cannot be is a failure like that of the log: the call does not pass.
"""

from __future__ import annotations

from bailiwick.engine.records import input_text
from bailiwick.model.event import BatchEnded, CallFound, PermissionAsked, ToolCall, ToolOutcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.engine.ports import Contents, Engine
    from bailiwick.model.event import Answer, Event
    from bailiwick.model.verdict import FailMode


class Keeping:
    """Implements `engine.ports.Engine` around another one."""

    def __init__(self, engine: Engine, contents: Contents) -> None:
        self._engine = engine
        self._contents = contents

    def handle(self, event: Event, *, fail_mode: FailMode) -> Answer:
        """Keep, then judge, record and answer one event.

        Raises:
            EnvironmentFault: nothing was answered.
        """
        for text in _texts(event):
            self._contents.keep(text)
        return self._engine.handle(event, fail_mode=fail_mode)


def _texts(event: Event) -> Iterator[str]:
    if isinstance(event, (ToolCall, PermissionAsked, CallFound, ToolOutcome)):
        yield input_text(event.request)
    if isinstance(event, ToolOutcome):
        yield event.result
    if isinstance(event, BatchEnded):
        yield from (input_text(call.request) for call in event.calls)
