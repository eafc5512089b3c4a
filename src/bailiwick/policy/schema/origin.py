"""`origin`: where an imported rule, grant or check comes from."""

from __future__ import annotations

from bailiwick.policy.schema.reader import TEXT, Key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

_ORIGIN: Mapping[str, Any] = {
    "type": "object",
    "properties": {"file": TEXT, "line": {"type": "integer", "minimum": 1}, "id": TEXT, "dialect": TEXT},
    "additionalProperties": False,
}


def _origin(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    origin: dict[str, Any] = {}
    for name, value in reader.mapping(node, _ORIGIN["properties"]).items():
        origin[name] = reader.integer(value, least=1, most=10**9) if name == "line" else reader.text(value)
    into["origin"] = origin


ORIGIN = Key(
    _origin,
    _ORIGIN,
    "Where what was imported comes from: its file, line, id and dialect there.",
    "origin: {file: tenuo.yaml, line: 12, id: enforce.Read, dialect: tenuo}",
)
"""The key."""
