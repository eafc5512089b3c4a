"""nc, ncat: a socket to or from anywhere; `-e` and `-c` put a program behind it."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, RunShell, Text, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Listening, scanning, or talking."""
    behind = arguments.value("exec", "sh-exec", "lua-exec")
    if behind is not None or arguments.has("exec", "sh-exec"):
        call.emit(Kind.EXEC_RUN, call.name(behind or "nc -e"), program=call.program, known=True, reverse_shell=True)
        if behind is not None and not arguments.has("lua-exec"):
            call.launch(RunShell(behind, f"{call.program} -e"))
    operands = arguments.operands
    if arguments.has("listen"):
        port = operands[-1] if operands else arguments.value("source-port")
        host = operands[0].known if len(operands) > 1 else arguments.known("source")
        call.emit(
            Kind.NET_LISTEN,
            call.name(port if port is not None else ""),
            channel="socket",
            public=host not in ("127.0.0.1", "localhost", "::1") and not arguments.has("unixsock"),
        )
        if _piped(call):
            call.emit(Kind.NET_SEND, call.name("listener"), channel="socket", carries=carried_by(call))
    elif operands and arguments.has("unixsock"):
        engine_socket(call, operands[0])
    elif operands:
        address = join(operands[0], literal(":"), operands[1]) if len(operands) > 1 else operands[0]
        connect(call, address, scan=arguments.has("z"))
        if _flushes(call):
            call.emit(Kind.DB_DESTROY, call.name(address), engine=call.program, what="keys")
    call.stdout = Data(None, frozenset({Label.NETWORK}))


def engine_socket(call: Call, path: Text) -> None:
    """Talking to the socket of a container engine is control over the host."""
    if path.suffix.rpartition("/")[2] in _ENGINE_SOCKETS:
        call.emit(Kind.CONTAINER_RUN, call.path(path), docker_socket=True)


_ENGINE_SOCKETS = frozenset({"docker.sock", "containerd.sock", "podman.sock", "crio.sock", "buildkitd.sock"})


_STORE_FLUSHES = ("flushall", "flushdb", "flush_all", "shutdown nosave")
"""Commands of stores that speak lines of text (Redis, memcached)."""


def _flushes(call: Call) -> bool:
    said = "" if call.stdin.text is None else texts.pattern(call.stdin.text)
    return any(mark in said.lower() for mark in _STORE_FLUSHES)


def connect(call: Call, address: Text, *, scan: bool = False, carried: frozenset[Label] = frozenset()) -> None:
    """One connection; what comes in on standard input, or was read (`carried`), leaves over it."""
    if carried or (_piped(call) and not scan):
        data = call.stdin.replace(labels=call.stdin.labels | carried)
        call.network(Kind.NET_SEND, address, data=data, channel="socket")
    else:
        call.network(Kind.NET_FETCH, address, channel="socket")


def _piped(call: Call) -> bool:
    return bool(call.stdin.labels) or call.stdin.text is None or bool(call.stdin.text.parts)


def carried_by(call: Call) -> str:
    """What standard input carries."""
    from bailiwick.interpret.programs.call import carried

    return carried(call.stdin.labels, call.stdin)
