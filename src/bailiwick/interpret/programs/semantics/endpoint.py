"""Clients whose operands include the address they talk to (load tests, scanners, websocket and gRPC clients)."""

from __future__ import annotations

from bailiwick.interpret.web_requests import names_removal, takes_away
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Every operand that looks like an address; a program behind a socket is a remote shell."""
    if call.program == "websocat" and (
        arguments.has("exec", "e")
        or any(word.prefix.startswith(("exec:", "sh-c:", "cmd:")) for word in arguments.operands)
    ):
        call.emit(Kind.EXEC_RUN, call.name("websocat"), program="websocat", known=True, reverse_shell=True)
    for word in arguments.operands[1:] if call.program in ("grpcurl", "evans") else ():
        method = word.shown().rpartition("/")[2].rpartition(".")[2]
        if names_removal(method[:1].lower() + method[1:]) and takes_away("DELETE", arguments.operands[0]):
            call.emit(Kind.INFRA_DESTROY, call.name(word), system="grpc", what="api")
    for word in (*arguments.operands, *(value for value in arguments.values("c", "connect") if ":" in value.prefix)):
        head = word.prefix
        if "://" in head or ("." in head and not head.startswith(("./", "../", "/"))) or head.startswith("localhost"):
            call.network(Kind.NET_FETCH, word, data=call.stdin)
