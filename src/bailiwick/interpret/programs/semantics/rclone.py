"""rclone: copies between remotes (`name:path`) and this machine."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import carried, label_of
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_COPIES = frozenset({"copy", "sync", "move", "copyto", "moveto", "bisync", "copyurl", "rcat"})
_DELETES = frozenset({"delete", "purge", "deletefile", "rmdir", "rmdirs", "cleanup", "dedupe"})


def run(call: Call, arguments: Arguments) -> None:
    """A dry run does nothing."""
    words = arguments.operands
    verb = words[0].known if words else ""
    if arguments.has("dry-run"):
        return
    if verb in _DELETES:
        for word in words[1:2]:
            if _remote(word):
                call.emit(Kind.INFRA_DESTROY, call.name(word), system="rclone", what="objects")
            else:
                call.file(Kind.FILE_DELETE, word, recursive=True)
    elif verb in _COPIES:
        _copy(call, verb, words[1:])
    elif verb == "serve":
        _serve(call, words[2:])
    elif verb == "config" and arguments.text(1) in ("show", "dump", "file"):
        call.emit(Kind.INFRA_READ, call.name("rclone config"), system="rclone", secret=arguments.text(1) != "file")


def _serve(call: Call, words: tuple[Text, ...]) -> None:
    """`serve http PATH`: a remote, or a directory of this machine."""
    local = bool(words) and not _remote(words[0])
    resource = call.path(words[0]) if local else call.name("rclone serve")
    home = not resource.classes.isdisjoint({ResourceClass.HOME_ROOT, ResourceClass.ROOT})
    call.emit(Kind.NET_LISTEN, resource, serves_home=home)
    if home or ResourceClass.SECRET in resource.classes:
        call.read(words[0], recursive=True)


def _copy(call: Call, verb: str, words: tuple[Text, ...]) -> None:
    if verb == "rcat":
        call.emit(
            Kind.NET_SEND,
            call.name(words[0] if words else ""),
            channel="cloud-storage",
            carries=carried(call.stdin.labels, call.stdin),
        )
        return
    if len(words) < 2:
        return
    source, target = words[0], words[1]
    labels = NO_LABELS if _remote(source) else label_of(call.read(source, recursive=True))
    if _remote(target):
        call.emit(Kind.NET_SEND, call.name(target), channel="cloud-storage", carries=carried(labels, Data(literal(""))))
    else:
        call.write(target, data=Data(None, labels | {Label.NETWORK}), recursive=True, many=True)
        if verb == "sync":
            call.file(Kind.FILE_DELETE, target, recursive=True, many=True)
    if verb.startswith("move") and not _remote(source):
        call.file(Kind.FILE_DELETE, source, recursive=True, many=True)


def _remote(word: Text) -> bool:
    before, after = texts.partition(word, ":")
    return after is not None and "/" not in before.prefix
