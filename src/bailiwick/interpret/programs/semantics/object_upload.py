"""az storage upload: the file or directory named by an option leaves this machine."""

from __future__ import annotations

from bailiwick.interpret.effects import Data
from bailiwick.interpret.programs.call import carried, label_of
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The source option is read and sent."""
    for source in arguments.values("file", "source"):
        resource = call.read(source, recursive=True)
        data = Data(None, label_of(resource))
        call.emit(Kind.NET_SEND, call.name("az storage"), channel="cloud-storage", carries=carried(data.labels, data))
