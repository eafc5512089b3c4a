"""gpg: secret keys exported are secrets read; decrypting shows what was hidden."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs.call import label_of
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_NAMES = ("export", "list-keys", "list-secret-keys", "delete-keys", "delete-secret-keys", "send-keys", "recv-keys", "search-keys", "edit-key", "export-ssh-key", "fingerprint")


def run(call: Call, arguments: Arguments) -> None:
    """Without a command option gpg decrypts or verifies what it is given."""
    if arguments.has("export-secret-keys"):
        call.emit(Kind.INFRA_READ, call.name("gpg --export-secret-keys"), system="gpg", secret=True)
        call.stdout = Data(None, frozenset({Label.SECRET}))
        return
    if arguments.has("delete-secret-keys"):
        call.emit(Kind.INFRA_DESTROY, call.name("gpg"), system="gpg", what="key")
    if arguments.has(*_NAMES):
        return
    labels = call.stdin.labels
    for word in arguments.operands:
        labels |= label_of(call.read(word))
    if arguments.has("decrypt") or not arguments.has("symmetric", "encrypt", "sign", "detach-sign", "clearsign", "verify", "import"):
        call.stdout = Data(None, labels | {Label.DECODED})
    else:
        call.stdout = Data(None, labels - {Label.SECRET} | {Label.COMMAND})
