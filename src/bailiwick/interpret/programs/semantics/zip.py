"""zip: the first operand is the archive, the rest is packed; `-T -TT CMD` runs a command."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, literal
from bailiwick.interpret.programs.call import label_of
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-x` and `-i` take the words behind them as patterns."""
    words = list(arguments.operands)
    for mark in ("-x", "-i", "--exclude", "--include"):
        at = next((index for index, word in enumerate(call.words) if word.known == mark), None)
        if at is not None:
            patterns = set(call.words[at + 1 :])
            words = [word for index, word in enumerate(words) if index == 0 or word not in patterns]
    if not words:
        return
    archive, members = words[0], words[1:]
    labels = NO_LABELS
    for word in members if not arguments.has("delete") else []:
        labels |= label_of(call.read(word, recursive=arguments.has("recurse-paths", "R"), through="archive"))
        if arguments.has("move"):
            call.file(Kind.FILE_DELETE, word, recursive=arguments.has("recurse-paths"))
    if archive.known == "-":
        call.stdout = Data(None, labels)
    else:
        call.write(archive, data=Data(literal(""), labels))
