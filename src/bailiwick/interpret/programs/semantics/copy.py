"""cp and install: sources are read, the last operand or `-t` is written."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, join, literal
from bailiwick.interpret.programs.call import label_of
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Copy; `install -d` only makes directories."""
    if call.program.endswith("install") and arguments.has("directory"):
        for word in arguments.operands:
            call.file(Kind.FILE_WRITE, word, appends=True)
        return
    sources, destination = sources_and_target(arguments)
    if arguments.has("symbolic-link", "link"):
        for source in sources:
            _link(call, source, destination)
        return
    labels = NO_LABELS
    recursive = arguments.may("recursive")
    for source in sources:
        labels |= label_of(call.read(source, recursive=recursive, through="copy"))
    for name in landing(call, sources, destination):
        call.write(name, data=Data(None, labels), truncates=not arguments.has("no-clobber"), recursive=recursive)
    _mode(call, arguments, destination)


def sources_and_target(arguments: Arguments) -> tuple[tuple[Text, ...], Text | None]:
    """The sources, and where they go."""
    directory = arguments.value("target-directory")
    if directory is not None:
        return arguments.operands, directory
    if len(arguments.operands) < 2:
        return arguments.operands, None
    return arguments.operands[:-1], arguments.operands[-1]


def landing(call: Call, sources: tuple[Text, ...], destination: Text | None) -> list[Text]:
    """The paths that are written: below the destination when it is a directory, else itself."""
    if destination is None:
        return []
    if len(sources) > 1 or destination.suffix.endswith("/") or call.directory(call.path(destination)):
        return [
            join(destination, literal("/" + base_name(source))) if base_name(source) else destination
            for source in sources
        ]
    return [destination]


def base_name(source: Text) -> str:
    """The known last component of a path; empty when it is not known or names no entry (`.`, `dir/..`)."""
    name = source.suffix.rstrip("/")
    if "/" not in name and source.known is None:
        return ""
    name = name.rpartition("/")[2]
    return "" if name in (".", "..") else name


def _link(call: Call, source: Text, destination: Text | None) -> None:
    target = call.path(source)
    if destination is not None:
        secret = bool(label_of(target) - {"file"})
        call.file(Kind.FILE_LINK, destination, target=target.value, target_secret=secret)


def _mode(call: Call, arguments: Arguments, destination: Text | None) -> None:
    """`install -m 4755` sets the mode that chmod would."""
    mode = arguments.known("mode")
    if mode and destination is not None and call.program.endswith("install"):
        from bailiwick.interpret.programs.semantics.mode import mode_attributes

        attributes = mode_attributes(mode)
        if attributes.get("setuid") or attributes.get("world_writable"):
            call.file(Kind.FILE_META, destination, more=attributes)
