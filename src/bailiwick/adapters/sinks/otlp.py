"""Sinks that speak OTLP over HTTP through the OpenTelemetry SDK: calls as spans, entries as log records.

A session is a trace. A decision is a span of the time it took; the call's execution is a child of it, known when its
outcome is. Names of attributes follow the semantic conventions for generative AI where there are any.
"""

from __future__ import annotations

from hashlib import sha256

from bailiwick import __version__
from bailiwick.adapters.sinks.sink import SinkFault
from bailiwick.adapters.sinks.times import nanoseconds
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import Enum
    from typing import Any, Protocol

    from bailiwick.adapters.log_reader import Placed

    class Exporter(Protocol):
        """What the exporters of the SDK have in common."""

        def export(self, batch: Sequence[Any], /) -> Enum:
            """Send a batch; the answer's name is SUCCESS when it was taken."""

        def shutdown(self) -> None:
            """Let the connection go."""


_SEVERITIES = {"deny": (17, "ERROR"), "indeterminate": (17, "ERROR"), "ask": (13, "WARN")}
_INFO = (9, "INFO")
_TEXTS = (
    "agent",
    "session",
    "subagent",
    "role",
    "tool",
    "call",
    "verdict",
    "answered",
    "mode",
    "policy",
    "status",
    "what",
)


class OtlpSink:
    """Exports what becomes of entries through an exporter of the OpenTelemetry SDK."""

    def __init__(self, url: str, exporter: Exporter, form: Callable[[Placed], Any | None]) -> None:
        """Export to `url` what `form` makes of each entry; entries of which it makes nothing are left out."""
        self._url = url
        self._exporter = exporter
        self._form = form

    def send(self, batch: Sequence[Placed]) -> None:
        """Export the entries of the batch.

        Raises:
            SinkFault: the receiver did not take them.
        """
        items = [item for placed in batch if (item := self._form(placed)) is not None]
        if items and self._exporter.export(items).name != "SUCCESS":
            raise SinkFault(f"`{self._url}` did not take {len(items)} items")

    def close(self) -> None:
        """Let the connection go."""
        self._exporter.shutdown()


def trace_sink(url: str, headers: Mapping[str, str]) -> OtlpSink:
    """Spans to `url`, which ends in `/v1/traces`.

    Raises:
        UsageError: the extra `otel` is not installed.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    except ModuleNotFoundError as error:
        raise _missing() from error
    return OtlpSink(url, OTLPSpanExporter(endpoint=url, headers=dict(headers)), _span)


def log_sink(url: str, headers: Mapping[str, str]) -> OtlpSink:
    """Log records to `url`, which ends in `/v1/logs`.

    Raises:
        UsageError: the extra `otel` is not installed.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    except ModuleNotFoundError as error:
        raise _missing() from error
    return OtlpSink(url, OTLPLogExporter(endpoint=url, headers=dict(headers)), _record)


def trace_id(session: str) -> int:
    """The trace of a session."""
    return int.from_bytes(sha256(b"bailiwick/trace/" + session.encode()).digest()[:16], "big")


def span_id(reference: str) -> int:
    """The span of the entry with this id."""
    return int.from_bytes(sha256(b"bailiwick/span/" + reference.encode()).digest()[:8], "big")


def attributes(placed: Placed) -> dict[str, Any]:
    """An entry's attributes; empty ones are left out."""
    entry, body = placed.entry, placed.entry.body
    found: dict[str, Any] = {"bailiwick.entry": entry.sequence, "bailiwick.reference": placed.reference}
    found["bailiwick.kind"] = entry.kind
    found |= {f"bailiwick.{name}": value for name in _TEXTS if isinstance(value := body.get(name), str) and value}
    rules = body.get("rules")
    if isinstance(rules, list) and rules:
        found["bailiwick.rules"] = tuple(str(rule.get("rule")) for rule in rules if isinstance(rule, dict))
    if body.get("tool"):
        found |= {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": str(body["tool"])}
    if body.get("call"):
        found["gen_ai.tool.call.id"] = str(body["call"])
    if entry.kind == "model":
        found |= {"gen_ai.operation.name": "chat", "gen_ai.request.model": str(body.get("model", "")), **_usage(body)}
    if body.get("session"):
        found["gen_ai.conversation.id"] = str(body["session"])
    return found


def _usage(body: Mapping[str, Any]) -> dict[str, int]:
    usage = body.get("usage")
    known = usage if isinstance(usage, dict) else {}
    return {
        f"gen_ai.usage.{name}_tokens": count for name in ("input", "output") if type(count := known.get(name)) is int
    }


def _span(placed: Placed) -> Any | None:
    from opentelemetry.sdk.trace import ReadableSpan
    from opentelemetry.trace import SpanContext, SpanKind, TraceFlags
    from opentelemetry.trace.status import Status, StatusCode

    entry, body = placed.entry, placed.entry.body
    if entry.kind not in ("decision", "outcome"):
        return None
    trace, sampled = trace_id(str(body.get("session", ""))), TraceFlags(TraceFlags.SAMPLED)
    decided = str(body.get("decision", "")) if entry.kind == "outcome" else ""
    parent = SpanContext(trace, span_id(decided), is_remote=False, trace_flags=sampled) if decided else None
    took = (
        1000 * _whole(body.get("micros")) if entry.kind == "decision" else 1_000_000 * _whole(body.get("duration_ms"))
    )
    end = nanoseconds(entry.time)
    failed = body.get("answered") == "deny" or body.get("status") == "failed"
    return ReadableSpan(
        name=f"{'decide' if entry.kind == 'decision' else 'execute_tool'} {body.get('tool', '')}".strip(),
        context=SpanContext(trace, span_id(placed.reference), is_remote=False, trace_flags=sampled),
        parent=parent,
        resource=_resource(),
        attributes=attributes(placed),
        kind=SpanKind.INTERNAL,
        status=Status(StatusCode.ERROR, str(body.get("answered") or body.get("status")))
        if failed
        else Status(StatusCode.OK),
        start_time=end - took,
        end_time=end,
        instrumentation_scope=_scope(),
    )


def _record(placed: Placed) -> Any:
    from opentelemetry._logs import LogRecord, SeverityNumber
    from opentelemetry.sdk._logs import ReadableLogRecord
    from opentelemetry.trace import TraceFlags

    entry, body = placed.entry, placed.entry.body
    number, text = _SEVERITIES["deny"] if entry.kind == "incident" else _SEVERITIES.get(str(body.get("verdict")), _INFO)
    moment = nanoseconds(entry.time)
    record = LogRecord(
        timestamp=moment,
        observed_timestamp=moment,
        trace_id=trace_id(str(body.get("session", ""))),
        span_id=span_id(placed.reference),
        trace_flags=TraceFlags(TraceFlags.SAMPLED),
        severity_number=SeverityNumber(number),
        severity_text=text,
        body=str(body.get("summary") or body.get("what") or entry.kind),
        attributes=attributes(placed),
    )
    return ReadableLogRecord(record, _resource(), _scope())


def _resource() -> Any:
    from opentelemetry.sdk.resources import Resource

    return Resource({"service.name": "bailiwick", "service.version": __version__})


def _scope() -> Any:
    from opentelemetry.sdk.util.instrumentation import InstrumentationScope

    return InstrumentationScope("bailiwick", __version__)


def _whole(value: object) -> int:
    return value if type(value) is int else 0


def _missing() -> UsageError:
    return UsageError("OTLP needs the OpenTelemetry SDK", remedy="pip install 'bailiwick[otel]'")
