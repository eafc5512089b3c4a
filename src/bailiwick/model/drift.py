"""`Drift`: one of the files that govern agents is not as a person has signed it."""

from __future__ import annotations

from bailiwick.model.value import Value


class Drift(Value):
    """One file that differs from the signed baseline."""

    path: str
    """Absolute."""
    what: str
    """`changed`, `added`, `removed` or `unreadable`."""
    before: str = ""
    """SHA-256 of what was signed, hex; empty when it was not."""
    after: str = ""
    """SHA-256 of what is there, hex; empty when nothing is."""
