"""The socket side of the daemon: frames in, replies out, one request per connection.

Guarantees:
1. Only processes of this user are answered; the kernel says who they are.
2. A connection that is slow, too long or not a frame is dropped; its client then decides by its own ways.
3. With durability `disk` a reply leaves after its entries are on the medium; replies that wait
   at the same moment share one flush.
4. Once retired, every request is answered "ask my successor".
"""

from __future__ import annotations

import asyncio
import os

from bailiwick.adapters.unix_socket import peer_user
from bailiwick.model.errors import InputError
from bailiwick.model.event import Reply
from bailiwick.pep.hook.frames import PROBE, RETIRED, decode_request, encode_reply, request_length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from bailiwick.model.event import Envelope

    Taker: TypeAlias = Callable[[Envelope, bytes, Callable[[Reply], None]], None]
    Failure: TypeAlias = Callable[[Envelope, bytes, Exception], Reply]

REQUEST_SECONDS = 5.0
"""How long a client may take to send its request."""

BACKLOG = 128
"""Connections that may wait to be accepted: far more than an agent makes parallel calls."""


class Server:
    """Hands requests to `take` in the order in which they are complete, and replies back."""

    def __init__(
        self,
        take: Taker,
        *,
        retired: Callable[[Envelope], bool],
        failure: Failure | None = None,
        sync: Callable[[], None] | None = None,
    ) -> None:
        """Prepare to serve.

        Args:
            take: answers an event through its third argument, once and perhaps later; never raises.
            retired: true when a successor should answer this and all later requests.
            failure: the reply when `sync` raised; needed with `sync`.
            sync: makes all answered decisions durable; None when the operating system's buffers are durable enough.
        """
        self.last_request = asyncio.get_running_loop().time()
        self.drained = asyncio.Event()
        self.drained.set()
        self.successor_wanted = asyncio.Event()
        self._take = take
        self._retired = retired
        self._commits = None if sync is None or failure is None else _Commits(sync, failure)
        self._open = 0

    def connected(self) -> None:
        """Count one connection in."""
        self._open += 1
        self.drained.clear()

    def disconnected(self) -> None:
        """Count one connection out."""
        self._open -= 1
        if not self._open:
            self.drained.set()

    def serve(self, frame: bytes, send: Callable[[bytes], None]) -> None:
        """Answer one whole request frame.

        Raises:
            InputError: the frame is malformed; nothing was answered.
        """
        envelope, event = decode_request(frame)
        if envelope.dialect == PROBE:
            send(encode_reply(Reply()))
            return
        self.last_request = asyncio.get_running_loop().time()
        if self.successor_wanted.is_set() or self._retired(envelope):
            self.successor_wanted.set()
            send(RETIRED)
            return
        self._take(envelope, event, lambda reply: self._answered(envelope, event, reply, send))

    def _answered(self, envelope: Envelope, event: bytes, reply: Reply, send: Callable[[bytes], None]) -> None:
        if self._commits is None:
            send(encode_reply(reply))
        else:
            self._commits.add(_Waiting(envelope, event, reply, send))


class Connection(asyncio.Protocol):
    """One client."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._complete = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Accept the client if it is a process of this user."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a stream server makes no other
        self._transport = transport
        self._server.connected()
        if peer_user(transport.get_extra_info("socket")) != os.geteuid():
            transport.abort()
            return
        self._deadline = asyncio.get_running_loop().call_later(REQUEST_SECONDS, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Collect the request; answer it when it is whole."""
        if self._complete:
            self._drop()
            return
        self._buffer += data
        try:
            length = request_length(self._buffer)
            if length and len(self._buffer) >= length:
                self._complete = True
                self._stop_deadline()
                self._server.serve(bytes(self._buffer), self._send)
                self._buffer = bytearray()
        except InputError:
            self._drop()

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """The client is gone."""
        self._stop_deadline()
        self._server.disconnected()

    def _send(self, reply: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(reply)
            self._transport.close()

    def _drop(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def _stop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class _Waiting:
    """A reply that waits until its entries are on the medium."""

    def __init__(self, envelope: Envelope, event: bytes, reply: Reply, send: Callable[[bytes], None]) -> None:
        self.envelope = envelope
        self.event = event
        self.reply = reply
        self.send = send


class _Commits:
    """Group commit: replies that come while one flush runs wait together for the next."""

    def __init__(self, sync: Callable[[], None], failure: Failure) -> None:
        self._sync = sync
        self._failure = failure
        self._waiting: list[_Waiting] = []
        self._running: asyncio.Task[None] | None = None

    def add(self, waiting: _Waiting) -> None:
        self._waiting.append(waiting)
        if self._running is None:
            self._running = asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            failure = await self._sync_failure()
            for one in batch:
                reply = one.reply if failure is None else self._failure(one.envelope, one.event, failure)
                one.send(encode_reply(reply))
        self._running = None

    async def _sync_failure(self) -> Exception | None:
        try:
            await asyncio.get_running_loop().run_in_executor(None, self._sync)
        except Exception as error:  # noqa: BLE001 - whatever failed: the waiting calls must be answered with it
            return error
        return None
