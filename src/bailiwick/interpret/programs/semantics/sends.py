"""Programs that carry what they are given to another machine: messages, queues, shares, backups, traps."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, literal
from bailiwick.interpret.programs.call import carried
from bailiwick.interpret.web import target
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_FROM_STDIN = {"mosquitto_pub": ("l", "s"), "redis-cli": ("x",), "valkey-cli": ("x",)}
"""Options without which a program does not send its standard input."""
_ONLY_WITH_HOST = frozenset({"logger", "mongoimport", "mongorestore", "redis-cli", "valkey-cli", "pg_restore"})
"""Programs that reach another machine only when one is named."""
_LOCAL = ("/", "./", "../", "~", "file:", "local:")


def run(call: Call, arguments: Arguments) -> None:
    """Everything read, every word and standard input leave for the peer, if there is one."""
    host = arguments.value("host", "server", "uri", "broker", "h", "b")
    if host is None and call.program in _ONLY_WITH_HOST:
        return
    if call.program in _BACKUPS and _kept_here(call, arguments):
        return
    labels = call.labels
    for word in arguments.operands:
        if call.may_be_file(word):
            call.read(word)
    labels |= call.labels
    wanted = _FROM_STDIN.get(call.program)
    if wanted is None or arguments.has(*wanted):
        labels |= call.stdin.labels & {Label.FILE, Label.SECRET, Label.ENVIRONMENT}
    facts = target(host)[1] if host is not None else {}
    leaving = carried(labels & {Label.FILE, Label.SECRET, Label.ENVIRONMENT}, Data(literal("")))
    call.emit(Kind.NET_SEND, call.name(call.program), more={**facts, "carries": leaving})


_BACKUPS = frozenset({"restic", "borg", "rustic", "kopia", "rdiff-backup", "duplicity", "bup", "attic", "tarsnap"})


def _kept_here(call: Call, arguments: Arguments) -> bool:
    """True for a backup into a directory of this machine, or one that is not made now."""
    if call.command[:1] not in (("backup",), ("create",), ("copy",), ()):
        return True
    places = [*arguments.values("repo"), *arguments.operands]
    remote = [
        word
        for word in places
        if ({":", "@"} & set((word.known or "").partition("::")[0])) and not word.prefix.startswith(_LOCAL)
    ]
    if remote:
        for word in arguments.operands:
            if word not in remote:
                call.read(word, recursive=True)
    return not remote
