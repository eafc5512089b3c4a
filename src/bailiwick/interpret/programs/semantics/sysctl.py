"""sysctl: `key=value` writes, with or without `-w`; a bare key reads."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-p` and `--system` load files."""
    writes = arguments.has("write", "load", "system", "f") or any("=" in word.prefix for word in arguments.operands)
    if writes:
        call.emit(Kind.SYS_CONFIG, call.name("sysctl"), what="kernel")
