"""Kinds of credentials and personal data in texts that a call writes, sends or searches for."""

from __future__ import annotations


def secret_kinds(text: str, *, before: str = "") -> tuple[str, ...]:
    """Kinds of live-looking credentials in `text` that are not already in `before`, sorted."""
    # Imported here: the scanners are big, and most calls carry no content.
    from bailiwick.interpret.content.secrets import find_secrets

    found = {
        finding.kind for finding in find_secrets(text) if not before or text[finding.start : finding.end] not in before
    }
    return tuple(sorted(found))


def unsourced_kinds(text: str, *, before: str = "") -> tuple[str, ...]:
    """Kinds of claims in `text` without evidence beside them, as far as they are not in `before` already."""
    from bailiwick.interpret.content.claims import unsourced_claims

    return unsourced_claims(text, before=before)


def personal_kinds(text: str) -> tuple[str, ...]:
    """Kinds of personal data in `text`, sorted."""
    from bailiwick.interpret.content.personal import find_personal_data

    return tuple(sorted({finding.kind for finding in find_personal_data(text)}))
