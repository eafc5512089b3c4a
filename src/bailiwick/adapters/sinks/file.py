"""A sink that is a file of JSON lines; it is rotated by size."""

from __future__ import annotations

import json
import os

from bailiwick.adapters.durable import flush, write_all
from bailiwick.adapters.sinks.sink import SinkFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.adapters.log_reader import Placed


class FileSink:
    """Appends one line an entry; a full file is renamed to `PATH.1`, what was there to `PATH.2` and so on."""

    def __init__(self, path: str, *, rotate_bytes: int, keep: int) -> None:
        """Write to `path`; rotate beyond `rotate_bytes` (0: never) and keep `keep` old files."""
        self._path = path
        self._rotate_bytes = rotate_bytes
        self._keep = keep

    def send(self, batch: Sequence[Placed]) -> None:
        """Append the batch in one write, and have it on disk."""
        data = "".join(json.dumps(placed.plain(), ensure_ascii=False) + "\n" for placed in batch).encode()
        try:
            self._rotate(len(data))
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
            try:
                before = os.fstat(descriptor).st_size
                try:
                    write_all(descriptor, data)
                    flush(descriptor)
                except OSError:
                    os.ftruncate(descriptor, before)
                    raise
            finally:
                os.close(descriptor)
        except OSError as error:
            raise SinkFault(f"cannot write `{self._path}`: {error.strerror}") from error

    def close(self) -> None:
        """Nothing is held between batches."""

    def _rotate(self, coming: int) -> None:
        if not self._rotate_bytes or not os.path.exists(self._path):
            return
        if os.path.getsize(self._path) + coming <= self._rotate_bytes:
            return
        for number in range(self._keep - 1, 0, -1):
            if os.path.exists(f"{self._path}.{number}"):
                os.replace(f"{self._path}.{number}", f"{self._path}.{number + 1}")
        if self._keep:
            os.replace(self._path, f"{self._path}.1")
        else:
            os.unlink(self._path)
