"""Streams: what a descriptor is connected to, and the data that goes through it."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_DATA, Data, Hole, Text
from bailiwick.interpret.shell.overlay import combined
from bailiwick.model.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.operation import Resource

STREAM_PIECES = 512
"""Most separate writes to one stream that are kept apart; later ones are one unknown piece."""


class End(Words):
    """What is at the other end of a stream."""

    AGENT = "agent"
    """The agent itself: its terminal or its captured output."""
    NOTHING = "nothing"
    PIPE = "pipe"
    FILE = "file"
    SOCKET = "socket"


class Stream:
    """One open file description; copies of a descriptor share it."""

    __slots__ = ("append", "data", "end", "path", "resource", "written")

    def __init__(
        self,
        end: End,
        *,
        data: Data = NO_DATA,
        path: str = "",
        append: bool = False,
        resource: Resource | None = None,
    ) -> None:
        self.end = end
        self.data = data
        """What can still be read."""
        self.path = path
        """Absolute path of a file."""
        self.append = append
        self.resource = resource
        """The file or peer."""
        self.written: list[Data] = []

    def write(self, data: Data) -> None:
        """Take what a program printed."""
        if data is not NO_DATA and self.end not in (End.AGENT, End.NOTHING):
            if len(self.written) >= STREAM_PIECES:
                data = Data(None, data.labels, data.origin)
                self.written[-1] = combined((self.written[-1], data)).replace(text=None)
            else:
                self.written.append(data)

    def collected(self) -> Data:
        """All that was written so far."""
        return combined(tuple(self.written))

    def line(self, delimiter: str = "\n") -> Text | None:
        """Take the next line, up to `delimiter`; None at the end of what can be read."""
        data = self.data
        if data.text is None:
            return Text((_UNKNOWN_LINE,), data.labels)
        parts = data.text.parts
        if not parts:
            return None
        labels = data.labels | data.text.labels
        for index, part in enumerate(parts):
            if isinstance(part, str) and delimiter in part:
                head, _, tail = part.partition(delimiter)
                rest = (tail, *parts[index + 1 :]) if tail else parts[index + 1 :]
                self.data = data.replace(text=Text(rest, data.text.labels))
                return Text((*parts[:index], head) if head else parts[:index], labels)
        self.data = data.replace(text=Text())
        return Text(parts, labels)


_UNKNOWN_LINE = Hole("a line of input")
AGENT = Stream(End.AGENT)
"""The agent's own end."""
