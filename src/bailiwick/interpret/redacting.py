"""Takes credentials and personal data out of the input of tools that write or send."""

from __future__ import annotations

from bailiwick.interpret.content.redaction import redacted_text
from bailiwick.interpret.tools import ALIASES
from bailiwick.model.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from bailiwick.model.request import Request

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "Write": ("content", "file_text"),
    "Edit": ("new_string",),
    "NotebookEdit": ("new_source",),
    "SendMessage": ("message", "content"),
    "WebSearch": ("query",),
    "WebFetch": ("prompt",),
    "Agent": ("prompt",),
}
"""Fields whose text is written or sent, by tool."""


def redacted_input(request: Request, what: Collection[str]) -> dict[str, Any]:
    """The input of `request` without what must not be written or sent.

    Args:
        request: the call.
        what: of `secrets`, `personal-data`.

    Raises:
        InputError: there is some where it cannot be taken out without changing what the call does.
    """
    tool = ALIASES.get(request.tool, request.tool)
    made: dict[str, Any]
    if tool.startswith("mcp__"):
        made = {name: _everywhere(value, what) for name, value in request.input.items()}
    elif tool == "MultiEdit":
        made = {**request.input, "edits": [_edit(item, what) for item in _list(request.input.get("edits"))]}
    elif tool == "Edit":
        made = _edit(request.input, what)
    else:
        made = {
            name: _everywhere(value, what) if name in _FIELDS.get(tool, ()) else value
            for name, value in request.input.items()
        }
    if _everywhere(made, what) != made and not _only_replaced(tool):
        raise InputError(f"credentials or personal data cannot be taken out of this call of `{request.tool}`")
    return made


def _only_replaced(tool: str) -> bool:
    """Tools whose input also quotes what is in the file already."""
    return tool in ("Edit", "MultiEdit")


def _edit(edit: Any, what: Collection[str]) -> Any:
    """An edit; what the file holds already is left as it is."""
    if not isinstance(edit, dict):
        return edit
    before, after = edit.get("old_string"), edit.get("new_string")
    if not isinstance(after, str):
        return edit
    return {**edit, "new_string": redacted_text(after, what, before=before if isinstance(before, str) else "")}


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _everywhere(value: Any, what: Collection[str]) -> Any:
    if isinstance(value, str):
        return redacted_text(value, what)
    if isinstance(value, dict):
        return {name: _everywhere(item, what) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_everywhere(item, what) for item in value]
    return value
