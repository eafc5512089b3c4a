"""Replaces credentials by their kind and a short hash, so that a text can be shown and kept.

The hash lets two people see that two places hold the same credential; eight hex digits do not help to guess it.
"""

from __future__ import annotations

from bailiwick.crypto.hashing import content_hash
from bailiwick.interpret.content.secrets import find_secrets

HASH_DIGITS = 8


def redact(text: str) -> str:
    """`text` with each credential replaced by `[redacted KIND sha256:HASH]`.

    Raises:
        BoundError: the text is longer than `bounds.CONTENT_BYTES` characters.
    """
    pieces: list[str] = []
    end = 0
    for finding in find_secrets(text):
        digest = content_hash(text[finding.start : finding.end])[:HASH_DIGITS]
        pieces += (text[end : finding.start], f"[redacted {finding.kind} sha256:{digest}]")
        end = finding.end
    return "".join((*pieces, text[end:])) if pieces else text
