"""Finds credentials in text: provider shapes, keys, passwords in URLs, telling assignments."""

from __future__ import annotations

from bailiwick.interpret.content.finding import Finding
from bailiwick.interpret.content.matching import matches
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.interpret.content.matching import Match

_KEY_FILES = frozenset({"private-key", "putty-private-key"})
"""Kinds whose text is long and has runs of one letter: OpenSSH writes zero bytes, `AAAA`."""
_PASSWORDS = frozenset({"url-password", "netrc-password", "curl-password"})


def find_secrets(text: str) -> tuple[Finding, ...]:
    """The credentials in `text`, in order, none overlapping another.

    Raises:
        BoundError: the text is longer than `bounds.CONTENT_BYTES` characters.
    """
    if len(text) > bounds.CONTENT_BYTES:
        raise BoundError(f"expected a content of at most {bounds.CONTENT_BYTES} characters, got {len(text)}")
    taken = list(_in_pieces(text))
    for match in matches(text):
        if _is_believable(text, match):
            taken.append(Finding(match.rule.kind, match.value_start, match.value_end))
    return _apart(taken)


def _in_pieces(text: str) -> Iterator[Finding]:
    """Credentials of services that the text puts together from literals: `"ghp_ab" + "cd..."`."""
    if '"' not in text and "'" not in text:
        return
    from bailiwick.interpret.content.literals import join  # few calls of a process carry program text

    joined = join(text)
    if joined is None:
        return
    for match in matches(joined.text):
        across = joined.across(match.value_start, match.value_end)
        if across and not match.rule.generic and _is_believable(joined.text, match):
            start, end = joined.place(match.value_start), joined.place(match.value_end - 1) + 1
            yield Finding(match.rule.kind, start, end)


def _is_believable(text: str, match: Match) -> bool:
    from bailiwick.interpret.content.believable import (
        is_believable,
        is_believable_assignment,
        is_believable_key,
        is_believable_password,
    )

    value = text[match.value_start : match.value_end]
    if match.rule.kind in _PASSWORDS:
        return is_believable_password(value)
    if match.rule.kind in _KEY_FILES:
        return is_believable_key(value)
    if match.rule.generic:
        line = text.rfind("\n", max(0, match.start - 80), match.start) + 1
        name = text[max(line, match.start - 80) : match.value_start]
        return is_believable_assignment(name, value, least_entropy=match.rule.entropy)
    return is_believable(value, least_entropy=match.rule.entropy)


def _apart(findings: list[Finding]) -> tuple[Finding, ...]:
    """Drop findings that overlap an earlier rule's; findings come in the order of their weight."""
    kept: list[Finding] = []
    for finding in findings:
        if not any(other.start < finding.end and finding.start < other.end for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda finding: finding.start))
