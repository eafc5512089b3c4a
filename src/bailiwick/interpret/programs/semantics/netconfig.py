"""ip, ifconfig, route: showing is harmless, changing is configuration of the network."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_CHANGES = frozenset(
    {"add", "del", "delete", "set", "flush", "replace", "change", "up", "down", "append", "exec", "attach", "detach"}
)


def run(call: Call, arguments: Arguments) -> None:
    """`ip netns exec NAME CMD` runs a program."""
    words = [word.known or "" for word in arguments.operands]
    if call.program in ("ss", "netstat"):
        return
    if words[:2] == ["netns", "exec"] and len(words) > 3:
        from bailiwick.interpret.effects import RunWords

        call.launch(RunWords(arguments.operands[3:], "ip netns exec", call.stdin))
        return
    if _CHANGES & set(words[1:] if call.program in ("ifconfig", "ip", "bridge", "tc") else words):
        call.emit(Kind.SYS_CONFIG, call.name(call.program), what="network")
