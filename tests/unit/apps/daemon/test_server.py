"""The daemon's socket side: who is answered, what is dropped, and when a durable reply leaves."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.unix_socket import listen
from bailiwick.apps.daemon import server as module
from bailiwick.apps.daemon.server import Connection, Server
from bailiwick.model.event import Envelope, Reply
from bailiwick.pep.hook.frames import PROBE, RETIRED, encode_reply, encode_request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

REQUEST = encode_request(Envelope("d", "closed"), b"event")
DENIAL = Reply(2, b"", b"no")


class Daemon:
    """A server on a socket in a folder, in the running loop."""

    def __init__(self, folder: str) -> None:
        self.path = f"{folder}/daemon.sock"
        self.asked: list[bytes] = []
        self.retired = False

    def take(self, _envelope: Envelope, event: bytes, send: Callable[[Reply], None]) -> None:
        self.asked.append(event)
        send(DENIAL)

    @asynccontextmanager
    async def running(self, **options: object) -> AsyncIterator[Server]:
        server = Server(self.take, retired=lambda _: self.retired, **options)  # type: ignore[arg-type]
        listener = listen(self.path, backlog=8)
        sockets = await asyncio.get_running_loop().create_unix_server(lambda: Connection(server), sock=listener)
        try:
            yield server
        finally:
            sockets.close()

    async def ask(self, *parts: bytes) -> bytes:
        reader, writer = await asyncio.open_unix_connection(self.path)
        try:
            for part in parts:
                writer.write(part)
                await writer.drain()
            return await reader.read()
        except ConnectionError:
            return b""
        finally:
            writer.close()


@pytest.fixture
def daemon(tmp_path: Path) -> Daemon:
    return Daemon(os.path.realpath(tmp_path))


def test_a_request_in_one_piece_or_many_is_answered_once(daemon: Daemon) -> None:
    async def scenario() -> None:
        async with daemon.running():
            assert await daemon.ask(REQUEST) == encode_reply(DENIAL)
            assert await daemon.ask(*(bytes([byte]) for byte in REQUEST)) == encode_reply(DENIAL)

    asyncio.run(scenario())
    assert daemon.asked == [b"event", b"event"]


@pytest.mark.parametrize(
    "data",
    [b"GET / HTTP/1.1\r\n", b"BWK1\xff\xff\xff\xff", REQUEST[:8] + b"\xff" * (len(REQUEST) - 8), REQUEST + b"x"],
)
def test_what_is_no_request_is_dropped(daemon: Daemon, data: bytes) -> None:
    async def scenario() -> None:
        async with daemon.running():
            assert await daemon.ask(data, b"more") in (b"", encode_reply(DENIAL))
            assert await daemon.ask(REQUEST) == encode_reply(DENIAL)

    asyncio.run(scenario())
    assert daemon.asked[-1] == b"event"
    if not data.startswith(REQUEST):
        assert daemon.asked == [b"event"]


def test_a_slow_request_is_dropped(daemon: Daemon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REQUEST_SECONDS", 0.05)

    async def scenario() -> None:
        async with daemon.running() as server:
            assert await daemon.ask(REQUEST[:10]) == b""
            await asyncio.wait_for(server.drained.wait(), 5)

    asyncio.run(scenario())


def test_another_user_is_not_answered(daemon: Daemon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "peer_user", lambda _connection: os.geteuid() + 1)

    async def scenario() -> None:
        async with daemon.running():
            assert await daemon.ask(REQUEST) == b""

    asyncio.run(scenario())
    assert daemon.asked == []


def test_a_probe_is_answered_without_asking(daemon: Daemon) -> None:
    async def scenario() -> None:
        async with daemon.running():
            assert await daemon.ask(encode_request(Envelope(PROBE, "closed"), b"")) == encode_reply(Reply())

    asyncio.run(scenario())
    assert daemon.asked == []


def test_once_retired_always_retired(daemon: Daemon) -> None:
    async def scenario() -> None:
        async with daemon.running() as server:
            daemon.retired = True
            assert await daemon.ask(REQUEST) == RETIRED
            daemon.retired = False
            assert await daemon.ask(REQUEST) == RETIRED
            assert server.successor_wanted.is_set()

    asyncio.run(scenario())
    assert daemon.asked == []


class Disk:
    """A flush that waits to be released, and counts."""

    def __init__(self) -> None:
        self.flushes = 0
        self.release = threading.Semaphore(0)
        self.error: Exception | None = None

    def sync(self) -> None:
        self.release.acquire()
        self.flushes += 1
        if self.error is not None:
            raise self.error


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - what is waited for happens in another thread
        await asyncio.sleep(0.001)


def test_durable_replies_leave_after_the_flush_and_share_it(daemon: Daemon) -> None:
    disk = Disk()

    async def scenario() -> None:
        async with daemon.running(sync=disk.sync, failure=lambda *_: Reply(2, b"", b"disk")):
            first = asyncio.create_task(daemon.ask(REQUEST))
            await until(lambda: len(daemon.asked) == 1)
            others = [asyncio.create_task(daemon.ask(REQUEST)) for _ in range(9)]
            await until(lambda: len(daemon.asked) == 10)
            assert not first.done()
            disk.release.release()
            assert await first == encode_reply(DENIAL)
            assert not any(other.done() for other in others)
            disk.release.release()
            assert await asyncio.gather(*others) == [encode_reply(DENIAL)] * 9

    asyncio.run(asyncio.wait_for(scenario(), 30))
    assert disk.flushes == 2


def test_a_failed_flush_answers_with_the_failure(daemon: Daemon) -> None:
    disk = Disk()
    disk.error = OSError(28, "full")
    disk.release.release()

    async def scenario() -> None:
        async with daemon.running(sync=disk.sync, failure=lambda *_: Reply(2, b"", b"disk")):
            assert await daemon.ask(REQUEST) == encode_reply(Reply(2, b"", b"disk"))

    asyncio.run(asyncio.wait_for(scenario(), 30))
