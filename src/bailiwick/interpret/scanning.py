"""Kinds of credentials and personal data in texts that a call writes, sends or searches for."""

from __future__ import annotations

DOCUMENTS = (".adoc", ".html", ".md", ".rst", ".tex", ".txt")
"""Endings of files that are written for readers; only there can a claim lack evidence."""


def secret_kinds(text: str, *, before: str = "") -> tuple[str, ...]:
    """Kinds of live-looking credentials in `text` that are not already in `before`, sorted."""
    # Imported here: the scanners are big, and most calls carry no content.
    from bailiwick.interpret.content.secrets import find_secrets

    found = {
        finding.kind for finding in find_secrets(text) if not before or text[finding.start : finding.end] not in before
    }
    return tuple(sorted(found))


def unsourced_kinds(path: str, text: str, *, before: str = "") -> tuple[str, ...]:
    """Kinds of claims without evidence in `text`, written to `path`, that are not in `before` already; of documents."""
    if not path.lower().endswith(DOCUMENTS):
        return ()
    from bailiwick.interpret.content.claims import unsourced_claims

    return unsourced_claims(text, before=before)


def personal_kinds(text: str) -> tuple[str, ...]:
    """Kinds of personal data in `text`, sorted."""
    from bailiwick.interpret.content.personal import find_personal_data

    return tuple(sorted({finding.kind for finding in find_personal_data(text)}))
