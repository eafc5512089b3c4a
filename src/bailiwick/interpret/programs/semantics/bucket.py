"""Clients of object stores: `put`, `cp`, `sync`, `upload` of local files; `rm` of objects."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import carried, label_of
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_COPIES = frozenset(
    {"put", "cp", "copy", "sync", "mirror", "upload", "upload-file", "upload_file", "mv", "move", "pipe", "file"}
)
_DELETES = frozenset({"rm", "del", "delete", "rb", "remove", "delete-file-version", "delete-bucket", "purge"})
_LOOKS = frozenset(
    {"ls", "list", "info", "stat", "du", "cat", "find", "version", "help", "alias", "login", "get", "download"}
)


def run(call: Call, arguments: Arguments) -> None:
    """The last operand is the target."""
    words = list(arguments.operands)
    verbs = [word.known or "" for word in words[:2]]
    if call.program in ("megaput", "mega-put"):
        verbs = ["put"]
    elif words:
        words = words[2:] if verbs[0] in ("files", "file", "storage") else words[1:]
    if _DELETES & set(verbs):
        call.emit(Kind.INFRA_DESTROY, call.name(call.program), system=call.program, what="objects")
    elif _COPIES & set(verbs):
        _copy(call, words, puts=not {"put", "upload"}.isdisjoint(verbs))
    elif not _LOOKS & set(verbs):
        call.emit(Kind.INFRA_APPLY, call.name(call.program), system=call.program)


def _copy(call: Call, words: list[Text], *, puts: bool) -> None:
    local = [word for word in words if not _is_remote(call, word)]
    if not local and len(words) > 1 and call.may_be_file(words[0]):
        local = words[:-1]
    elif not local and puts:
        local = [word for word in words if "://" not in word.prefix]
    if words and local and words[-1] in local and len(local) < len(words) and words[0] not in local:
        call.write(words[-1], data=Data(None, frozenset({Label.NETWORK})), download=True)
        return
    labels = call.stdin.labels if not local else NO_LABELS
    for word in local:
        labels |= label_of(call.read(word, recursive=call.directory(call.path(word))))
    call.emit(
        Kind.NET_SEND,
        call.name(words[-1] if words else call.program),
        channel="cloud-storage",
        carries=carried(labels, Data(literal(""), labels)),
    )


def _is_remote(call: Call, word: Text) -> bool:
    head = word.prefix
    if "://" in head:
        return True
    return texts.pattern(word).find("/") > 0 and not head.startswith((".", "/", "~")) and not call.is_file(word)
