"""ftp and lftp: a host, and commands given by option or on standard input."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, literal
from bailiwick.interpret.programs.semantics.sftp import commands
from bailiwick.interpret.programs.semantics.transfer import sent
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`ncftpput HOST DIR FILE...` sends by its operands."""
    words = arguments.operands
    host = words[0] if words else literal("")
    if words:
        call.network(Kind.NET_FETCH, host, channel="ftp")
    if call.program == "ncftpput" and len(words) > 2:
        sent(call, host, words[2:], recursive=arguments.has("R"), channel="ftp")
        return
    known = False
    for text in arguments.values("e", "c"):
        known = True
        commands(call, host, text.shown(), channel="ftp")
    stdin = call.stdin.text
    if stdin is not None and stdin.known is not None:
        commands(call, host, stdin.known, channel="ftp")
    elif not known and stdin is None:
        call.network(Kind.NET_SEND, host, data=Data(None), channel="ftp")
