"""redis-cli: one command of operands, or commands on standard input."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
_READING = frozenset(
    [
        "get",
        "mget",
        "exists",
        "ttl",
        "pttl",
        "type",
        "keys",
        "scan",
        "hget",
        "hgetall",
        "hmget",
        "hkeys",
        "hlen",
        "lrange",
        "llen",
        "smembers",
        "scard",
        "sismember",
        "zrange",
        "zcard",
        "zscore",
        "info",
        "ping",
        "dbsize",
        "client",
        "memory",
        "monitor",
        "slowlog",
        "latency",
        "time",
        "object",
        "xlen",
        "xrange",
        "strlen",
        "getrange",
        "echo",
        "command",
        "lastsave",
        "role",
    ]
)


def run(call: Call, arguments: Arguments) -> None:
    """Flushing is destruction, reading is reading, the rest is writing."""
    local = (arguments.known("h") or "localhost").lower() in _LOCAL_HOSTS and not arguments.has("u")
    commands = [arguments.text(0).lower()] if arguments.operands else _input_commands(call)
    for command in commands:
        name = call.name(f"redis {command}")
        if command in {"flushall", "flushdb"}:
            call.emit(Kind.DB_DESTROY, name, engine="redis", what="keys", local=local)
        elif command in _READING:
            call.emit(Kind.DB_READ, name, engine="redis", local=local)
        elif command == "eval" or arguments.has("eval") or command:
            call.emit(Kind.DB_WRITE, name, engine="redis", local=local)


def _input_commands(call: Call) -> list[str]:
    known = None if call.stdin.text is None else call.stdin.text.known
    return [line.split()[0].lower() for line in (known or "").splitlines() if line.split()]
