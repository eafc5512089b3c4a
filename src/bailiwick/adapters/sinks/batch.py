"""A sink that posts batches of entries as a JSON array."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bailiwick.adapters.log_reader import Placed
    from bailiwick.adapters.sinks.post import Poster


class BatchSink:
    """Posts what `shape` makes of each entry; entries that it makes None of are passed over."""

    def __init__(self, poster: Poster, shape: Callable[[Placed], object | None]) -> None:
        self._poster = poster
        self._shape = shape

    def send(self, batch: Sequence[Placed]) -> None:
        """Post the batch; its id lets a destination drop what it got twice."""
        items = [item for placed in batch if (item := self._shape(placed)) is not None]
        if items:
            body = json.dumps(items, ensure_ascii=False, separators=(",", ":")).encode()
            identity = f"{batch[0].entry.log}-{batch[0].entry.sequence}-{batch[-1].entry.sequence}"
            self._poster.post(body, {"Content-Type": "application/json", "Idempotency-Key": identity})

    def close(self) -> None:
        """Let the connection go."""
        self._poster.close()
