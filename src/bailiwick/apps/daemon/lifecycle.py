"""The life of the daemon: take the lock, listen, serve, tidy up, make room, end.

    start -> lock -> open the service -> listen -> serve ... -> stop listening -> drain -> close the service -> unlock
              |                                      |
              another holds it: exit 0               SIGTERM, SIGINT, idle, socket gone, newer package on disk

Exactly one daemon serves a home: the holder of `run/daemon.lock`. Only the holder touches the
socket, so a socket that nobody answers is always stale and replaced.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import time
from contextlib import suppress

from bailiwick import __version__
from bailiwick.adapters.file_lock import FileLock
from bailiwick.adapters.unix_socket import listen
from bailiwick.apps.daemon.package import PackageWatch, is_newer
from bailiwick.apps.daemon.server import BACKLOG, Connection, Server
from bailiwick.apps.daemon.turns import Turns
from bailiwick.model.errors import BailiwickError, EnvironmentFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from typing import Protocol

    from bailiwick.adapters.home import Home
    from bailiwick.apps.daemon.turns import Answering

    class Service(Answering, Protocol):
        """What a daemon serves (`apps.daemon.service`)."""

        def sync(self) -> None:
            """Makes all answered decisions durable; called on another thread."""
            ...

        @property
        def durable(self) -> bool:
            """True: `sync` before a reply leaves."""
            ...

        def tidy(self) -> None:
            """Housekeeping between calls. May raise `BailiwickError`: it is tried again later."""
            ...

        def close(self) -> None:
            """Save everything and let go."""
            ...


TIDY_SECONDS = 1.0
LOCK_WAIT_SECONDS = 2.0
"""How long a new daemon waits for one that is about to end."""

DRAIN_SECONDS = 5.0
"""How long a daemon that ends waits for the replies under way."""


def lock_file(home: Home) -> str:
    """The file whose lock makes a process the daemon of `home`; it holds that process's id."""
    return f"{home.folder('run')}/daemon.lock"


def serve(home: Home, open_service: Callable[[], Service], *, idle_seconds: float) -> bool:
    """Be the daemon of `home` until told to end; False when another process is the daemon.

    Raises:
        BailiwickError: the home, the log or the socket cannot be used.
    """
    os.umask(0o077)
    home.check()
    home.create()
    lock = _lock(home)
    if lock is None:
        return False
    try:
        watch = PackageWatch()
        service = open_service()
        try:
            listener = listen(home.socket, backlog=BACKLOG)
            try:
                gc.collect()
                gc.freeze()
                asyncio.run(_serve(home, service, listener, watch, idle_seconds))
            finally:
                listener.close()
        finally:
            service.close()
    finally:
        lock.release()
    return True


async def _serve(
    home: Home, service: Service, listener: socket.socket, watch: PackageWatch, idle_seconds: float
) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    turns = Turns(service)
    server = Server(
        turns.take,
        retired=lambda envelope: watch.replaced() or is_newer(envelope.build, __version__),
        failure=service.failure,
        sync=service.sync if service.durable else None,
    )
    sockets = await loop.create_unix_server(lambda: Connection(server), sock=listener, backlog=BACKLOG)
    mine = _socket_identity(home)
    try:
        await _until_end(server, service, stop, idle_seconds, lambda: _socket_identity(home) == mine)
    finally:
        if _socket_identity(home) == mine:
            os.unlink(home.socket)
        sockets.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(server.drained.wait(), DRAIN_SECONDS)
        turns.close()


async def _until_end(
    server: Server, service: Service, stop: asyncio.Event, idle_seconds: float, reachable: Callable[[], bool]
) -> None:
    ends = [asyncio.ensure_future(event.wait()) for event in (stop, server.successor_wanted)]
    clock = asyncio.get_running_loop().time
    while not any(end.done() for end in ends) and clock() - server.last_request < idle_seconds and reachable():
        await asyncio.wait(ends, timeout=min(TIDY_SECONDS, idle_seconds), return_when=asyncio.FIRST_COMPLETED)
        try:
            service.tidy()
        except BailiwickError:
            continue  # a full disk, say: calls are denied for the same reason, and the next turn tries again
    for end in ends:
        end.cancel()


def _lock(home: Home) -> FileLock | None:
    until = time.monotonic() + LOCK_WAIT_SECONDS
    while True:
        try:
            return FileLock(lock_file(home), what="this socket")
        except EnvironmentFault as error:
            if not isinstance(error.__cause__, BlockingIOError):
                raise
            if time.monotonic() > until:
                return None
        time.sleep(0.02)


def _socket_identity(home: Home) -> tuple[int, int]:
    """What lies at the socket's path: another file there means that nobody can reach this daemon any more."""
    try:
        status = os.lstat(home.socket)
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)
