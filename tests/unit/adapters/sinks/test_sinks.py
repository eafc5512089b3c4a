"""What each destination gets, checked as the destination's own documentation reads it."""

from __future__ import annotations

import hmac
import json
import socket
import time
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from receivers import http_receiver

from bailiwick.adapters.home import Home
from bailiwick.adapters.log_reader import Placed
from bailiwick.adapters.sinks.kyvvu import step, tasks
from bailiwick.adapters.sinks.ocsf import event
from bailiwick.adapters.sinks.otlp import span_id, trace_id
from bailiwick.adapters.sinks.settings import SinkSettings, open_sink, parse_sinks, read_sinks
from bailiwick.adapters.sinks.sink import SinkFault
from bailiwick.model.errors import BailiwickError, EnvironmentFault, PolicyError, UsageError


def settings(**options: Any) -> SinkSettings:
    lines = "".join(f"    {name}: {json.dumps(value)}\n" for name, value in options.items())
    (made,) = parse_sinks(f"version: 1\nsinks:\n  - name: one\n{lines}", "sinks.yaml")
    return made


def test_a_file_holds_one_line_an_entry_and_is_rotated(entries: list[Placed], tmp_path: Path) -> None:
    sink = open_sink(settings(type="file", path=str(tmp_path / "out.jsonl"), rotate_bytes=2000, keep=2))
    for placed in entries * 3:
        sink.send([placed])
    files = sorted(path.name for path in tmp_path.glob("out.jsonl*"))
    assert files == ["out.jsonl", "out.jsonl.1", "out.jsonl.2"]
    newest = [json.loads(line)["sequence"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert newest[-1] == entries[-1].entry.sequence
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.glob("out.jsonl*"))


def test_http_gets_the_batch_packed_and_authorized(entries: list[Placed], tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("t0ken\n")
    with http_receiver() as received:
        sink = open_sink(settings(type="http", url=f"{received.url}/in?x=1", token_file=str(token)))
        sink.send(entries)
        sink.send(entries[:1])
        sink.close()
    path, headers, _ = received.requests[0]
    assert (path, headers["authorization"], headers["content-encoding"]) == ("/in?x=1", "Bearer t0ken", "gzip")
    assert received.documents() == [[placed.plain() for placed in entries], [entries[0].plain()]]
    assert received.requests[0][1]["idempotency-key"] != received.requests[1][1]["idempotency-key"]


@pytest.mark.parametrize(
    ("answer", "told"), [((500, {}), 0.0), ((429, {"Retry-After": "7"}), 7.0), ((0, {}), 0.0), ((301, {}), 0.0)]
)
def test_a_destination_that_fails_is_told_and_works_the_next_time(
    entries: list[Placed], answer: tuple[int, dict[str, str]], told: float
) -> None:
    with http_receiver() as received:
        sink = open_sink(settings(type="http", url=received.url))
        received.answers.append(answer)
        with pytest.raises(SinkFault) as fault:
            sink.send(entries)
        assert fault.value.retry_seconds == told
        sink.send(entries)
        sink.close()
    assert len(received.requests) == 1


def test_nobody_listening_is_a_fault_of_the_sink(entries: list[Placed]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(SinkFault, match="cannot reach"):
            open_sink(settings(type="http", url=f"http://127.0.0.1:{port}")).send(entries)


def test_loki_gets_streams_with_few_labels_and_values_in_order(entries: list[Placed]) -> None:
    with http_receiver() as received:
        sink = open_sink(settings(type="loki", url=f"{received.url}/loki/api/v1/push", labels={"site": "a"}))
        sink.send(entries)
        sink.close()
    (pushed,) = received.documents()
    assert set(pushed) == {"streams"}
    lines = 0
    for stream in pushed["streams"]:
        assert set(stream) == {"stream", "values"}
        assert set(stream["stream"]) <= {"job", "site", "kind", "verdict", "agent"}
        for nanoseconds, line, metadata in stream["values"]:
            assert nanoseconds.isdigit()
            assert len(nanoseconds) == 19
            assert json.loads(line)["reference"] == metadata["reference"]
            lines += 1
    assert lines == len(entries)


def test_a_webhook_is_signed_so_that_a_receiver_can_check_it(entries: list[Placed], tmp_path: Path) -> None:
    key = bytes(range(32))
    secret = tmp_path / "secret"
    secret.write_text("whsec_" + b64encode(key).decode())
    incident = next(placed for placed in entries if placed.entry.kind == "incident")
    with http_receiver() as received:
        sink = open_sink(settings(type="webhook", url=received.url, secret_file=str(secret)))
        sink.send([incident])
        sink.send([incident])
        sink.close()
    (_, first, body), (_, second, _) = received.requests
    signed = f"{first['webhook-id']}.{first['webhook-timestamp']}.".encode() + body
    expected = b64encode(hmac.new(key, signed, sha256).digest()).decode()
    assert first["webhook-signature"] == f"v1,{expected}"
    assert abs(int(first["webhook-timestamp"]) - time.time()) < 60
    assert first["webhook-id"] == second["webhook-id"]
    assert json.loads(body)["type"] == "bailiwick.incident"


def _syslog(line: bytes) -> tuple[int, list[str], dict[str, Any]]:
    """Priority, header fields and event of a message, read by the grammar of RFC 5424."""
    head, _, text = line.partition(b" - ")
    priority, _, rest = head.decode().removeprefix("<").partition(">")
    return int(priority), rest.split(" "), json.loads(text)


def test_syslog_over_udp_carries_an_event_a_datagram(entries: list[Placed]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(5)
        sink = open_sink(settings(type="syslog", address=f"127.0.0.1:{server.getsockname()[1]}", host="dev 1"))
        sink.send(entries)
        sink.close()
        messages = [_syslog(server.recv(65536)) for _ in entries]
    for placed, (priority, fields, plain) in zip(entries, messages, strict=True):
        assert fields[:4] == ["1", placed.entry.time, "dev1", "bailiwick"]
        assert plain == event(placed)
        assert priority // 8 == 13
    assert [priority % 8 for priority, _, _ in messages] == [6, 6, 2, 6, 6, 6, 3, 6]


def test_syslog_over_tcp_counts_octets(entries: list[Placed]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        sink = open_sink(settings(type="syslog", transport="tcp", address=f"127.0.0.1:{server.getsockname()[1]}"))
        sink.send(entries)
        sink.close()
        connection, _ = server.accept()
        with connection, connection.makefile("rb") as stream:
            data = stream.read()
    found = []
    while data:
        count, _, rest = data.partition(b" ")
        found.append(_syslog(rest[: int(count)])[2])
        data = rest[int(count) :]
    assert found == [event(placed) for placed in entries]


def test_syslog_over_a_unix_socket_reaches_the_machines_own_daemon(entries: list[Placed], tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(str(tmp_path / "log"))
        server.settimeout(5)
        sink = open_sink(settings(type="syslog", transport="unix", address=str(tmp_path / "log")))
        sink.send(entries[:1])
        sink.close()
        assert _syslog(server.recv(65536))[2] == event(entries[0])


def test_ocsf_events_have_consistent_classes_and_the_severity_of_what_happened(entries: list[Placed]) -> None:
    events = {placed.entry.sequence: event(placed) for placed in entries}
    for one in events.values():
        assert one["type_uid"] == one["class_uid"] * 100 + one["activity_id"]
        assert len(str(one["time"])) == 13
    denied, incident = events[2], events[6]
    assert (denied["class_uid"], denied["severity"], denied["disposition"]) == (6003, "Critical", "Blocked")
    assert (incident["class_uid"], incident["severity_id"]) == (2004, 4)
    assert events[3]["disposition"] == "Allowed"


def test_kyvvu_steps_belong_to_tasks_and_have_legal_kinds(entries: list[Placed]) -> None:
    grouped = list(tasks(entries))
    assert [(task["task_id"], len(task["steps"])) for task in grouped] == [("s-1", 4), ("s-2", 1)]
    kinds = [(one["kind"], one.get("verb")) for task in grouped for one in task["steps"]]
    assert kinds == [
        ("task.start", None),
        ("step.exec", None),
        ("step.resource", "GET"),
        ("step.model", None),
        ("task.end", None),
    ]
    denied = grouped[0]["steps"][1]
    assert denied["output"]["status"] == "blocked"
    assert denied["properties"]["command"] == "rm x"
    assert grouped[0]["steps"][3]["properties"]["usage"]["total_tokens"] == 115
    outcome = next(placed for placed in entries if placed.entry.kind == "outcome")
    assert step(outcome) is None


def test_otlp_spans_join_a_call_to_its_decision(entries: list[Placed]) -> None:
    pytest.importorskip("opentelemetry.sdk")
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    with http_receiver() as received:
        sink = open_sink(settings(type="otlp-traces", url=f"{received.url}/v1/traces"))
        sink.send(entries)
        sink.close()
    ((path, _, body),) = received.requests
    request = ExportTraceServiceRequest.FromString(body)
    spans = [span for one in request.resource_spans for scope in one.scope_spans for span in scope.spans]
    assert path == "/v1/traces"
    assert [span.name for span in spans] == ["decide Bash", "decide Read", "execute_tool Read"]
    assert {int.from_bytes(span.trace_id, "big") for span in spans} == {trace_id("s-1")}
    decided = next(placed for placed in entries if placed.entry.body.get("tool") == "Read")
    assert int.from_bytes(spans[2].parent_span_id, "big") == span_id(decided.reference)
    assert spans[2].end_time_unix_nano - spans[2].start_time_unix_nano == 40_000_000
    assert spans[0].status.code == 2
    found = {one.key: one.value.string_value for one in spans[0].attributes}
    assert (found["gen_ai.tool.name"], found["bailiwick.verdict"]) == ("Bash", "deny")


def test_otlp_logs_carry_every_entry(entries: list[Placed]) -> None:
    pytest.importorskip("opentelemetry.sdk")
    from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest

    with http_receiver() as received:
        sink = open_sink(settings(type="otlp-logs", url=f"{received.url}/v1/logs"))
        sink.send(entries)
        sink.close()
    request = ExportLogsServiceRequest.FromString(received.requests[0][2])
    records = [record for one in request.resource_logs for scope in one.scope_logs for record in scope.log_records]
    assert len(records) == len(entries)
    assert [record.severity_text for record in records] == [
        "INFO",
        "INFO",
        "ERROR",
        "INFO",
        "INFO",
        "INFO",
        "ERROR",
        "INFO",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "version: 2\nsinks: []",
        "version: 1\nsinks:\n  - {name: a, type: stdout}",
        "version: 1\nsinks:\n  - {name: a, type: file}",
        "version: 1\nsinks:\n  - {name: a, type: file, path: x, pth: y}",
        "version: 1\nsinks:\n  - {name: ../a, type: file, path: x}",
        "version: 1\nsinks:\n  - {name: a, type: file, path: x, only: {severity: grave}}",
        "version: 1\nsinks:\n  - {name: a, type: file, path: x, batch: 0}",
        "version: 1\nsinks:\n  - {name: a, type: file, path: x}\n  - {name: a, type: file, path: y}",
        "version: 1\nsink: []",
        "[]",
    ],
)
def test_a_file_that_is_not_right_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(PolicyError, match=r"sinks.yaml:\d+:\d+"):
        parse_sinks(text, "sinks.yaml")


@pytest.mark.parametrize(
    "options",
    [
        {"type": "http", "url": "ftp://x"},
        {"type": "http", "url": "http://" + "user" + ":word@x/"},
        {"type": "file", "path": "here.jsonl"},
        {"type": "file", "path": "/x", "rotate_bytes": "many"},
        {"type": "file", "path": "/x", "keep": -1},
        {"type": "syslog", "address": "nowhere"},
        {"type": "syslog", "address": "x:1", "transport": "pigeon"},
    ],
)
def test_an_option_that_cannot_be_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        open_sink(settings(**options))


def test_a_secret_that_is_not_there_is_said_by_name(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="NO_SUCH_TOKEN"):
        open_sink(settings(type="http", url="http://127.0.0.1:1", token_env="NO_SUCH_TOKEN"))
    with pytest.raises(BailiwickError):
        open_sink(settings(type="webhook", url="http://127.0.0.1:1", secret_file=str(tmp_path / "none")))
    short = tmp_path / "short"
    short.write_text("whsec_" + b64encode(b64decode("AAAA")).decode())
    with pytest.raises(UsageError, match="24 to 64"):
        open_sink(settings(type="webhook", url="http://127.0.0.1:1", secret_file=str(short)))


def test_only_what_a_sink_wants_is_admitted(entries: list[Placed], home: Home) -> None:
    Path(home.root, "sinks.yaml").write_text(
        "version: 1\nsinks:\n"
        "  - {name: all, type: file, path: x}\n"
        "  - {name: severe, type: file, path: x, only: {severity: high}}\n"
        "  - {name: denied, type: file, path: x, only: {kinds: decision, verdicts: [deny]}}\n"
        "  - {name: other, type: file, path: x, only: {agents: [codex]}}\n"
    )
    admitted = {
        sink.name: [placed.entry.sequence for placed in entries if sink.only.admits(placed)]
        for sink in read_sinks(home)
    }
    assert admitted == {"all": list(range(8)), "severe": [2, 6], "denied": [2], "other": []}
