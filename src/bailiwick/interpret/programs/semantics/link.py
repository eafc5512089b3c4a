"""ln and link: a new name for an old file; `-f` replaces what has the name."""

from __future__ import annotations

from bailiwick.interpret.effects import Label
from bailiwick.interpret.programs.call import label_of
from bailiwick.interpret.programs.semantics.copy import landing, sources_and_target
from bailiwick.model.fact import FileType, PathQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """One `file.link` for each source."""
    sources, destination = sources_and_target(arguments)
    if destination is None:
        from bailiwick.interpret.effects import literal

        destination = literal(".")
    names = landing(call, sources, destination)
    if arguments.has("force"):
        for name in names:
            _replaced(call, name)
    for index, source in enumerate(sources):
        target = call.path(source)
        call.file(
            Kind.FILE_LINK,
            names[min(index, len(names) - 1)],
            target=target.value,
            target_secret=Label.SECRET in label_of(target),
        )


def _replaced(call: Call, name: Text) -> None:
    """What a file holds is lost when a link takes its name; a link that is replaced held nothing."""
    resource = call.path(name, follow=False)
    fact = call.inquiry.ask(PathQuery(resource.value)) if name.known is not None else None
    if fact is not None and fact.type is FileType.FILE and not fact.link:
        call.write(name, truncates=True)
