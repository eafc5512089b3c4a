"""tar: packs (reads), unpacks (writes), and runs programs by several options (tar(1))."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label, RunShell, Text, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import label_of
from bailiwick.interpret.programs.semantics.transfer import remote_host
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The operation is the first letter or a long option; `-C` holds for the operands behind it."""
    for action in arguments.values("checkpoint-action"):
        if action.prefix.startswith("exec="):
            call.launch(RunShell(texts.drop(action, len("exec=")), "tar --checkpoint-action"))
    archive = arguments.value("file")
    to_stream = archive is None or archive.known == "-"
    if arguments.has("extract"):
        _extract(call, arguments, archive)
    elif arguments.has("create", "append", "update", "catenate"):
        labels = _create(call, arguments)
        if to_stream:
            call.stdout = Data(None, labels)
        elif archive is not None:
            _send_or_write(call, archive, labels)
    elif archive is not None and not to_stream:
        call.read(archive, through="archive")
        if arguments.has("delete"):
            call.file(Kind.FILE_WRITE, archive)
    if call.stdout is None and arguments.has("list", "diff"):
        call.stdout = Data(None, frozenset({Label.COMMAND}))


def _send_or_write(call: Call, archive: Text, labels: frozenset[Label]) -> None:
    """`host:file` is an archive on another machine."""
    host = remote_host(archive)
    if host is not None:
        call.network(Kind.NET_SEND, host, data=Data(None, labels), channel="ssh")
    else:
        call.write(archive, data=Data(None, labels), truncates=True)


def _directory(call: Call, arguments: Arguments) -> str:
    directory = arguments.value("directory")
    if directory is None:
        return call.cwd
    return call.path(directory).value if directory.known is not None else ""


def _create(call: Call, arguments: Arguments) -> frozenset[Label]:
    cwd = _directory(call, arguments)
    labels = NO_LABELS
    for word in (*arguments.operands, *arguments.values("add-file")):
        labels |= label_of(call.read(word, cwd=cwd, recursive=not arguments.has("no-recursion"), through="archive"))
        if arguments.has("remove-files"):
            call.file(Kind.FILE_DELETE, word, cwd=cwd, recursive=True)
    return labels


def _extract(call: Call, arguments: Arguments, archive: Text | None) -> None:
    labels = call.stdin.labels
    if archive is not None and archive.known != "-":
        labels = label_of(call.read(archive))
    if arguments.has("to-stdout", "to-command"):
        call.stdout = Data(None, labels | {Label.DECODED})
        return
    data = Data(None, labels)
    directory = arguments.value("directory", "one-top-level") or literal(".")
    call.write(directory, data=data, recursive=True, many=True, download=Label.NETWORK in labels)
    if arguments.has("absolute-names"):
        call.write(literal("/"), data=data, recursive=True, many=True)
    call.stdout = Data(None, frozenset({Label.COMMAND}))
