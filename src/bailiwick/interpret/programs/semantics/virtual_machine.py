"""Virtual machines: listing is quiet, the rest manages or destroys them."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_DESTROYS = frozenset({"undefine", "delete", "unregistervm", "vol-delete", "pool-delete", "snapshot-delete", "rm"})
_INSIDE = frozenset({"exec", "shell", "console", "file", "run"})


def run(call: Call, arguments: Arguments) -> None:
    """`lxc exec NAME -- CMD` runs in the guest."""
    words = [word.known or "" for word in arguments.operands]
    if any(word.replace(" ", "=").endswith("security.privileged=true") for word in (*words, " ".join(words))):
        call.emit(Kind.CONTAINER_RUN, call.name(" ".join(words[:2])), privileged=True)
    if "device" in words and "add" in words and any(word.startswith("source=") for word in words):
        source = next(word for word in arguments.operands if word.prefix.startswith("source="))
        mounted = call.path(texts.drop(source, len("source=")))
        whole = {ResourceClass.ROOT, ResourceClass.SYSTEM, ResourceClass.HOME_ROOT}
        call.emit(Kind.CONTAINER_RUN, mounted, host_root=not mounted.classes.isdisjoint(whole))
    if words and words[0] not in _INSIDE and _DESTROYS & set(words[:3]):
        call.emit(Kind.INFRA_DESTROY, call.name(" ".join(words)), system=call.program, what="machine")
    elif words[:1] and words[0] not in ("list", "info", "show", "status", "dominfo", "help", "version"):
        call.emit(Kind.CONTAINER_MANAGE, call.name(" ".join(words[:2])), verb=words[0])
    start = 2 if arguments.dashes is None else arguments.dashes
    if words[:1] == ["exec"] and arguments.operands[start:]:
        inside = texts.words_quoted(arguments.operands[start:])
        call.launch(RunShell(inside, via=call.program, stdin=call.stdin, remote=True))
