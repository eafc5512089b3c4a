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


def tells_secret(text: str) -> bool:
    """True when a credential of a service is in the text; a word behind `password=` is what every login sends."""
    return any(kind != "generic-secret" for kind in secret_kinds(text))


_SIGNING = frozenset(("aws-access-key", "azure-sas-signature"))
"""Kinds that a service puts into an address which it signs for whoever has it."""


def secrets_in_address(url: str) -> bool:
    """True when a URL takes a credential along that is not a part of a signed address."""
    kinds = secret_kinds(url)
    return bool(kinds) and not (_SIGNING.issuperset(kinds) and _is_signed(url.lower()))


def _is_signed(address: str) -> bool:
    return "signature=" in address or "sig=" in address


def secrets_in_query(url: str) -> bool:
    """True when the query of a URL takes a credential along; what its path names may be the address itself."""
    _, mark, query = url.partition("?")
    return mark != "" and secrets_in_address(mark + query)


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
