"""patch, git apply: a patch from standard input changes files that it names itself."""

from __future__ import annotations

from bailiwick.interpret.digits import whole_number
from bailiwick.interpret.effects import Label, literal
from bailiwick.model import bounds
from bailiwick.model.operation import ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Changes that come from the network can be anywhere below the working directory."""
    if arguments.has("dry-run", "check", "stat", "numstat", "summary"):
        return
    for name in _changed(call, arguments):
        call.write(literal(name), data=call.stdin)
    directory = arguments.value("directory") if call.program == "patch" else None
    if directory is not None and call.path(directory).classes.isdisjoint({ResourceClass.PROJECT, ResourceClass.TEMP}):
        call.write(directory, data=call.stdin, many=True)
    labels = call.stdin.labels if not arguments.operands else call.labels
    if Label.NETWORK in labels:
        call.write(arguments.value("directory") or literal("."), data=call.stdin, many=True)


def _changed(call: Call, arguments: Arguments) -> list[str]:
    """The files that the patch names (`--- a/x`, `+++ b/x`), without the leading directories that are stripped."""
    patch = call.stdin.text.known if call.stdin.text is not None else None
    if patch is None or arguments.operands:
        return []
    given = arguments.value("p", "strip")
    number = whole_number(given.known) if given is not None else None
    strip = 1 if number is None else number
    names: list[str] = []
    for line in patch.splitlines():
        if line.startswith(("--- ", "+++ ")) and len(names) < bounds.PROGRAM_WORDS:
            name = line[4:].partition("\t")[0].strip()
            parts = name.split("/", strip)
            if name != "/dev/null" and parts[-1] not in names:
                names.append(parts[-1])
    return names
