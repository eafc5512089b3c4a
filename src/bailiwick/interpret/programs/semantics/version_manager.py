"""mise exec, pyenv exec: tool versions, `--`, an argv."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_VERSIONS = (*"0123456789", "node", "lts", "stable", "default", "system", "iojs")
"""How a version begins, which nvm takes before the command."""


def run(call: Call, arguments: Arguments) -> None:
    """`mise exec node@20 -- npm test`: the argv follows the dashes."""
    from bailiwick.interpret.effects import RunWords

    words = arguments.operands
    at = next((index for index, word in enumerate(words) if word.known == "--"), None)
    if at is not None:
        words = words[at + 1 :]
    if call.program == "nvm" and len(words) > 1 and words[0].prefix.lstrip("v").startswith(_VERSIONS):
        words = words[1:]
    if words:
        call.launch(RunWords(words, call.program, call.stdin))
