"""Password managers with a verb: reading prints a credential, `run` puts credentials into a program's environment."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, RunWords
from bailiwick.interpret.programs.dumping import dumps_environment
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
        "get-secret-value",
        "get-dynamic-secret-value",
        "get-rotated-secret-value",
        "lease",
        "value",
        "items",
        "cat",
        "clip",
        "totp",
        "otp",
        "code",
        "print",
        "env",
        "access",
        "password",
        "script",
        "retrieve",
        "reveal",
    }
)
_PLAIN = frozenset(
    (
        "account", "user", "group", "vault", "template", "organization", "org-collection", "collection", "folder",
        "projects", "project", "environments", "configs", "activity", "status", "server", "fingerprint",
    )
)  # fmt: skip
"""What such a manager has besides credentials: `op vault get`, `doppler configs get`, `bw get template`."""
_RUNS = frozenset({"run", "exec"})
_SHARES = frozenset({"share", "send"})
"""What gives a credential to somebody by a link."""
_CHANGES = frozenset({"revoke", "reset", "rotate", "grant", "suspend", "upload"})
_DELETES = frozenset({"delete", "rm", "remove", "purge", "destroy"})


def run(call: Call, arguments: Arguments) -> None:
    """The first two words decide: `op item get`, `doppler secrets download`, `bw get password`."""
    words = arguments.operands
    verbs = [word.known or "" for word in words[:3]]
    if verbs[:1] and verbs[0] in _RUNS:
        call.emit(Kind.INFRA_READ, call.name(call.program), system=call.program)
        inner = words[1:]
        at = next((index for index, word in enumerate(inner) if word.known == "--"), -1)
        if dumps_environment(inner[at + 1 :]):
            _revealed(call)
        if inner[at + 1 :]:
            call.launch(RunWords(inner[at + 1 :], f"{call.program} run", call.stdin))
    elif _SHARES & set(verbs[:2]) and verbs[1:2] not in (["list"], ["get"], ["help"], ["receive"], ["template"]):
        call.emit(Kind.NET_SEND, call.name(call.program), channel="paste", carries="secret")
    elif _lists_values(call.program, verbs) or (_READS & set(verbs) and not _is_plain(verbs)):
        _revealed(call)
    elif _CHANGES & set(verbs):
        call.emit(Kind.INFRA_APPLY, call.name(call.program), system=call.program)
    elif _DELETES & set(verbs):
        call.emit(Kind.INFRA_DESTROY, call.name(call.program), system=call.program, what="secret")


def _revealed(call: Call) -> None:
    call.emit(Kind.INFRA_READ, call.name(call.program), system=call.program, secret=True)
    call.stdout = Data(None, frozenset({Label.SECRET}))


def _is_plain(verbs: list[str]) -> bool:
    """True when what is got is no credential, as far as the two words before or behind the verb say."""
    nouns = [verb for verb in verbs[:2] if verb not in _READS]
    return "get" in verbs[:3] and len(nouns) > 0 and nouns[-1] in _PLAIN


def _lists_values(program: str, verbs: list[str]) -> bool:
    """`doppler secrets`, `infisical secrets --env=prod`: without a verb of its own the group lists values."""
    if program not in ("doppler", "infisical") or verbs[:1] != ["secrets"] or "--only-names" in verbs:
        return False
    return not verbs[1:] or verbs[1].startswith("-")
