"""fd: a pattern, then paths; `-x` and `-X` take the rest as an argv."""

from __future__ import annotations

from bailiwick.interpret.effects import Hole, RunWords, Text, join, literal
from bailiwick.interpret.programs.seeking import names_sought
from bailiwick.interpret.programs.semantics.xargs import replaced
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_RUNS = frozenset({"-x", "--exec", "-X", "--exec-batch"})


def _named(pattern: str | None) -> str:
    r"""The file name that a pattern such as `^\.env$` means; empty when it means more than one."""
    if pattern is None or not (pattern.startswith("^") and pattern.endswith("$")):
        return ""
    name = pattern[1:-1].replace("\\", "")
    return name if name.replace(".", "").replace("_", "").replace("-", "").isalnum() else ""


def run(call: Call, arguments: Arguments) -> None:
    """The words behind `-x` are not options of fd."""
    words = call.words
    at = next((index for index, word in enumerate(words) if word.known in _RUNS), None)
    argv = () if at is None else words[at + 1 :]
    operands = [word for word in arguments.operands if word not in argv]
    paths = operands[1:] or [arguments.value("base-directory", "search-path") or literal(".")]
    for path in paths:
        call.file(Kind.FILE_LIST, path, recursive=True)
    if argv:
        base = paths[0]
        sought = names_sought((call.program, *(word.known for word in words[:at])), call.place)
        named = _named(operands[0].known if operands else None)
        item = (
            join(base, literal(f"/{named}"))
            if named
            else sought
            if sought is not None
            else Text((*base.parts, "/", Hole("found by fd")))
            if base.known != "."
            else Text((Hole("found by fd", glob=True),))
        )
        items = tuple(replaced(word, "{}", item) for word in argv)
        if items == argv:
            items = (*items, item)
        call.launch(RunWords(items, "fd -x", many=True))
