"""redis-cli: one command of operands, or commands on standard input."""

from __future__ import annotations

from bailiwick.interpret.programs.semantics import sends
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

_FLUSHES = frozenset({"flushall", "flushdb"})
_REMOVES = frozenset({"del", "unlink"})
_STOPS = frozenset({("shutdown", "nosave"), ("debug", "segfault"), ("debug", "panic"), ("debug", "flushall")})
"""What ends a server so that it loses what it has not written."""
_SCRIPTS = frozenset({"eval", "eval_ro", "script"})


def run(call: Call, arguments: Arguments) -> None:
    """Flushing is destruction, reading is reading, the rest is writing."""
    sends.run(call, arguments)
    local = (arguments.known("h") or "localhost").lower() in _LOCAL_HOSTS and not arguments.has("u")
    commands = [arguments.text(0).lower()] if arguments.operands else _input_commands(call)
    for command in commands:
        name = call.name(f"redis {command}")
        if _plants(command, arguments):
            call.emit(Kind.SYS_PERSIST, name, by="redis")
        if (
            command in _FLUSHES
            or (command in _REMOVES and _unknown_keys(arguments))
            or (not local and (command, arguments.text(1).lower()) in _STOPS)
            or _script_flushes(arguments)
        ):
            call.emit(Kind.DB_DESTROY, name, engine="redis", what="keys", local=local)
        elif command in _READING:
            call.emit(Kind.DB_READ, name, engine="redis", local=local)
        elif command == "eval" or arguments.has("eval") or command:
            call.emit(Kind.DB_WRITE, name, engine="redis", local=local)


def _plants(command: str, arguments: Arguments) -> bool:
    """Where the server writes its data, and code that it loads: the way to make it write a key or a cron table."""
    second, third = arguments.text(1).lower(), arguments.text(2).lower()
    return (command == "config" and second == "set" and third in ("dir", "dbfilename")) or (
        command == "module" and second == "load"
    )


def _unknown_keys(arguments: Arguments) -> bool:
    """Keys that come from elsewhere, such as every key that a scan found."""
    return any(word.known is None for word in arguments.operands[1:])


def _script_flushes(arguments: Arguments) -> bool:
    """A script on the command line that calls what empties the server."""
    if arguments.text(0).lower() not in _SCRIPTS or len(arguments.operands) < 2:
        return False
    script = arguments.text(1).lower()
    return any(name in script for name in _FLUSHES)


def _input_commands(call: Call) -> list[str]:
    known = None if call.stdin.text is None else call.stdin.text.known
    return [line.split()[0].lower() for line in (known or "").splitlines() if line.split()]
