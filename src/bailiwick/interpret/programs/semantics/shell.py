"""sh, bash, zsh, ksh: `-c` text, a script file, or standard input."""

from __future__ import annotations

from bailiwick.interpret.effects import RunFile, RunShell, Text
from bailiwick.interpret.programs.code import announce, from_stdin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`-c` takes the first operand, wherever it stands in a cluster; `-s` reads standard input."""
    operands = arguments.operands
    if arguments.has("version", "help"):
        return
    if operands and _only_checks(call.words, arguments):
        call.read(operands[0])
        return
    if arguments.has("c"):
        if operands:
            _text(call, operands[0], operands[1:])
    elif operands and not arguments.has("s") and not _is_stdin(operands[0]):
        _file(call, operands[0], operands[1:])
    elif call.stdin.text is None or call.stdin.text.parts:
        _text(call, from_stdin(call), operands if arguments.has("s") else operands[1:], via=call.program)


def _text(call: Call, text: Text, rest: tuple[Text, ...], *, via: str = "") -> None:
    announce(call, text)
    stdin = call.stdin if not via else call.stdin.replace(text=Text())
    call.launch(RunShell(text, via or f"{call.program} -c", stdin, arguments=rest))


def _file(call: Call, word: Text, rest: tuple[Text, ...]) -> None:
    resource = call.path(word)
    if word.known is None:
        announce(call, word)
    call.launch(RunFile(resource.value, "bash", call.program, call.stdin, rest))


def _only_checks(words: tuple[Text, ...], arguments: Arguments) -> bool:
    """`-n FILE`: the syntax is checked and nothing runs, unless another option takes that back."""
    keys = {item.key for item in arguments.given}
    taken_back = arguments.uncertain or any(word.prefix.startswith("+") for word in words)
    return "n" in keys and keys <= _CHECKING and not taken_back


_CHECKING = frozenset("nuxve")
"""Options beside which `-n` stays in force."""


def _is_stdin(word: Text) -> bool:
    return word.known in ("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")
