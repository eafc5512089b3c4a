"""tftp and smbclient: commands of a file session as options or words."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.sftp import commands
from bailiwick.interpret.programs.semantics.transfer import sent
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`tftp HOST -c put FILE`, `smbclient //HOST/SHARE -c 'put FILE'`."""
    host = arguments.operands[0] if arguments.operands else literal("")
    address = texts.drop(host, 2) if host.prefix.startswith("//") else host
    if host.parts:
        call.network(Kind.NET_FETCH, texts.partition(address, "/")[0], channel="ftp")
    files = tuple(arguments.values("local-file")) if arguments.has("put") else ()
    if files:
        sent(call, address, files, recursive=False, channel="ftp")
    fetched = arguments.value("local-file") or arguments.value("remote-file") if arguments.has("get") else None
    if fetched is not None:
        call.write(fetched, data=Data(None, frozenset({Label.NETWORK})), truncates=True, download=True)
    session = [*arguments.values("c"), *arguments.operands[1:]] if arguments.has("c") else []
    if session:
        commands(call, address, texts.words_joined(session).shown(), channel="ftp")
    elif call.stdin.text is not None and call.stdin.text.known:
        commands(call, address, call.stdin.text.known, channel="ftp")
