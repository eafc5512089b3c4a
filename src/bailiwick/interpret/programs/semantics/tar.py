"""tar: what goes into an archive, what comes out of one, and the programs it starts."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, RunShell, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.unknown import secret_operand
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Creating reads the operands, extracting writes below the directory; `-C` moves both."""
    for action in arguments.values("checkpoint-action"):
        name, command = texts.partition(action, "=")
        if name.known == "exec" and command is not None:
            call.launch(RunShell(command, via="tar checkpoint"))
    folder = arguments.value("directory")
    cwd = call.path(folder).value if folder is not None else None
    if arguments.has("extract"):
        _extract(call, arguments, cwd)
    elif arguments.has("list", "diff"):
        for archive in arguments.values("file"):
            call.read(archive)
    else:
        _create(call, arguments, cwd)


def _extract(call: Call, arguments: Arguments, cwd: str | None) -> None:
    archives = arguments.values("file")
    for archive in archives:
        call.read(archive)
    data = call.stdin if not archives or archives[-1].known == "-" else Data(None, call.labels)
    if arguments.has("to-stdout"):
        for word in arguments.operands:
            secret_operand(call, word)
        call.stdout = Data(None, data.labels | call.labels)
        return
    root = literal("/") if arguments.has("absolute-names") else literal(".")
    call.write(root, data=data, cwd=cwd, many=True)
    call.stdout = Data(None, frozenset())


def _create(call: Call, arguments: Arguments, cwd: str | None) -> None:
    for word in arguments.operands:
        call.read(word, cwd=cwd, recursive=True, through="archive")
        if arguments.has("remove-files"):
            call.file(Kind.FILE_DELETE, word, cwd=cwd, recursive=True)
    archive = arguments.value("file")
    if archive is None or archive.known == "-":
        call.stdout = Data(None, call.labels)
    elif _is_remote(archive):
        call.network(Kind.NET_SEND, texts.partition(archive, ":")[0], data=Data(None, call.labels), channel="ssh")
    else:
        call.write(archive, data=Data(None, call.labels), truncates=True)


def _is_remote(archive: Text) -> bool:
    head, colon, _ = texts.pattern(archive).partition(":")
    return bool(colon) and "/" not in head
