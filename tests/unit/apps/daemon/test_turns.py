"""Events in turn: one that waits for external checks holds up its own session only."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from bailiwick.apps.daemon.turns import Turns
from bailiwick.engine.deferral import Deferred
from bailiwick.model import bounds
from bailiwick.model.event import Envelope, Reply
from bailiwick.model.fact import CheckFact, CheckQuery, CheckResult

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

ENVELOPE = Envelope("d", "closed")
FAILURE = Reply(2, b"", b"failed")


class Service:
    """Events are `SESSION:NAME[:CHECK...]`: the checks are wanted one after the other, and the reply is the event."""

    def __init__(self) -> None:
        self.answered: list[str] = []
        self.checking: dict[str, threading.Event] = {}
        """Checks that do not answer before their event is set."""
        self.broken = False
        self.errors: list[Exception] = []

    def answer(self, _envelope: Envelope, event: bytes, answers: Mapping[CheckQuery, CheckFact]) -> Reply:
        for name in event.decode().split(":")[2:]:
            if query(name) not in answers:
                raise Deferred([query(name)])
        self.answered.append(event.decode())
        return Reply(0, event, b"")

    def session(self, _envelope: Envelope, event: bytes) -> str:
        return event.decode().partition(":")[0]

    def check(self, queries: Collection[CheckQuery]) -> Mapping[CheckQuery, CheckFact]:
        if self.broken:
            raise OSError("no more threads")
        for one in queries:
            if one.check in self.checking:
                assert self.checking[one.check].wait(10)
        return {one: CheckFact(CheckResult.PASS) for one in queries}

    def failure(self, _envelope: Envelope, _event: bytes, error: Exception) -> Reply:
        self.errors.append(error)
        return FAILURE


def query(name: str) -> CheckQuery:
    return CheckQuery(name, ("/x",), "", 1000, "/", "")


def run(service: Service, play: Callable[[Callable[[str], asyncio.Future[Reply]]], object]) -> None:
    """Play within a loop; `play` gets a function that hands in an event and returns its future reply."""

    async def played() -> None:
        turns = Turns(service)

        def ask(event: str) -> asyncio.Future[Reply]:
            reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
            turns.take(ENVELOPE, event.encode(), reply.set_result)
            return reply

        await play(ask)  # type: ignore[misc]  # a coroutine function
        turns.close()

    asyncio.run(asyncio.wait_for(played(), 10))


def test_events_that_wait_for_nothing_are_answered_at_once() -> None:
    service = Service()

    async def play(ask: Callable[[str], asyncio.Future[Reply]]) -> None:
        assert ask("a:1").result() == Reply(0, b"a:1", b"")

    run(service, play)


def test_a_session_waits_behind_its_own_checks_and_others_do_not() -> None:
    service = Service()
    gate = service.checking["slow"] = threading.Event()

    async def play(ask: Callable[[str], asyncio.Future[Reply]]) -> None:
        held, behind, last = ask("a:1:slow"), ask("a:2:quick"), ask("a:3")
        assert ask("b:1").done()
        assert not held.done()
        gate.set()
        await asyncio.gather(held, behind, last)
        assert ask("a:4").done()

    run(service, play)
    assert service.answered == ["b:1", "a:1:slow", "a:2:quick", "a:3", "a:4"]


def test_two_sessions_wait_for_their_checks_side_by_side() -> None:
    service = Service()
    gate = service.checking["slow"] = threading.Event()

    async def play(ask: Callable[[str], asyncio.Future[Reply]]) -> None:
        held = ask("a:1:slow")
        await ask("b:1:quick:other")
        assert not held.done()
        gate.set()
        await held

    run(service, play)


def test_a_check_that_cannot_run_is_a_failure_of_the_call_and_frees_its_session() -> None:
    service = Service()
    service.broken = True

    async def play(ask: Callable[[str], asyncio.Future[Reply]]) -> None:
        held, behind = ask("a:1:quick"), ask("a:2")
        assert await held == FAILURE
        assert await behind == Reply(0, b"a:2", b"")

    run(service, play)
    assert str(service.errors[0]) == "no more threads"


def test_a_call_that_wants_ever_more_checks_is_a_failure() -> None:
    service = Service()
    event = ":".join(["a", "1", *map(str, range(bounds.FACT_ROUNDS + 1))])

    async def play(ask: Callable[[str], asyncio.Future[Reply]]) -> None:
        assert await ask(event) == FAILURE

    run(service, play)
    assert "rounds of external checks" in str(service.errors[0])
