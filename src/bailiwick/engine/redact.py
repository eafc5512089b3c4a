"""Redaction of entry bodies: no credential reaches the log as plain text (design decision 6)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def redacted(body: dict[str, Any]) -> dict[str, Any]:
    """`body` with every credential in its strings replaced by its kind and hash."""
    from bailiwick.interpret.content.redaction import redact

    strings: list[str] = []
    _collect(body, strings)
    joined = "\n".join(strings)
    if redact(joined) == joined:
        return body
    return {key: _mapped(value, redact) for key, value in body.items()}


def _collect(value: object, strings: list[str]) -> None:
    if isinstance(value, str):
        strings.append(value)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, strings)
    elif isinstance(value, list):
        for item in value:
            _collect(item, strings)


def _mapped(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    return value
