"""jq and yq: a filter, then files; some options take two words."""

from __future__ import annotations

from bailiwick.interpret.effects import literal
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_VERBS = frozenset({"e", "eval", "ea", "eval-all", "shell-completion"})


def run(call: Call, arguments: Arguments) -> None:
    """Read the files; `yq -i` writes them."""
    operands = list(arguments.operands)
    if call.program == "yq" and operands and operands[0].known in _VERBS:
        del operands[0]
    for key, reads in (("arg", False), ("argjson", False), ("slurpfile", True), ("rawfile", True)):
        for _ in arguments.values(key):
            word = _second(call, key)
            if word is not None and word in operands:
                operands.remove(word)
                if reads:
                    call.read(word)
    if call.program == "yq" and operands:
        for piece in (operands[0].known or "").split("load")[1:]:
            call.read(literal(piece.partition('("')[2].partition('"')[0]))
    if not arguments.has("from-file"):
        operands = (
            operands[1:] if call.program != "yq" or len(operands) != 1 or not _names_file(operands[0]) else operands
        )
    if arguments.has("args", "jsonargs"):
        return
    for word in operands:
        call.read(word)
        if arguments.has("inplace"):
            call.file(Kind.FILE_WRITE, word)


def _second(call: Call, key: str) -> Text | None:
    """The second value of a two-word option."""
    for index, word in enumerate(call.words[:-2]):
        if word.known == f"--{key}":
            return call.words[index + 2]
    return None


def _names_file(word: Text) -> bool:
    """A lone operand of yq is a file when it looks like one; a filter has a `.` before every name."""
    name = word.suffix
    return " " not in name and (name.endswith((".yaml", ".yml", ".json", ".xml", ".toml", ".env")) or "/" in name)
