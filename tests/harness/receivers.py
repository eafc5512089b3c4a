"""Real receivers on loopback for what is exported: an HTTP server that can fail in every way, and syslog sockets."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Received:
    """What an HTTP receiver got, and how it answers."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        """Status and headers of the next answers; 0 closes the connection instead. Without one: 204."""
        self.url = ""

    def documents(self) -> list[Any]:
        """The accepted bodies as JSON."""
        return [json.loads(body) for _, _, body in self.requests]


@contextmanager
def http_receiver() -> Iterator[Received]:
    """An HTTP server on loopback; it keeps what it accepted, unpacked."""
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:  # the sender died on the way: no HTTP server takes such a request
                self.close_connection = True
                return
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            status, headers = received.answers.pop(0) if received.answers else (204, {})
            if not status:
                self.close_connection = True
                self.connection.close()
                return
            if 200 <= status < 300:
                received.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    received.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield received
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
