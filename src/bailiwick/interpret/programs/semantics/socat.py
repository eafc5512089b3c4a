"""socat: two addresses `TYPE:PARAMETERS,OPTIONS` joined (socat(1), ADDRESS TYPES)."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, RunShell, Text
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.netcat import connect, engine_socket
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_FILES = ("FILE", "OPEN", "GOPEN", "CREATE", "CREAT")
_WITH_VALUE = frozenset({"-L", "-W", "-T", "-t", "-b", "-r", "-R", "-S", "-x"})


def run(call: Call, arguments: Arguments) -> None:
    """A program at one end and a socket at the other is a remote shell."""
    addresses: list[Text] = []
    skip = False
    for word in arguments.operands:
        if skip:
            skip = False
        elif word.prefix.startswith("-") and len(word.prefix) > 1:
            skip = word.known in _WITH_VALUE
        else:
            addresses.append(word)
    types = [word.prefix.partition(":")[0].partition(",")[0].upper() for word in addresses]
    sockets = any(_is_socket(kind) for kind in types)
    for kind, word in sorted(zip(types, addresses, strict=True), key=lambda pair: _is_socket(pair[0])):
        rest = texts.partition(word, ":")[1] or Text()
        _address(call, kind, rest, sockets=sockets)
    call.stdout = Data(None, frozenset({Label.NETWORK}) if sockets else call.labels)


def _is_socket(kind: str) -> bool:
    return kind.startswith(("TCP", "UDP", "SCTP", "OPENSSL", "SSL", "SOCKS", "PROXY", "VSOCK"))


def _address(call: Call, kind: str, rest: Text, *, sockets: bool) -> None:
    plain = texts.partition(rest, ",")[0]
    if kind in ("EXEC", "SYSTEM", "SHELL"):
        call.launch(RunShell(plain, f"socat {kind}"))
        if sockets:
            call.emit(Kind.EXEC_RUN, call.name(plain), program="socat", known=True, reverse_shell=True)
    elif kind.startswith("UNIX"):
        engine_socket(call, plain)
    elif kind in _FILES:
        call.read(plain)
        if "rdonly" not in rest.shown():
            call.file(Kind.FILE_WRITE, plain)
    elif _is_socket(kind) and ("LISTEN" in kind or kind.endswith("-L")):
        shown = rest.shown()
        local = "bind=127." in shown or "bind=localhost" in shown
        call.emit(Kind.NET_LISTEN, call.name(plain), channel="socket", public=not local)
    elif _is_socket(kind):
        connect(call, plain, carried=call.labels)
