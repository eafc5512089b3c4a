"""A sink that pushes to Grafana Loki (`POST /loki/api/v1/push`, JSON form)."""

from __future__ import annotations

import json

from bailiwick.adapters.sinks.times import nanoseconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.adapters.log_reader import Placed
    from bailiwick.adapters.sinks.post import Poster

_LABELS = ("verdict", "agent")
"""Fields with few values: labels make streams, and Loki wants few of those."""


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
