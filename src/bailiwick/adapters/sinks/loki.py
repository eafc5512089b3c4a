"""A sink that pushes to Grafana Loki (`POST /loki/api/v1/push`, JSON form)."""

from __future__ import annotations

import json
import re

from bailiwick.adapters.sinks.times import nanoseconds
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.adapters.log_reader import Placed
    from bailiwick.adapters.sinks.post import Poster

_LABELS = ("verdict", "agent")
"""Fields with few values: labels make streams, and Loki wants few of those."""

_NAME = re.compile(r"(?!__)[a-zA-Z_][a-zA-Z0-9_]*")
"""What Loki takes as the name of a label; two underscores in front are its own."""


class LokiSink:
    """Pushes each entry as one line, in streams by kind, verdict and agent."""

    def __init__(self, poster: Poster, labels: Mapping[str, str]) -> None:
        """`labels` go with every stream."""
        self._poster = poster
        self._labels = dict(labels)

    def send(self, batch: Sequence[Placed]) -> None:
        """Push the batch."""
        body = json.dumps(push(batch, self._labels), ensure_ascii=False, separators=(",", ":")).encode()
        self._poster.post(body, {"Content-Type": "application/json"})

    def close(self) -> None:
        """Let the connection go."""
        self._poster.close()


def stream_labels(wanted: object) -> dict[str, str]:
    """The labels that go with every stream: ours and `wanted`, what `labels` of a sink says.

    Raises:
        UsageError: Loki would refuse every push with them.
    """
    given = {} if wanted is None else wanted
    if not isinstance(given, dict):
        raise UsageError(f"expected `labels` of a loki sink as names with texts, got `{given}`")
    for name, text in given.items():
        if not (isinstance(name, str) and _NAME.fullmatch(name) and isinstance(text, str)):
            raise UsageError(
                f"expected labels of a loki sink as names of letters, digits and `_` with texts, got `{name}: {text}`",
                remedy="a number is a text when it stands in quotes",
            )
    return {"job": "bailiwick", **given}


def push(batch: Sequence[Placed], labels: Mapping[str, str]) -> dict[str, object]:
    """The body of one push; a session is structured metadata, never a label."""
    streams: dict[tuple[tuple[str, str], ...], list[list[object]]] = {}
    for placed in batch:
        entry = placed.entry
        own = {"kind": entry.kind, **{name: str(entry.body[name]) for name in _LABELS if entry.body.get(name)}}
        line = json.dumps(placed.plain(), ensure_ascii=False)
        metadata = {"reference": placed.reference, "session": str(entry.body.get("session", ""))}
        name = tuple(sorted({**labels, **own}.items()))
        streams.setdefault(name, []).append([str(nanoseconds(entry.time)), line, metadata])
    return {"streams": [{"stream": dict(name), "values": values} for name, values in streams.items()]}
