"""kubectl get: a raw request shows what its path names, and a path may name secrets."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`--raw /api/v1/namespaces/prod/secrets/db` prints a secret; anything else is a look."""
    secret = "secrets" in (arguments.known("raw") or "").partition("?")[0].split("/")
    call.emit(Kind.INFRA_READ, call.name(f"{call.program} get"), system="kubectl", secret=secret)
    if secret:
        call.stdout = Data(None, frozenset({Label.SECRET}))
