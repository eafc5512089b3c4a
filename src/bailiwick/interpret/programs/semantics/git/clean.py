"""git clean: deletes untracked files when forced."""

from __future__ import annotations

from bailiwick.interpret.programs.semantics.git.pathspecs import is_everything, path_of
from bailiwick.interpret.programs.semantics.git.remotes import repository
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-n` only shows; without `-f` git refuses unless configured otherwise."""
    if arguments.has("dry-run") or not (arguments.has("force") or _not_required(call) or _answered(call)):
        call.emit(Kind.VCS_READ, call.name("clean"), verb="clean")
        return
    artifacts = 0
    for word in arguments.operands:
        path = path_of(word)
        if path is None or is_everything(word):
            continue
        resource = call.path(path)
        if ResourceClass.BUILD_ARTIFACT in resource.classes:
            artifacts += 1
            call.file(Kind.FILE_DELETE, path, recursive=True)
    if artifacts == 0 or artifacts < len(arguments.operands):
        everything = not arguments.operands or any(is_everything(word) for word in arguments.operands)
        call.emit(Kind.VCS_DISCARD, call.name("clean"), what="untracked", all=everything, forced=True)


def _answered(call: Call) -> bool:
    """`-i` asks instead of wanting `-f`; here something answers it."""
    asks = any((word.known or "").startswith("-") and "i" in (word.known or "")[:8] for word in call.words)
    return asks and (call.stdin.text is None or bool(call.stdin.text.parts))


def _not_required(call: Call) -> bool:
    given = call.settings.get("clean.requireforce")
    if given is not None:
        return given.known is None or given.known.lower() in ("false", "no", "off", "0")
    fact = repository(call)
    return fact is not None and (fact.setting("clean.requireforce") or "").lower() in ("false", "no", "off", "0")
