"""`Sink`: the port of one destination, and how it fails."""

from __future__ import annotations

from bailiwick.model.errors import BailiwickError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from bailiwick.adapters.log_reader import Placed

    class Sink(Protocol):
        """A destination. It gets entries in order, each at least once."""

        def send(self, batch: Sequence[Placed]) -> None:
            """Hand the entries over; on return the destination has them.

            Raises:
                SinkFault: it does not have all of them; the whole batch comes again.
            """
            ...

        def close(self) -> None:
            """Let connections go."""
            ...


class SinkFault(BailiwickError):
    """A destination did not take a batch."""

    exit_code = 5

    def __init__(self, message: str, *, retry_seconds: float = 0.0, remedy: str = "") -> None:
        """`retry_seconds`: how long the destination asked to be left alone; 0 when it did not say."""
        super().__init__(message, remedy=remedy)
        self.retry_seconds = retry_seconds
