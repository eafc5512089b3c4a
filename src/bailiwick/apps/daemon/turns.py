"""`Turns`: events are answered one at a time, in the order in which they come.

An event that must wait for external checks holds up only what comes after it in its own session. The checks run on
other threads; everything else happens on the loop's. When they have answered, the event is answered from the start,
with what is known by then.
"""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from bailiwick.engine.deferral import Deferred
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from typing import Protocol, TypeAlias

    from bailiwick.model.event import Envelope, Reply
    from bailiwick.model.fact import CheckFact, CheckQuery

    Answers: TypeAlias = Mapping[CheckQuery, CheckFact]

    class Answering(Protocol):
        """What answers events (`apps.daemon.service`)."""

        def answer(self, envelope: Envelope, event: bytes, answers: Answers) -> Reply:
            """Never raises anything but `Deferred`, for checks that are not among `answers`."""
            ...

        def session(self, envelope: Envelope, event: bytes) -> str:
            """The session of an event, empty when it cannot be told; never raises."""
            ...

        def check(self, queries: Collection[CheckQuery]) -> Answers:
            """The answer of each check; called on other threads, several at once."""
            ...

        def failure(self, envelope: Envelope, event: bytes, error: Exception) -> Reply:
            """The reply when there is no answer; never raises."""
            ...


class _Turn(Value):
    envelope: Envelope
    event: bytes
    send: Callable[[Reply], None]


class Turns:
    """The order in which events are answered."""

    def __init__(self, service: Answering) -> None:
        self._service = service
        self._behind: dict[str, deque[_Turn]] = {}
        """By session that waits for checks: what came after the event that needs them."""
        self._working: set[asyncio.Task[None]] = set()
        self._threads = ThreadPoolExecutor(bounds.SESSIONS_IN_CHECKS, thread_name_prefix="checks")

    def take(self, envelope: Envelope, event: bytes, send: Callable[[Reply], None]) -> None:
        """Answer an event through `send`, at once or when it is its turn."""
        turn = _Turn(envelope, event, send)
        if self._behind:
            before = self._behind.get(self._service.session(envelope, event))
            if before is not None:
                before.append(turn)
                return
        try:
            reply = self._service.answer(envelope, event, {})
        except Deferred as wanted:
            session = self._service.session(envelope, event)
            self._behind[session] = deque()
            task = asyncio.get_running_loop().create_task(self._work_off(session, turn, wanted))
            self._working.add(task)
            task.add_done_callback(self._working.discard)
        else:
            send(reply)

    def close(self) -> None:
        """Take no more checks; what waits is not answered."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _work_off(self, session: str, turn: _Turn, wanted: Deferred | None) -> None:
        """Answer an event that waits for checks, then all that came after it in its session."""
        behind = self._behind[session]
        try:
            while True:
                turn.send(await self._answered(turn, wanted))
                if not behind:
                    return
                turn, wanted = behind.popleft(), None
        finally:
            del self._behind[session]

    async def _answered(self, turn: _Turn, wanted: Deferred | None) -> Reply:
        answers: dict[CheckQuery, CheckFact] = {}
        loop = asyncio.get_running_loop()
        try:
            for _ in range(bounds.FACT_ROUNDS):
                if wanted is not None:
                    answers.update(await loop.run_in_executor(self._threads, self._service.check, wanted.queries))
                try:
                    return self._service.answer(turn.envelope, turn.event, answers)
                except Deferred as more:
                    wanted = more
        except Exception as error:  # noqa: BLE001 - whatever failed in a check's thread: the event must be answered with it
            return self._service.failure(turn.envelope, turn.event, error)
        problem = BoundError(f"the call needs more than {bounds.FACT_ROUNDS} rounds of external checks")
        return self._service.failure(turn.envelope, turn.event, problem)
