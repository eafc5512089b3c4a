"""A loopback server that plays a `Script` as the Messages API, so that a real agent client runs without a model.

It listens on 127.0.0.1 only, needs no key, answers `/v1/messages` (streamed or whole), `/v1/messages/count_tokens`
and `/v1/models`, and keeps every request in order of arrival.
"""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from bailiwick.apps.live.conversation import Player, tool_results
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from bailiwick.apps.live.conversation import Script, ToolResult, Turn

MAX_REQUEST_BYTES = 32 * 1024 * 1024
"""A client request with a long transcript is a few megabytes."""

_USAGE = {"input_tokens": 100, "output_tokens": 10, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}


class Received(Value):
    """One request to the model. Times are in seconds of the monotonic clock."""

    conversation: str
    """`main`, `side`, a subagent's marker, or empty for other paths."""
    path: str
    body: Mapping[str, Any]
    arrived: float
    answered: float


class ScriptedModel:
    """The server, as a context manager; `url` is what the client takes as the API's base address."""

    def __init__(self, script: Script) -> None:
        self.received: list[Received] = []
        self.failures: list[BaseException] = []
        """What a turn's `before` raised; the client got an HTTP 500 for it."""
        self._player = Player(script)
        self._lock = threading.Lock()
        self._server = _Server(self)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def results(self) -> dict[str, ToolResult]:
        """What the model was shown of each call, by `tool_use` id, subagents included."""
        return tool_results([request.body for request in self.received])

    def answer(self, body: Mapping[str, Any]) -> tuple[str, Turn]:
        """The conversation and the turn for one request."""
        with self._lock:
            conversation, turn = self._player.answer(body)
        if turn.before is not None:
            turn.before()
        return conversation, turn

    def record(self, received: Received) -> None:
        """Keep one request."""
        with self._lock:
            self.received.append(received)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, model: ScriptedModel) -> None:
        self.model = model
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server
    _body: Mapping[str, Any] = EMPTY
    _arrived = 0.0

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class named it
        """Stay silent: the record of requests is the log."""

    def do_HEAD(self) -> None:
        self._send(200, b"", "application/json")

    def do_GET(self) -> None:
        known = self.path.startswith("/v1/models")
        self._send_json(200, {"data": [], "has_more": False}) if known else self._send_error(404, "no such path")

    def do_POST(self) -> None:
        self._arrived = time.monotonic()
        length = int(self.headers.get("content-length") or 0)
        if length > MAX_REQUEST_BYTES:
            self._send_error(413, "request too large")
            return
        raw = self.rfile.read(length)
        self._body = _parsed(raw)
        path = self.path.partition("?")[0]
        try:
            if path == "/v1/messages/count_tokens":
                self._send_json(200, {"input_tokens": len(raw) // 4 + 1})
            elif path == "/v1/messages":
                self._play()
            else:
                self._send_error(404, "no such path")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _play(self) -> None:
        body = self._body
        try:
            conversation, turn = self.server.model.answer(body)
        except Exception as error:  # noqa: BLE001 - kept for the caller of the session, who raises it
            self.server.model.failures.append(error)
            self._send_error(500, "a step of the script failed")
            return
        if turn.status != 200:
            self._send_error(turn.status, "scripted error", conversation)
        elif body.get("stream"):
            self._send(200, b"".join(_events(_message(body, turn))), "text/event-stream", conversation)
        else:
            self._send_json(200, _message(body, turn), conversation)

    def _send(self, status: int, data: bytes, content_type: str, conversation: str = "") -> None:
        """Answer. The record comes first: who has the answer can count on finding it."""
        if self.command == "POST":
            received = Received(conversation, self.path, self._body, self._arrived, time.monotonic())
            self.server.model.record(received)
        self.send_response(status)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _send_json(self, status: int, document: object, conversation: str = "") -> None:
        self._send(status, json.dumps(document).encode(), "application/json", conversation)

    def _send_error(self, status: int, message: str, conversation: str = "") -> None:
        self._send_json(status, {"type": "error", "error": {"type": "api_error", "message": message}}, conversation)


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _message(body: Mapping[str, Any], turn: Turn) -> dict[str, Any]:
    return {
        "id": f"msg_{time.monotonic_ns():x}",
        "type": "message",
        "role": "assistant",
        "model": body.get("model", "scripted"),
        "content": turn.blocks,
        "stop_reason": "tool_use" if turn.calls else "end_turn",
        "stop_sequence": None,
        "usage": dict(_USAGE),
    }


def _events(message: dict[str, Any]) -> Iterator[bytes]:
    """The server-sent events that carry `message`."""
    yield _event("message_start", message={**message, "content": [], "stop_reason": None})
    for index, block in enumerate(message["content"]):
        if block["type"] == "text":
            start: dict[str, Any] = {"type": "text", "text": ""}
            delta = {"type": "text_delta", "text": block["text"]}
        else:
            start = {**block, "input": {}}
            delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
        yield _event("content_block_start", index=index, content_block=start)
        yield _event("content_block_delta", index=index, delta=delta)
        yield _event("content_block_stop", index=index)
    yield _event(
        "message_delta",
        delta={"stop_reason": message["stop_reason"], "stop_sequence": None},
        usage={"output_tokens": message["usage"]["output_tokens"]},
    )
    yield _event("message_stop")


def _event(name: str, **fields: object) -> bytes:
    return f"event: {name}\ndata: {json.dumps({'type': name, **fields})}\n\n".encode()
