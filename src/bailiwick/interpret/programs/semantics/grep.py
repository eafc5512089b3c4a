"""grep and its kin: the first operand is the pattern unless an option gives one; then files and trees."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_DATA, Data, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.guard import touches_guard
from bailiwick.interpret.programs.unknown import secret_operand
from bailiwick.interpret.resources import holds_credentials
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_TREES = frozenset({"rg", "ripgrep", "ag", "ack", "pt", "sift", "ugrep", "ug", "rgrep"})
"""Programs that search the working directory by default."""


def run(call: Call, arguments: Arguments) -> None:
    """A file given by name is read, a directory searched."""
    operands = arguments.operands
    if call.stdin.text is None and operands and touches_guard(operands[0].shown()):
        call.stdout = Data(None, call.stdin.labels, operands[0].shown())
    if not arguments.has("regexp", "file", "files", "type-list", "match"):
        operands = operands[1:]
    tree = call.program in _TREES
    recursive = tree or arguments.has("recursive")
    if not operands and recursive and (not tree or call.stdin is NO_DATA or call.stdin.origin == ""):
        operands = (literal("."),)
    for word in arguments.values("include", "glob", "iglob", "file-search-regex"):
        if not word.prefix.startswith("!"):
            secret_operand(call, texts.with_holes(word))
    for word in operands:
        if word.known == "-":
            continue
        path = call.path(word).value
        if recursive and path != call.place.home and holds_credentials(path, call.place):
            call.read(word, recursive=True)
        elif recursive and _is_tree(call, word.prefix, path):
            call.file(Kind.FILE_SEARCH, word, recursive=True)
        else:
            call.read(word)


def _is_tree(call: Call, given: str, real: str) -> bool:
    return given.endswith(("/", ".")) or call.directory(call.path(literal(real)))
