"""Redaction of entry bodies: no credential reaches the log as plain text (design decision 6)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def redacted(body: dict[str, Any]) -> dict[str, Any]:
    """`body` with every credential in its strings replaced by its kind and hash."""
    from bailiwick.interpret.content.redaction import redact

    joined = "\n".join(dict.fromkeys(_strings(body)))  # a command stands in several places of its entry
    if redact(joined) == joined:
        return body
    return {key: _mapped(value, redact) for key, value in body.items()}


def _strings(body: dict[str, Any]) -> list[str]:
    """All strings in `body`, map keys not included."""
    strings: list[str] = []
    containers: list[Any] = [body]
    while containers:
        container = containers.pop()
        for part in container.values() if isinstance(container, dict) else container:
            if isinstance(part, str):
                strings.append(part)
            elif isinstance(part, (dict, list)):
                containers.append(part)
    return strings


def _mapped(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    return value
