"""rsync: sources, then a target; `--delete` removes from the target what the sources do not have (rsync(1))."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label
from bailiwick.interpret.programs.call import label_of
from bailiwick.interpret.programs.semantics.transfer import remote_host, sent
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """A dry run only lists."""
    if arguments.has("daemon"):
        call.emit(Kind.NET_LISTEN, call.name("rsync --daemon"), public=True)
        return
    operands = arguments.operands
    recursive = arguments.has("recursive")
    if len(operands) < 2 or arguments.has("dry-run", "list-only"):
        for word in operands[:1]:
            if remote_host(word) is None:
                call.file(Kind.FILE_LIST, word, recursive=recursive)
        return
    *sources, target = operands
    local = tuple(source for source in sources if remote_host(source) is None)
    host = remote_host(target)
    if host is None:
        _here(call, sources, target, recursive=recursive)
        if arguments.has("delete"):
            call.file(Kind.FILE_DELETE, target, recursive=True, many=True)
    elif local:
        sent(call, host, local, recursive=recursive, channel="ssh")
    if arguments.has("remove-source-files"):
        for source in local:
            call.file(Kind.FILE_DELETE, source, recursive=recursive, many=True)


def _here(call: Call, sources: list[Text], target: Text, *, recursive: bool) -> None:
    """Copies of local and remote sources land on this machine."""
    labels = NO_LABELS
    for source in sources:
        origin = remote_host(source)
        if origin is None:
            labels |= label_of(call.read(source, recursive=recursive, through="copy"))
        else:
            call.network(Kind.NET_FETCH, origin, channel="ssh", to_file=True)
            labels |= {Label.NETWORK}
    call.write(target, data=Data(None, labels), recursive=recursive, download=Label.NETWORK in labels)
