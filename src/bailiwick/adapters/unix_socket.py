"""Unix sockets in a directory, by relative name: an absolute path may be longer than the kernel takes.

Changes the working directory for a moment; call it while the process has one thread.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from contextlib import contextmanager

from bailiwick.model.errors import EnvironmentFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def listen(path: str, *, backlog: int) -> socket.socket:
    """A non-blocking listener at `path`, mode 0600, in place of whatever lies there.

    Raises:
        EnvironmentFault: the directory or the name cannot be used.
    """
    folder, name = os.path.split(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _inside(folder):
            if os.path.lexists(name):
                os.unlink(name)
            listener.bind(name)
            os.chmod(name, 0o600)
        listener.listen(backlog)
        listener.setblocking(False)  # noqa: FBT003 - the standard library's signature
    except OSError as error:
        listener.close()
        raise EnvironmentFault(
            f"cannot listen on `{path}`: {error.strerror}", remedy=f"remove `{path}`, or repair its directory"
        ) from error
    return listener


def connect(path: str, *, timeout: float) -> socket.socket:
    """A connection to the listener at `path`, which must belong to this user. Raises `OSError`."""
    folder, name = os.path.split(path)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout)
        with _inside(folder):
            connection.connect(name)
        if peer_user(connection) != os.geteuid():
            raise PermissionError(1, "the listener runs as another user", path)
    except OSError:
        connection.close()
        raise
    return connection


def peer_user(connection: socket.socket) -> int:
    """User id of the process at the other end, as the kernel knows it; -1 when it cannot say."""
    try:
        if hasattr(socket, "SO_PEERCRED"):
            credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
            return int(struct.unpack("3i", credentials)[1])
        # struct xucred of Darwin and the BSDs: version, user, groups
        credentials = connection.getsockopt(0, getattr(socket, "LOCAL_PEERCRED", 1), 76)
        return int.from_bytes(credentials[4:8], sys.byteorder)
    except OSError:
        return -1


@contextmanager
def _inside(folder: str) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
