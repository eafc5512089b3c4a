"""gpg: decrypting and exporting secret keys make secrets readable; the rest works on files."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Operands are files only for the file commands."""
    if arguments.has("export-secret-keys", "export-secret-subkeys"):
        call.emit(Kind.INFRA_READ, call.name("gpg secret keys"), system="gpg", secret=True)
        call.stdout = Data(None, frozenset({Label.SECRET}))
    elif arguments.has("delete-secret-keys"):
        call.emit(Kind.INFRA_DESTROY, call.name("gpg secret keys"), system="gpg", what="keys")
    elif arguments.has("send-keys"):
        call.emit(Kind.NET_SEND, call.name("key server"), carries="text")
    elif arguments.has("decrypt"):
        for word in arguments.operands:
            call.read(word)
            if any(piece in texts.pattern(word).lower() for piece in ("secret", "pass", "cred", "token")):
                call.emit(Kind.INFRA_READ, call.name(word), system="gpg", secret=True)
        call.stdout = Data(None, call.labels | call.stdin.labels | {Label.DECODED})
    elif arguments.has(
        "encrypt", "sign", "detach-sign", "clear-sign", "clearsign", "symmetric", "verify", "import", "dearmor"
    ):
        for word in arguments.operands:
            if texts.pattern(word):
                call.read(word)
        call.stdout = Data(None, call.labels | call.stdin.labels)
