"""What the client accepts in hooks and people seldom mean: hooks that never run, or may take hours. Pure."""

from __future__ import annotations

import difflib
import re

from bailiwick.pep.dialects.claude_code import names
from bailiwick.pep.install.claude_code import EVENTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_SECONDS = 3600
"""A longer timeout was meant in milliseconds."""

_KNOWN = (*EVENTS, *(name for name in names.NOTED if name not in EVENTS))


def oddities(document: Mapping[str, object]) -> Iterator[str]:
    """One sentence per oddity in the hooks of a settings document."""
    hooks = document.get("hooks")
    for event, groups in hooks.items() if isinstance(hooks, dict) else ():
        if event not in _KNOWN:
            near = difflib.get_close_matches(event, _KNOWN, n=1)
            yield f"there is no event `{event}`, its hooks never run{f'; is it `{near[0]}`?' if near else ''}"
        for group in groups if isinstance(groups, list) else ():
            if isinstance(group, dict):
                yield from _group(group, event)


def _group(group: Mapping[str, object], event: str) -> Iterator[str]:
    matcher = group.get("matcher")
    if isinstance(matcher, str) and matcher != "*" and not _is_pattern(matcher):
        yield f"the matcher `{matcher}` of {event} is no regular expression, its hooks never run"
    hooks = group.get("hooks")
    for hook in hooks if isinstance(hooks, list) else ():
        timeout = hook.get("timeout") if isinstance(hook, dict) else None
        if isinstance(timeout, (int, float)) and timeout > LONGEST_SECONDS:
            yield f"a timeout of {event} is {timeout:g} seconds; were milliseconds meant?"


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return False
    return True
