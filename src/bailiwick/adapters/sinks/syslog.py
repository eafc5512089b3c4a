"""A sink that speaks syslog (RFC 5424) over UDP, TCP or a Unix socket; the message is an OCSF event in JSON."""

from __future__ import annotations

import json
import os
import socket

from bailiwick.adapters.sinks.ocsf import event, severity
from bailiwick.adapters.sinks.sink import SinkFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.adapters.log_reader import Placed

TIMEOUT_SECONDS = 10.0
DATAGRAM_BYTES = 8192
"""Longest datagram; RFC 5426 lets receivers cut longer ones. A longer event goes without its `unmapped` part."""

_FACILITY = 13
"""`log audit` (RFC 5424 section 6.2.1)."""

_SEVERITIES = {1: 6, 2: 5, 3: 4, 4: 3, 5: 2}
"""OCSF severity to syslog's."""


class SyslogSink:
    """Sends each entry as one message; over TCP with octet counting (RFC 6587)."""

    def __init__(self, transport: str, address: str, *, host: str) -> None:
        """Send by `udp` or `tcp` to `HOST:PORT`, or by `unix` to the path of a socket, as the machine named `host`."""
        self._transport = transport
        self._address = address
        self._host = host
        self._socket: socket.socket | None = None

    def send(self, batch: Sequence[Placed]) -> None:
        """Send the entries one after another. Datagrams that nobody reads are lost unseen, as syslog is."""
        try:
            connection = self._socket = self._socket or self._connect()
            for placed in batch:
                line = message(placed, host=self._host)
                if self._transport != "tcp":
                    connection.send(
                        line if len(line) <= DATAGRAM_BYTES else message(placed, host=self._host, short=True)
                    )
                else:
                    connection.sendall(b"%d %s" % (len(line), line))
        except OSError as error:
            self.close()
            raise SinkFault(f"cannot send to syslog at `{self._address}`: {error.strerror or error}") from error

    def close(self) -> None:
        """Let the connection go."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _connect(self) -> socket.socket:
        if self._transport == "unix":
            made = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            made.settimeout(TIMEOUT_SECONDS)
            made.connect(self._address)
            return made
        host, _, port = self._address.rpartition(":")
        if self._transport == "tcp":
            return socket.create_connection((host.strip("[]"), int(port)), timeout=TIMEOUT_SECONDS)
        family, kind, protocol, _, target = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_DGRAM)[0]
        made = socket.socket(family, kind, protocol)
        made.settimeout(TIMEOUT_SECONDS)
        made.connect(target)
        return made


def message(placed: Placed, *, host: str, short: bool = False) -> bytes:
    """One message: priority, time, host, application, process, kind of entry, and the event."""
    plain = event(placed)
    if short:
        plain.pop("unmapped", None)
    number = 8 * _FACILITY + _SEVERITIES[severity(placed.entry.body)[0]]
    name = "".join(one for one in host if one.isascii() and one.isprintable() and one != " ")[:255] or "-"
    head = f"<{number}>1 {placed.entry.time} {name} bailiwick {os.getpid()} {placed.entry.kind} - "
    return (head + json.dumps(plain, ensure_ascii=True, separators=(",", ":"))).encode()
