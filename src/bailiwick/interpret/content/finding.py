"""`Finding`: one place in a text that a content scanner recognised."""

from __future__ import annotations

from bailiwick.model.value import Value


class Finding(Value):
    """`text[start:end]` is a `kind` of thing, for example `github-token` or `iban`."""

    kind: str
    start: int
    end: int
