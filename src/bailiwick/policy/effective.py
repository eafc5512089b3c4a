"""The effective policy as text: what its hash is over, and what the log keeps, so that decisions can be made again."""

from __future__ import annotations

import hashlib
import json

from bailiwick.model.errors import PolicyError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_APART = ("notes", "hash")
"""Keys of the plain form that are not part of the effective policy."""

_OF_INPUT = frozenset({"args", "only_args", "text", "content", "when"})
"""Keys of plain conditions that look at the input."""


def text_of(plain: Mapping[str, Any]) -> str:
    """The effective policy of a plain form as JSON with sorted keys."""
    effective = {name: value for name, value in plain.items() if name not in _APART}
    return json.dumps(effective, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of(text: str) -> str:
    """The policy's hash: SHA-256 of its text, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def reads_input(plain: Mapping[str, Any]) -> bool:
    """True when a rule or check of a plain form looks at the call's input itself, not only at its operations."""
    waiting: list[Any] = [plain["rules"], plain.get("checks", ())]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if not _OF_INPUT.isdisjoint(one):
                return True
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple)):
            waiting.extend(one)
    return False


def plain_of(text: str) -> dict[str, Any]:
    """The plain form of a text that `text_of` made.

    Raises:
        PolicyError: the text is none.
    """
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise PolicyError("expected the text of an effective policy as JSON") from error
    if not isinstance(plain, dict) or "rules" not in plain:
        raise PolicyError("expected the text of an effective policy as a JSON object with rules")
    return {**plain, "notes": [], "hash": hash_of(text)}
