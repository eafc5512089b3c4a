"""docker build: the context is read by the engine; an image that is pushed is published."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.code import announce, from_stdin
from bailiwick.interpret.programs.semantics.remote_code import run_repository
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`--push` publishes; a context given as URL is fetched."""
    call.emit(Kind.CONTAINER_MANAGE, call.name("build"), verb="build")
    exported = [texts.pattern(value) for value in arguments.values("output")]
    if arguments.has("push") or any("type=registry" in value or "push=true" in value for value in exported):
        call.emit(Kind.PKG_PUBLISH, call.name(arguments.text(0)), manager=call.program, what="image")
    host = arguments.value("host")
    if host is not None and host.prefix.startswith(("tcp://", "ssh://", "https://")):
        call.network(Kind.NET_SEND, host, data=Data(None, frozenset({Label.FILE})))
    for mount in (*arguments.values("secret"), *arguments.values("ssh")):
        _mounted(call, mount)
    for word in arguments.operands:
        if "://" in word.prefix or word.prefix.startswith("git@"):
            call.network(Kind.NET_FETCH, word)
            run_repository(call, word)
        elif word.known == "-" and Label.NETWORK in call.stdin.labels:
            announce(call, from_stdin(call))


def _mounted(call: Call, mount: Text) -> None:
    """`--secret id=x,src=FILE`, `--ssh default=FILE`: the file is handed to what the build runs."""
    for field in texts.separate(mount, ","):
        name, value = texts.partition(field, "=")
        if value is not None and name.known not in ("id", "type", "env"):
            call.read(value)
