"""sftp: commands on standard input or from `-b`; `put` sends files."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, literal
from bailiwick.interpret.programs.semantics.ssh import _plain
from bailiwick.interpret.programs.semantics.transfer import sent
from bailiwick.interpret.programs.splitting import split_words
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`host:path` fetches, without commands the session is typed."""
    if not arguments.operands:
        return
    host = _plain(arguments.operands[0])
    call.network(Kind.NET_FETCH, host, channel="ssh")
    batch = arguments.value("b")
    text = call.stdin.text.known if call.stdin.text is not None else None
    if batch is not None and batch.known != "-":
        fact = call.inquiry.ask(TextQuery(call.path(batch).value, bounds.SCRIPT_BYTES))
        text = fact.text if fact is not None else None
    if text is None:
        call.network(Kind.NET_SEND, host, data=Data(None), channel="ssh")
        return
    commands(call, host, text, channel="ssh")


def commands(call: Call, host: Text, text: str, *, channel: str) -> None:
    """The file commands of an sftp, ftp or lftp session, one a line or between `;`."""
    for line in text.replace(";", "\n").splitlines():
        words = split_words(literal(line))
        verb = words[0].known if words else None
        files = tuple(word for word in words[1:] if not word.prefix.startswith("-"))
        if verb in ("put", "send", "mput", "append", "reput", "mirror") and (files or verb == "mirror"):
            if verb != "mirror" or any(word.known in ("-R", "--reverse") for word in words):
                take = files if verb == "mput" else files[:1]
                sent(call, host, take or (literal("."),), recursive=verb == "mirror", channel=channel)
        elif verb in ("get", "mget", "reget", "recv") and files:
            call.write(files[-1], data=Data(None, frozenset({Label.NETWORK})), download=True)
        elif verb is not None and verb.startswith("!"):
            from bailiwick.interpret.effects import RunShell

            call.launch(RunShell(literal(line.strip()[1:]), call.program))
