"""`Deferred`: facts that take long are not there yet, and the caller need not wait for them here.

A source of facts (`engine.ports.FactSource`) may raise it instead of answering. Nothing was recorded about the call
that needs them, so its event is handled again when they are there. Whoever composes the engine decides whether a
source may.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from bailiwick.model.fact import CheckQuery


class Deferred(Exception):
    """The answers of these external checks are wanted first."""

    def __init__(self, queries: Collection[CheckQuery]) -> None:
        super().__init__(f"{len(queries)} external checks must answer first")
        self.queries = tuple(queries)
