"""Asks a daemon whether it lives, without leaving an entry in the log."""

from __future__ import annotations

from bailiwick.adapters.unix_socket import connect
from bailiwick.model.event import Envelope, Reply
from bailiwick.pep.hook.frames import PROBE, encode_reply, encode_request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.adapters.home import Home

PROBE_SECONDS = 2.0


def answers(home: Home) -> bool:
    """True when the daemon of `home` answers a probe in time."""
    expected = encode_reply(Reply())
    try:
        with connect(home.socket, timeout=PROBE_SECONDS) as connection:
            connection.sendall(encode_request(Envelope(PROBE, "closed"), b""))
            return connection.recv(len(expected) + 1) == expected
    except OSError:
        return False
