"""A push to Loki against the shape that its HTTP API publishes for `POST /loki/api/v1/push` with JSON."""

from __future__ import annotations

import json
import re
from datetime import datetime

import pytest
from receivers import http_receiver

from bailiwick.adapters.log_reader import Placed
from bailiwick.adapters.sinks.loki import LokiSink, push, stream_labels
from bailiwick.adapters.sinks.post import Poster
from bailiwick.model.errors import UsageError

LABEL = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")


def pushed(document: object) -> list[tuple[dict[str, str], str, str, dict[str, str]]]:
    """Labels, time, line and structured metadata of each line of a body, read as strictly as the API documents it."""
    assert isinstance(document, dict)
    assert list(document) == ["streams"]
    found = []
    for stream in document["streams"]:
        assert set(stream) == {"stream", "values"}
        labels, values = stream["stream"], stream["values"]
        assert labels
        assert all(LABEL.fullmatch(name) and isinstance(text, str) and text for name, text in labels.items())
        assert values
        for time, line, metadata in values:
            assert isinstance(time, str)
            assert re.fullmatch(r"[0-9]{19}", time)
            assert isinstance(line, str)
            assert all(isinstance(name, str) and isinstance(text, str) for name, text in metadata.items())
            found.append((labels, time, line, metadata))
    return found


def test_the_body_has_the_published_shape_and_loses_nothing(entries: list[Placed]) -> None:
    with http_receiver() as received:
        sink = LokiSink(Poster(f"{received.url}/loki/api/v1/push", {}), stream_labels({"site": "a"}))
        sink.send(entries)
        sink.close()
    ((path, headers, _),) = received.requests
    assert (path, headers["content-type"]) == ("/loki/api/v1/push", "application/json")
    (document,) = received.documents()
    lines = pushed(document)
    told = {placed.entry.sequence: placed for placed in entries}
    assert sorted(json.loads(line)["sequence"] for _, _, line, _ in lines) == sorted(told)
    for labels, time, line, metadata in lines:
        placed = told[json.loads(line)["sequence"]]
        assert json.loads(line) == placed.plain()
        assert int(time) == round(datetime.fromisoformat(placed.entry.time).timestamp() * 1e6) * 1000
        assert (labels["job"], labels["site"], labels["kind"]) == ("bailiwick", "a", placed.entry.kind)
        assert metadata["reference"] == placed.reference


def test_each_stream_has_other_labels_and_keeps_the_order_of_the_log(entries: list[Placed]) -> None:
    document = json.loads(json.dumps(push(entries, stream_labels(None))))
    names = [tuple(sorted(stream["stream"].items())) for stream in document["streams"]]
    assert len(set(names)) == len(names)
    for stream in document["streams"]:
        numbers = [json.loads(line)["sequence"] for _, line, _ in stream["values"]]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    "wanted", [["a"], "a", 1, {"a-b": "x"}, {"": "x"}, {"__name__": "x"}, {"a": 1}, {"a": None}, {1: "x"}]
)
def test_labels_that_loki_would_refuse_are_refused_at_once(wanted: object) -> None:
    with pytest.raises(UsageError, match="loki sink"):
        stream_labels(wanted)
