"""`sinks.yaml` in the home: which sinks there are, what each gets, and the sinks made of it."""

from __future__ import annotations

import os
import socket
import time

from bailiwick.adapters.sinks.batch import BatchSink
from bailiwick.adapters.sinks.file import FileSink
from bailiwick.adapters.sinks.kyvvu import KyvvuSink
from bailiwick.adapters.sinks.loki import LokiSink, stream_labels
from bailiwick.adapters.sinks.ocsf import SEVERITIES, event, severity
from bailiwick.adapters.sinks.post import Poster
from bailiwick.adapters.sinks.syslog import SyslogSink
from bailiwick.adapters.sinks.webhook import WebhookSink, parse_secret
from bailiwick.model.errors import EnvironmentFault, PolicyError, UsageError
from bailiwick.model.value import Value
from bailiwick.policy.syntax import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.log_reader import Placed
    from bailiwick.adapters.sinks.sink import Sink
    from bailiwick.policy.syntax import Node

TYPES = ("file", "http", "ocsf", "kyvvu", "loki", "webhook", "syslog", "otlp-traces", "otlp-logs")
BATCH = 1000
"""Entries that a sink gets at once unless `batch` says otherwise."""

_COMMON = ("name", "type", "only", "batch")
_HTTP = ("url", "token_file", "token_env", "compress")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "file": ("path", "rotate_bytes", "keep"),
    "http": _HTTP,
    "ocsf": _HTTP,
    "kyvvu": _HTTP,
    "loki": (*_HTTP, "labels"),
    "webhook": ("url", "secret_file", "secret_env"),
    "syslog": ("transport", "address", "host"),
    "otlp-traces": _HTTP[:3],
    "otlp-logs": _HTTP[:3],
}
_ONLY = ("kinds", "verdicts", "agents", "severity")


class Only(Value):
    """What a sink gets; empty conditions hold for every entry."""

    kinds: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    severity: str = ""
    """At least this severe."""

    def admits(self, placed: Placed) -> bool:
        """True when the sink gets the entry."""
        entry, body = placed.entry, placed.entry.body
        return (
            (not self.kinds or entry.kind in self.kinds)
            and (not self.verdicts or body.get("verdict") in self.verdicts)
            and (not self.agents or body.get("agent") in self.agents)
            and (not self.severity or severity(body)[0] >= SEVERITIES[self.severity][0])
        )


class SinkSettings(Value):
    """One sink of the file."""

    name: str
    type: str
    only: Only
    options: Mapping[str, Any]
    batch: int = BATCH


def read_sinks(home: Home) -> list[SinkSettings]:
    """The sinks of a home; none without a file.

    Raises:
        EnvironmentFault: the file cannot be read.
        PolicyError: it is not right; the message names every problem with line and column.
    """
    path = f"{home.root}/sinks.yaml"
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error}") from error
    return parse_sinks(text, path)


def parse_sinks(text: str, source: str) -> list[SinkSettings]:
    """The sinks that `text` declares.

    Raises:
        PolicyError: it is not right; the message names every problem with line and column.
    """
    root, problems = load(text, source)
    reader = _Reader(source, [str(problem) for problem in problems])
    found = reader.document(root) if root is not None else []
    if reader.problems:
        raise PolicyError("; ".join(reader.problems), remedy=f"mend `{source}`")
    return found


class _Reader:
    """Walks one file and collects what is wrong with it."""

    def __init__(self, source: str, problems: list[str]) -> None:
        self._source = source
        self.problems = problems

    def document(self, root: Node) -> list[SinkSettings]:
        keys = self._mapping(root, ("version", "sinks"))
        if self._plain(keys.get("version")) != 1:
            self._problem(root, "expected `version: 1`")
        found: list[SinkSettings] = []
        for node in self._list(keys.get("sinks")):
            made = self._sink(node)
            if any(other.name == made.name for other in found):
                self._problem(node, f"the sink `{made.name}` is declared twice")
            found.append(made)
        return found

    def _sink(self, node: Node) -> SinkSettings:
        kind = self._plain(node.value["type"]) if isinstance(node.value, dict) and "type" in node.value else None
        if kind not in TYPES:
            self._problem(node, f"expected `type` as one of {', '.join(TYPES)}, got `{kind}`")
            return SinkSettings("", "", Only(), {})
        keys = self._mapping(node, (*_COMMON, *_KEYS[kind]))
        name = self._plain(keys.get("name"))
        if not isinstance(name, str) or not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
            self._problem(node, "expected `name` of letters, digits, `-` and `_`")
            name = ""
        batch = self._plain(keys.get("batch")) if "batch" in keys else BATCH
        if type(batch) is not int or not 1 <= batch <= 100 * BATCH:
            self._problem(node, f"expected `batch` from 1 to {100 * BATCH}, got `{batch}`")
            batch = BATCH
        options = {key: self._plain(value) for key, value in keys.items() if key not in _COMMON}
        required = next((key for key in ("url", "path", "address") if key in _KEYS[kind]), "")
        if not isinstance(options.get(required), str):
            self._problem(node, f"expected `{required}` of a sink of type `{kind}`")
        return SinkSettings(name, kind, self._only(keys.get("only")), options, batch)

    def _only(self, node: Node | None) -> Only:
        if node is None:
            return Only()
        keys = self._mapping(node, _ONLY)
        texts = {name: tuple(str(self._plain(one)) for one in self._list(keys.get(name))) for name in _ONLY[:3]}
        least = self._plain(keys.get("severity")) if "severity" in keys else ""
        if least and least not in SEVERITIES:
            self._problem(node, f"expected `severity` as one of {', '.join(SEVERITIES)}, got `{least}`")
            least = ""
        return Only(**texts, severity=str(least or ""))

    def _mapping(self, node: Node, allowed: Sequence[str]) -> dict[str, Node]:
        if not isinstance(node.value, dict):
            self._problem(node, f"expected a mapping with {', '.join(allowed)}")
            return {}
        for key in node.value:
            if key not in allowed:
                self._problem(node.value[key], f"unknown key `{key}`: expected one of {', '.join(allowed)}")
        return {key: value for key, value in node.value.items() if key in allowed}

    def _list(self, node: Node | None) -> list[Node]:
        if node is None:
            return []
        return node.value if isinstance(node.value, list) else [node]

    def _plain(self, node: Node | None) -> Any:
        if node is None:
            return None
        if isinstance(node.value, dict):
            return {key: self._plain(value) for key, value in node.value.items()}
        return [self._plain(item) for item in node.value] if isinstance(node.value, list) else node.value

    def _problem(self, node: Node, message: str) -> None:
        self.problems.append(f"{self._source}:{node.line}:{node.column}: {message}")


