"""Password managers with a verb: reading prints a credential, `run` puts credentials into a program's environment."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, RunWords
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_READS = frozenset(
    {
        "get",
        "getall",
        "read",
        "show",
        "export",
        "download",
        "inject",
        "list-secrets",
        "items",
        "cat",
        "clip",
        "totp",
        "otp",
        "code",
        "print",
        "env",
    }
)
_RUNS = frozenset({"run", "exec"})
_DELETES = frozenset({"delete", "rm", "remove", "purge", "destroy"})


def run(call: Call, arguments: Arguments) -> None:
    """The first two words decide: `op item get`, `doppler secrets download`, `bw get password`."""
    words = arguments.operands
    verbs = [word.known or "" for word in words[:3]]
    if verbs[:1] and verbs[0] in _RUNS:
        call.emit(Kind.INFRA_READ, call.name(call.program), system=call.program)
        inner = words[1:]
        at = next((index for index, word in enumerate(inner) if word.known == "--"), -1)
        if inner[at + 1 :]:
            call.launch(RunWords(inner[at + 1 :], f"{call.program} run", call.stdin))
    elif _READS & set(verbs) or (
        call.program in ("doppler", "infisical")
        and verbs[:1] == ["secrets"]
        and set(verbs[1:]) <= {"--plain", "--raw", "--json"}
    ):
        call.emit(Kind.INFRA_READ, call.name(call.program), system=call.program, secret=True)
        call.stdout = Data(None, frozenset({Label.SECRET}))
    elif _DELETES & set(verbs):
        call.emit(Kind.INFRA_DESTROY, call.name(call.program), system=call.program, what="secret")
