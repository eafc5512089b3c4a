"""mv: the source is gone from its place, the target is overwritten.

Moving to a place where things are lost (`/dev/null`, a temporary directory) is deletion.
"""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, Label
from bailiwick.interpret.programs.call import label_of
from bailiwick.interpret.programs.semantics.copy import landing, sources_and_target
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_WHOLE = frozenset({ResourceClass.GIT_DIR, ResourceClass.PROJECT_ROOT, ResourceClass.HOME_ROOT, ResourceClass.SYSTEM})


def run(call: Call, arguments: Arguments) -> None:
    """Every source leaves its place."""
    sources, destination = sources_and_target(arguments)
    labels = NO_LABELS
    target = call.path(destination) if destination is not None else None
    lost = target is not None and not target.classes.isdisjoint({ResourceClass.SINK, ResourceClass.TEMP})
    forever = target is not None and ResourceClass.SINK in target.classes
    for source in sources:
        resource = call.path(source)
        labels |= label_of(resource) & {Label.SECRET}
        temporary = ResourceClass.TEMP in resource.classes and ResourceClass.PROJECT not in resource.classes
        gone = (lost and not temporary) or ResourceClass.GIT_DIR in resource.classes
        whole = forever or not _WHOLE.isdisjoint(resource.classes) or call.directory(resource)
        call.file(Kind.FILE_DELETE, source, moved_away=gone, recursive=gone and whole)
    for name in landing(call, sources, destination):
        call.write(name, data=Data(None, labels), truncates=not arguments.has("no-clobber"))