def open_sink(settings: SinkSettings) -> Sink:
    """The sink of `settings`; it connects when it first sends.

    Raises:
        EnvironmentFault: a token or secret that it names is not there.
        UsageError: its address is not right, or it needs an extra.
    """
    return _MAKERS[settings.type](settings.options)


def _poster(options: Mapping[str, Any]) -> Poster:
    return Poster(options["url"], _authorization(options), compress=bool(options.get("compress", True)))


def _authorization(options: Mapping[str, Any]) -> dict[str, str]:
    token = _secret(options, "token")
    return {"Authorization": f"Bearer {token}"} if token else {}


def _secret(options: Mapping[str, Any], what: str) -> str:
    """A secret from the file or the environment variable that the options name; empty when they name none."""
    path, variable = options.get(f"{what}_file"), options.get(f"{what}_env")
    if path:
        try:
            with open(os.path.expanduser(str(path)), encoding="utf-8") as file:
                return file.read().strip()
        except (OSError, UnicodeDecodeError) as error:
            raise EnvironmentFault(f"cannot read the {what} in `{path}`: {error}") from error
    if variable and str(variable) not in os.environ:
        raise EnvironmentFault(f"expected the {what} in the environment variable `{variable}`, it is not set")
    return os.environ[str(variable)].strip() if variable else ""


def _file(options: Mapping[str, Any]) -> Sink:
    path = os.path.expanduser(options["path"])
    if not os.path.isabs(path):
        raise UsageError(f"expected `path` of a file sink to be absolute or to start with `~/`, got `{path}`")
    return FileSink(
        path,
        rotate_bytes=_count(options, "rotate_bytes", 0),
        keep=_count(options, "keep", 5),
    )


def _count(options: Mapping[str, Any], name: str, otherwise: int) -> int:
    """A whole number of at least 1, or `otherwise` when the options do not say it or say 0."""
    value = options.get(name) or otherwise
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UsageError(f"expected `{name}` of a file sink as a whole number, got `{value}`")
    return value


def _webhook(options: Mapping[str, Any]) -> Sink:
    secret = parse_secret(_secret(options, "secret"))
    return WebhookSink(Poster(options["url"], {}, compress=False), secret, lambda: int(time.time()))


def _syslog(options: Mapping[str, Any]) -> Sink:
    transport, address = str(options.get("transport") or "udp"), str(options["address"])
    if transport not in ("udp", "tcp", "unix"):
        raise UsageError(f"expected `transport` udp, tcp or unix, got `{transport}`")
    if transport != "unix" and not address.rpartition(":")[2].isdigit():
        raise UsageError(f"expected `address` as HOST:PORT, got `{address}`")
    return SyslogSink(transport, address, host=str(options.get("host") or socket.gethostname()))


def _traces(options: Mapping[str, Any]) -> Sink:
    from bailiwick.adapters.sinks.otlp import trace_sink

    return trace_sink(options["url"], _authorization(options))


def _logs(options: Mapping[str, Any]) -> Sink:
    from bailiwick.adapters.sinks.otlp import log_sink

    return log_sink(options["url"], _authorization(options))


_MAKERS: Mapping[str, Callable[[Mapping[str, Any]], Sink]] = {
    "file": _file,
    "http": lambda options: BatchSink(_poster(options), lambda placed: placed.plain()),
    "ocsf": lambda options: BatchSink(_poster(options), event),
    "kyvvu": lambda options: KyvvuSink(_poster(options)),
    "loki": lambda options: LokiSink(_poster(options), stream_labels(options.get("labels"))),
    "webhook": _webhook,
    "syslog": _syslog,
    "otlp-traces": _traces,
    "otlp-logs": _logs,
}
