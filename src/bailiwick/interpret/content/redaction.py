"""Replaces credentials by their kind and a short hash, so that a text can be shown and kept.

The hash lets two people see that two places hold the same credential; eight hex digits do not help to guess it.
Personal data gets no hash: there are so few card and social security numbers that a hash of one gives it away.
"""

from __future__ import annotations

from bailiwick.crypto.hashing import content_hash
from bailiwick.interpret.content.secrets import find_secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bailiwick.interpret.content.finding import Finding

HASH_DIGITS = 8


def redact(text: str) -> str:
    """`text` with each credential replaced by `[redacted KIND sha256:HASH]`.

    Raises:
        BoundError: the text is longer than `bounds.CONTENT_BYTES` characters.
    """
    return _replaced(text, find_secrets(text), hashed=True)


def redacted_text(text: str, what: Collection[str], *, before: str = "") -> str:
    """`text` without `secrets` and `personal-data`, as `what` says; what is already in `before` stays.

    Raises:
        BoundError: the text is longer than `bounds.CONTENT_BYTES` characters.
    """
    if "secrets" in what:
        text = _replaced(text, _new(text, find_secrets(text), before), hashed=True)
    if "personal-data" in what:
        from bailiwick.interpret.content.personal import find_personal_data

        text = _replaced(text, _new(text, find_personal_data(text), before), hashed=False)
    return text


def _new(text: str, findings: Iterable[Finding], before: str) -> list[Finding]:
    return [finding for finding in findings if text[finding.start : finding.end] not in before]


def _replaced(text: str, findings: Iterable[Finding], *, hashed: bool) -> str:
    pieces: list[str] = []
    end = 0
    for finding in findings:
        if finding.start < end:
            continue  # inside the one before
        shown = finding.kind
        if hashed:
            shown += f" sha256:{content_hash(text[finding.start : finding.end])[:HASH_DIGITS]}"
        pieces += (text[end : finding.start], f"[redacted {shown}]")
        end = finding.end
    return "".join((*pieces, text[end:])) if pieces else text
