"""How fast the log reaches a sink: entries a second to a local file and to a local HTTP server.

    python benchmarks/export_speed.py            50,000 entries

One process drains; the HTTP server runs beside it on the same machine.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.exporting.run import drain
from log_speed import BODY

NOW = datetime(2026, 11, 20, tzinfo=UTC)


class Sink(BaseHTTPRequestHandler):
    """Reads and forgets."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Take one batch."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stay silent."""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    server = HTTPServer(("127.0.0.1", 0), Sink)
    process = multiprocessing.get_context("fork").Process(target=server.serve_forever, daemon=True)
    process.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        with tempfile.TemporaryDirectory() as folder:
            home = Home(folder)
            home.create()
            with SegmentRecorder(home, now=NOW, background=False) as recorder:
                for _ in range(count):
                    recorder.append("decision", BODY, now=NOW)
            sinks = {
                "file": f"type: file, path: {folder}/out.jsonl",
                "http": f"type: http, url: '{url}'",
                "loki": f"type: loki, url: '{url}'",
            }
            for name, options in sinks.items():
                Path(folder, "sinks.yaml").write_text(f"version: 1\nsinks:\n  - {{name: {name}, {options}}}\n")
                started = time.perf_counter()
                (outcome,) = drain(home)
                assert not outcome.problem, outcome.problem
                print(f"{name:<10} {outcome.passed / (time.perf_counter() - started):>10,.0f} entries/s")
    finally:
        process.terminate()
        process.join()
        server.server_close()


if __name__ == "__main__":
    main()
